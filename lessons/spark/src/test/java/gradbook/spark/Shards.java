package gradbook.spark;

import gradbook.matrix.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Files to train on, whole and broken. */
final class Shards {
    private Shards() {}

    /** Three inputs, the last of which numbers the rows from {@code offset} on, and a label that the first two decide. */
    static Path csv(Path file, int rows, int offset) throws IOException {
        double[][] random = Matrix.random(rows, 2, 3).toArray();
        StringBuilder text = new StringBuilder("x1,x2,x3,label\n");
        for (int i = 0; i < rows; i++)
            text.append(random[i][0])
                    .append(',')
                    .append(random[i][1])
                    .append(',')
                    .append((i + offset) / 100.0)
                    .append(',')
                    .append(random[i][0] > random[i][1] ? 1 : 0)
                    .append('\n');
        return Files.writeString(file, text);
    }

    /** Puts {@code line} in the place of a row, counted from 1. */
    static void replace(Path csv, int row, String line) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(csv));
        lines.set(row, line);
        Files.write(csv, lines);
    }

    /** The same rows as Parquet files. */
    static void parquet(Spark spark, Path csv, Path parquet, int files) {
        spark.tables()
                .read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(csv.toString())
                .repartition(files)
                .write()
                .parquet(parquet.toString());
    }

    /** The same rows as two Parquet files, one of which is overwritten in part; its name. */
    static String corruptParquet(Spark spark, Path csv, Path parquet) throws IOException {
        parquet(spark, csv, parquet, 2);
        Path bad;
        try (Stream<Path> files = Files.list(parquet)) {
            bad = files.filter(f -> f.toString().endsWith(".parquet"))
                    .sorted()
                    .toList()
                    .get(1);
        }
        byte[] bytes = Files.readAllBytes(bad);
        Arrays.fill(bytes, 4, bytes.length / 2, (byte) 0x55);
        Files.delete(parquet.resolve("." + bad.getFileName() + ".crc"));
        Files.write(bad, bytes);
        return bad.getFileName().toString();
    }
}
