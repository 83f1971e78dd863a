package gradbook.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.layer.Dataset;
import gradbook.layer.Loss;
import gradbook.layer.ParallelEpoch;
import gradbook.layer.Recipe;
import gradbook.layer.Sequential;
import gradbook.layer.Sgd;
import gradbook.layer.Training;
import gradbook.matrix.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.storage.BlockUpdatedInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loop in this JVM, on Spark's local[2]: against the engine's own training, sample for sample. */
class DataParallelIT {
    private static final Recipe DIGITS = new Recipe("affine 64 32, relu, affine 32 10", "softmax mean");
    private static final Recipe SMALL = new Recipe("affine 3 4, tanh, affine 4 2", "softmax mean");

    private static Spark spark;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        System.setProperty("log4j2.configurationFile", "classpath:gradbook/spark/log4j2.properties");
        spark = new Spark("local[2]", Map.of());
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    /** 1797 digits in batches of 250 are 7 and one of 47; three shards of a batch are of 83, 83 and 84. */
    @Test
    void unequal_shards_of_mini_batches_train_as_one_machine_does_on_every_epoch() throws IOException {
        Dataset digits = Main.digits();
        Sequential one = DIGITS.newNet(1), many = DIGITS.newNet(1);
        Sgd sgd = new Sgd(0.2).momentum(0.5).weightDecay(1e-4);
        double[] expected = Training.of(
                        one, DIGITS.newLoss(), new Sgd(0.2).momentum(0.5).weightDecay(1e-4), digits)
                .epochs(3)
                .batchSize(250)
                .run()
                .losses();
        DataParallel training =
                new DataParallel(spark.context(), DIGITS, many, sgd, Batches.of(spark.context(), digits, 250, 3));
        for (int e = 1; e <= 3; e++) {
            ParallelEpoch epoch = training.epoch(e, (step, of) -> {});
            assertEquals(expected[e - 1], epoch.loss(), 1e-9);
            assertEquals(1797, epoch.samples());
            assertEquals(8, epoch.steps());
            assertTrue(epoch.compute() <= epoch.work() && epoch.compute() < epoch.seconds(), epoch::toString);
        }
        assertArrayEquals(Recipe.values(one), Recipe.values(many), 1e-9);
    }

    /** As Spark itself counts: the blocks of the broadcast weights, and the results that the tasks send back. */
    @Test
    void weights_and_sums_travel_as_eight_bytes_for_each_parameter() throws Exception {
        Recipe wide = new Recipe("affine 64 1500, relu, affine 1500 10", "softmax mean");
        int parameters = 64 * 1500 + 1500 + 1500 * 10 + 10;
        Dataset data = new Dataset(Matrix.random(6, 64, 1), Matrix.oneHot(10, 0, 1, 2, 3, 4, 5));
        Batches batches = Batches.of(spark.context(), data, 6, 2);
        DataParallel training = new DataParallel(spark.context(), wide, wide.newNet(1), new Sgd(0.1), batches);
        Travel travel = new Travel();
        spark.context().sc().addSparkListener(travel);
        training.epoch(1, (step, of) -> {});
        spark.context().sc().listenerBus().waitUntilEmpty();
        spark.context().sc().removeSparkListener(travel);
        double weights = (double) travel.broadcast.get() / parameters;
        double sums = (double) travel.results.get() / travel.tasks.get() / parameters;
        assertEquals(2, travel.tasks.get());
        assertTrue(weights > 7.5 && weights < 8.5, () -> weights + " bytes of broadcast for each weight");
        assertTrue(sums > 8 && sums < 8.2, () -> sums + " bytes of each task's result for each weight");
    }

    private static final class Travel extends SparkListener {
        private final AtomicLong broadcast = new AtomicLong();
        private final AtomicLong results = new AtomicLong();
        private final AtomicInteger tasks = new AtomicInteger();

        @Override
        public void onBlockUpdated(SparkListenerBlockUpdated update) {
            BlockUpdatedInfo block = update.blockUpdatedInfo();
            boolean stored = block.storageLevel().isValid(); // else it is removed
            if (stored && block.blockId().name().matches("broadcast_\\d+_piece\\d+"))
                broadcast.addAndGet(block.memSize());
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            results.addAndGet(end.taskMetrics().resultSize());
            tasks.incrementAndGet();
        }
    }

    @Test
    void shards_differ_by_one_sample_and_none_is_empty() {
        assertEquals(
                List.of(new Batches.Range(10, 13), new Batches.Range(13, 16), new Batches.Range(16, 20)),
                Batches.cut(10, 20, 3));
        assertEquals(List.of(new Batches.Range(0, 1), new Batches.Range(1, 2)), Batches.cut(0, 2, 5));
    }

