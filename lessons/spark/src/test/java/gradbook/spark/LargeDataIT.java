package gradbook.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.layer.Dataset;
import gradbook.layer.ParallelEpoch;
import gradbook.layer.Recipe;
import gradbook.layer.Sequential;
import gradbook.layer.Sgd;
import gradbook.layer.ShardGradient;
import gradbook.matrix.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 1.2 million samples of 60 numbers, 576 MB as Parquet and as many in memory, with a heap of 512 MB (537 million bytes). */
@Tag("heavy")
class LargeDataIT {
    private static final Recipe RECIPE = new Recipe("affine 60 8, tanh, affine 8 2", "softmax mean");
    private static final int ROWS = 1_200_000;
    private static final int COLUMNS = 60;
    private static final int CHUNK = 1000;
    private static final String HEAP = "512m";
    private static final long HEAP_BYTES = 512L << 20;

    @TempDir
    Path folder;

    @Test
    void data_larger_than_the_heap_train_in_partitions_as_on_one_machine() throws Exception {
        Path data = folder.resolve("data.parquet");
        write(data);
        long size = size(data);
        assertTrue(size > HEAP_BYTES && 8L * ROWS * COLUMNS > HEAP_BYTES, () -> size + " bytes");

        Path out = folder.resolve("out");
        try (Program run = Program.driver(
                folder,
                HEAP,
                "--data",
                data.toString(),
                "--net",
                RECIPE.net(),
                "--rate",
                "0.2",
                "--epochs",
                "2",
                "--out",
                out.toString())) {
            assertEquals(0, run.end(), run.err());
            assertEquals("", run.err());
        }
        try (Stream<String> lines = Files.lines(out.resolve("epochs.csv"))) {
            List<ParallelEpoch> epochs = ParallelEpoch.parse(lines);
            Sequential one = RECIPE.newNet(1);
            for (ParallelEpoch epoch : epochs) {
                ShardGradient sum = ShardGradient.of(one, RECIPE.newLoss(), LargeDataIT::chunks);
                assertEquals(ROWS, epoch.samples());
                assertEquals(sum.loss(RECIPE.newLoss()), epoch.loss(), 1e-9);
                sum.step(one, RECIPE.newLoss(), new Sgd(0.2));
            }
            assertEquals(2, epochs.size());
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    List.of(),
                    left.map(f -> f.getFileName().toString())
                            .filter(name -> name.startsWith("gradbook-spark-"))
                            .toList());
        }
    }

    /** Written by Spark, and the same numbers made again below for one machine: they fill the mantissa, nothing packs them. */
    private static void write(Path data) {
        String[] columns = IntStream.rangeClosed(0, COLUMNS)
                .mapToObj(c -> c < COLUMNS ? "sin(id * " + factor(c) + "D) x" + c : "int(id % 3 = 0) label")
                .toArray(String[]::new);
        try (Spark spark = new Spark("local[2]", Map.of())) {
            spark.tables()
                    .range(0, ROWS, 1, 24)
                    .selectExpr(columns)
                    .write()
                    .option("parquet.block.size", 16 << 20)
                    .parquet(data.toString());
        }
    }

    private static double factor(int column) {
        return 0.001 + 0.37 * column;
    }

    private static Iterator<Dataset> chunks() {
        return IntStream.range(0, ROWS / CHUNK).mapToObj(LargeDataIT::chunk).iterator();
    }

    private static Dataset chunk(int chunk) {
        double[] inputs = new double[CHUNK * COLUMNS];
        int[] labels = new int[CHUNK];
        for (int i = 0; i < CHUNK; i++) {
            int id = chunk * CHUNK + i;
            for (int c = 0; c < COLUMNS; c++) inputs[i * COLUMNS + c] = Math.sin(id * factor(c));
            labels[i] = id % 3 == 0 ? 1 : 0;
        }
        return new Dataset(Matrix.of(CHUNK, COLUMNS, inputs), Matrix.oneHot(2, labels));
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(f -> f.toFile().length()).sum();
        }
    }
}