    @Test
    void parquet_files_train_as_one_machine_does_on_the_same_batches() throws IOException {
        Path csv = csv("for-parquet.csv", 500);
        String parquet = folder.resolve("data.parquet").toString();
        Shards.parquet(spark, csv, Path.of(parquet), 5);
        trainsAsOneMachine(parquet, 0, 2, 500);
    }

    @Test
    void csv_files_train_as_one_machine_does_cut_into_more_shards_than_files() throws IOException {
        Path csv = Files.createDirectory(folder.resolve("more.csv"));
        Files.move(csv("part-1.csv", 300), csv.resolve("part-1.csv"));
        Files.move(csv("part-2.csv", 70), csv.resolve("part-2.csv"));
        trainsAsOneMachine(csv.toString(), 7, 3, 370);
    }

    private static void trainsAsOneMachine(String path, int shards, int count, int samples) {
        Sequential one = SMALL.newNet(1), many = SMALL.newNet(1);
        Batches batches = FileData.batches(spark.tables(), path, "label", 0.5, shards, count, many, 2);
        List<Dataset> same = new ArrayList<>();
        for (JavaRDD<Dataset> batch : batches.steps()) same.add(joined(batch.collect()));
        assertEquals(count, same.size());
        assertEquals(samples, same.stream().mapToInt(Dataset::size).sum());
        assertEquals( // every row is there once: x3 numbers them
                samples,
                same.stream()
                        .flatMap(d -> Arrays.stream(d.inputs().toArray()))
                        .mapToDouble(row -> row[2])
                        .distinct()
                        .count());
        DataParallel training = new DataParallel(spark.context(), SMALL, many, new Sgd(0.3), batches);
        Loss loss = SMALL.newLoss();
        Sgd sgd = new Sgd(0.3);
        for (int e = 1; e <= 3; e++) {
            double sum = 0;
            for (Dataset batch : same)
                sum += batch.size()
                        * Training.of(one, loss, sgd, batch)
                                .epochs(1)
                                .batchSize(batch.size())
                                .run()
                                .last()
                                .loss();
            assertEquals(sum / samples, training.epoch(e, (step, of) -> {}).loss(), 1e-9);
        }
        assertArrayEquals(Recipe.values(one), Recipe.values(many), 1e-9);
    }

    private static Dataset joined(List<Dataset> blocks) {
        double[][] inputs =
                blocks.stream().flatMap(b -> Stream.of(b.inputs().toArray())).toArray(double[][]::new);
        double[][] targets =
                blocks.stream().flatMap(b -> Stream.of(b.targets().toArray())).toArray(double[][]::new);
        return new Dataset(Matrix.of(inputs), Matrix.of(targets));
    }

    /** 0: the shards are the partitions of the files; else the rows are dealt out to as many. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void a_corrupt_parquet_file_is_told_with_its_partition(int shards) throws IOException {
        Path parquet = folder.resolve("corrupt-" + shards + ".parquet");
        String bad = Shards.corruptParquet(spark, csv("for-corrupt.csv", 40), parquet);
        String message = failure(parquet, shards);
        assertTrue(message.matches("partition [01] \\(" + bad + "\\) cannot be read: .+"), message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void a_corrupt_line_is_told_with_its_partition_file_and_row(int shards) throws IOException {
        Path csv = csv("corrupt lines.csv", 20);
        Map<String, String> told = Map.of(
                "3,1,oops,1", "is no line of 4 numbers: 3,1,oops,1",
                "3,1", "is no line of 4 numbers: 3,1",
                "3,1,2,1,9", "is no line of 4 numbers: 3,1,2,1,9",
                "3,,2,1", "has nothing in the column x2",
                "3,NaN,2,1", "has NaN in the column x2, and a network takes finite numbers",
                "3,1,2,7", "has 7.0 in the column label, and the network has the classes 0 to 1");
        for (String line : told.keySet()) {
            Shards.replace(csv, 6, line);
            assertEquals("partition 0 (corrupt lines.csv): row 6 " + told.get(line), failure(csv, shards));
        }
    }

    @Test
    void rows_are_counted_in_each_file_where_a_partition_holds_several() throws IOException {
        Path csv = Files.createDirectory(folder.resolve("several.csv"));
        for (int i = 1; i <= 4; i++) Files.move(csv("part-" + i + ".csv", 20), csv.resolve("part-" + i + ".csv"));
        assertEquals(2, batches(csv, 0).steps().get(0).getNumPartitions());
        for (int i = 1; i <= 4; i++) {
            Path file = csv.resolve("part-" + i + ".csv");
            String right = Files.readString(file);
            Shards.replace(file, 3, "3,,2,1");
            String message = failure(csv, 0);
            assertTrue(
                    message.matches("partition [01] \\(part-" + i + ".csv\\): row 3 has nothing in the column x2"),
                    message);
            Files.writeString(file, right);
        }
    }

    private static Batches batches(Path path, int shards) {
        return FileData.batches(spark.tables(), path.toString(), "label", 1, shards, 1, SMALL.newNet(1), 2);
    }

    private static String failure(Path path, int shards) {
        return assertThrows(ShardException.class, () -> train(path, shards)).getMessage();
    }

    private static void train(Path path, int shards) {
        new DataParallel(spark.context(), SMALL, SMALL.newNet(1), new Sgd(0.1), batches(path, shards))
                .epoch(1, (step, of) -> {});
    }

    @Test
    void what_the_files_do_not_have_is_told_before_anything_is_trained() throws IOException {
        String csv = csv("asked.csv", 20).toString();
        assertEquals(
                "There is no column \"digit\" in " + csv
                        + ": its columns are x1, x2, x3, label. Name the one to predict with --target.",
                usage(() -> FileData.batches(spark.tables(), csv, "digit", 1, 0, 1, SMALL.newNet(1), 2)));
        assertEquals(
                "The data come in 1 shard, too few for 4 batches per epoch: cut them finer with --shards, or ask for"
                        + " fewer --batches.",
                usage(() -> FileData.batches(spark.tables(), csv, "label", 1, 0, 4, SMALL.newNet(1), 2)));
        Path none = folder.resolve("none.parquet");
        assertTrue(
                usage(() -> train(none, 0)).startsWith(none + " cannot be read as Parquet"),
                () -> usage(() -> train(none, 0)));
    }

    private static String usage(org.junit.jupiter.api.function.Executable asked) {
        return assertThrows(UsageException.class, asked).getMessage();
    }

    @Test
    void a_loss_that_is_no_number_ends_the_training_in_a_sentence() {
        Dataset data = new Dataset(Matrix.random(8, 3, 1).scale(1e200), Matrix.oneHot(2, 0, 1, 0, 1, 0, 1, 0, 1));
        Recipe squared = new Recipe("affine 3 2", "squared mean");
        DataParallel training = new DataParallel(
                spark.context(), squared, squared.newNet(1), new Sgd(5), Batches.of(spark.context(), data, 8, 2));
        assertEquals(
                "Training ends in step 1 of epoch 1: the loss is Infinity. The learning rate 5.0 is probably too large for this"
                        + " network, or the inputs are not standardised.",
                usage(() -> training.epoch(1, (step, of) -> {})));
    }

    /** Six epochs with a pause after the fourth, of which only the third was kept, equal six without. */
    @Test
    void a_training_goes_on_from_its_checkpoint_with_weights_velocities_and_epochs() throws IOException {
        Dataset digits = Main.digits().slice(0, 200);
        Batches batches = Batches.of(spark.context(), digits, 100, 2);
        Sequential whole = DIGITS.newNet(1);
        List<ParallelEpoch> expected = epochs(whole, momentum(), batches, new ArrayList<>(), 6);

        Path kept = folder.resolve("kept");
        Checkpoint checkpoint = new Checkpoint(kept, DIGITS, "net a");
        Sequential paused = DIGITS.newNet(1);
        Sgd sgd = momentum();
        List<ParallelEpoch> done = new ArrayList<>();
        for (int e : new int[] {1, 3}) {
            epochs(paused, sgd, batches, done, e);
            checkpoint.save(paused, sgd, done);
        }
        epochs(paused, sgd, batches, done, 4);
        try (Stream<Path> files = Files.list(kept)) {
            assertEquals(
                    List.of("epoch-00003.velocities", "epoch-00003.weights", "epochs.csv", "job.txt"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }

        Sequential resumed = DIGITS.newNet(2);
        Sgd fresh = momentum();
        List<ParallelEpoch> goneOn = checkpoint.resume(resumed, fresh);
        assertEquals(3, goneOn.size());
        epochs(resumed, fresh, batches, goneOn, 6);
        for (int e = 0; e < 6; e++)
            assertEquals(expected.get(e).loss(), goneOn.get(e).loss(), 1e-9);
        assertArrayEquals(Recipe.values(whole), Recipe.values(resumed), 1e-9);
        assertEquals(
                "The checkpoint in " + kept + " is of another training. It was: net a. This is: net b.",
                usage(() -> new Checkpoint(kept, DIGITS, "net b").resume(resumed, fresh)));
    }

    private static Sgd momentum() {
        return new Sgd(0.1).momentum(0.9);
    }

    private static List<ParallelEpoch> epochs(
            Sequential net, Sgd sgd, Batches batches, List<ParallelEpoch> done, int until) {
        DataParallel training = new DataParallel(spark.context(), DIGITS, net, sgd, batches);
        while (done.size() < until) done.add(training.epoch(done.size() + 1, (step, of) -> {}));
        return done;
    }

    private static Path csv(String name, int rows) throws IOException {
        return Shards.csv(folder.resolve(name), rows, name.startsWith("part-2") ? 1000 : 0);
    }
}
