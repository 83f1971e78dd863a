package gradbook.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.layer.ParallelEpoch;
import gradbook.layer.Recipe;
import gradbook.layer.Sequential;
import gradbook.layer.Sgd;
import gradbook.layer.Training;
import gradbook.layer.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standalone master and two workers, started from Spark's own classes on loopback, and our jar as their driver. */
@Tag("heavy")
class ClusterIT {
    /** Wide, so that a task computes for a good part of a second. */
    private static final Recipe WIDE = new Recipe("affine 64 4000, relu, affine 4000 10", "softmax mean");

    private static final int EPOCHS = 3;
    private static final int BATCH = 900;
    private static final double RATE = 0.05;

    @TempDir
    Path folder;

    private Program master;
    private final List<Program> workers = new ArrayList<>();
    private String url;

    @BeforeEach
    void start() throws IOException {
        master = spark(
                "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0");
        url = master.await("Starting Spark master at").replaceAll(".*(spark://\\S+).*", "$1");
        for (int i = 0; i < 2; i++)
            workers.add(spark(
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--webui-port",
                    "0",
                    "--cores",
                    "1",
                    "--memory",
                    "1100m",
                    "--work-dir",
                    folder.resolve("worker" + i).toString(),
                    url));
        for (Program worker : workers) worker.await("Successfully registered with master");
    }

    /** The module's target folder is a Spark home: what is in its jars folder is all that a worker needs. */
    private Program spark(String main, String... options) throws IOException {
        Path home = Program.JAR.getParent();
        Path local = Files.createDirectories(folder.resolve("local"));
        List<String> arguments = new ArrayList<>(
                List.of("-Xmx256m", "-Djava.io.tmpdir=" + local, "-cp", home.resolve("jars") + "/*", main));
        arguments.addAll(List.of(options));
        return Program.java(
                folder,
                Map.of(
                        "SPARK_HOME",
                        home.toString(),
                        "SPARK_SCALA_VERSION",
                        "2.13",
                        "SPARK_LOCAL_DIRS",
                        local.toString()),
                arguments);
    }

    @AfterEach
    void stop() {
        for (Program worker : workers) worker.close();
        if (master != null) master.close();
    }

    private Program driver(String... options) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("--master", url, "--conf", "spark.executor.memory=512m", "--conf", executors()));
        all.addAll(List.of(options));
        return Program.driver(folder, "512m", all.toArray(String[]::new));
    }

    /** Where the processes that do the tasks put their temporary files. */
    private String executors() throws IOException {
        return "spark.executor.extraJavaOptions=-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tasks"));
    }

    private Program train(Path out, String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of("--net", WIDE.net(), "--rate", "" + RATE, "--steps"));
        options.addAll(List.of("--epochs", "" + EPOCHS, "--batch-size", "" + BATCH, "--shards", "2"));
        options.addAll(List.of("--out", out.toString()));
        options.addAll(List.of(more));
        return driver(options.toArray(String[]::new));
    }

    @Test
    void a_worker_that_is_killed_with_a_running_task_does_not_lose_the_run() throws Exception {
        Path undisturbed = folder.resolve("undisturbed"), disturbed = folder.resolve("disturbed");
        Path events = Files.createDirectory(folder.resolve("events"));
        try (Program run = train(undisturbed)) {
            assertEquals(0, run.end(), run.err());
            assertEquals("", run.err());
        }
        String executor;
        try (Program run = train(
                disturbed,
                "--conf",
                "spark.eventLog.enabled=true",
                "--conf",
                "spark.eventLog.compress=false",
                "--conf",
                "spark.eventLog.rolling.enabled=false",
                "--conf",
                "spark.eventLog.dir=" + events.toUri())) {
            run.await("epoch 2 step 2/2");
            executor = awaitRunningTask(0);
            workers.get(0).killWithChildren();
            assertEquals(0, run.end(), run.err());
            assertEquals("", run.err());
            assertTrue(run.out().contains("epoch " + EPOCHS + "/" + EPOCHS), run.out());
        }
        assertTrue(hasLostTask(events, executor), "the executor " + executor + " had no task when it was killed");
        double[] whole = weights(undisturbed), mended = weights(disturbed);
        assertArrayEquals(whole, mended, 1e-9);
        assertArrayEquals(losses(undisturbed), losses(disturbed), 1e-9);
        Sequential one = WIDE.newNet(1);
        double[] losses = Training.of(one, WIDE.newLoss(), new Sgd(RATE), Main.digits())
                .epochs(EPOCHS)
                .batchSize(BATCH)
                .run()
                .losses();
        assertArrayEquals(losses, losses(disturbed), 1e-9);
        assertArrayEquals(Recipe.values(one), mended, 1e-9);
    }

    /** Waits until the worker's executor has begun a task that it has not finished, as its own log says; its number. */
    private String awaitRunningTask(int worker) throws IOException {
        List<Path> logs = find(folder.resolve("worker" + worker), "stderr"); // one for each training
        Path log = logs.get(logs.size() - 1);
        await(() -> count(log, "Running task") > count(log, "Finished task"), "the executor of a worker has no task");
        return log.getParent().getFileName().toString();
    }

    /** What Spark itself has written down of each task: one began there, and ended because its executor was lost. */
    private static boolean hasLostTask(Path events, String executor) throws IOException {
        Path log = find(events, "").get(0);
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("\"Event\":\"SparkListenerTaskEnd\""))
                .anyMatch(line ->
                        line.contains("\"Reason\":\"ExecutorLostFailure\",\"Executor ID\":\"" + executor + "\""));
    }

    private static int count(Path log, String text) {
        try {
            return (int) Pattern.compile(text)
                    .matcher(Files.readString(log))
                    .results()
                    .count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static void await(BooleanSupplier condition, String otherwise) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, otherwise);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static List<Path> find(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> name.isEmpty() || f.endsWith(name))
                    .sorted()
                    .toList();
        }
    }

    private static double[] weights(Path out) throws IOException {
        Sequential trained = WIDE.blankNet();
        Weights.load(trained, out.resolve("weights.txt"));
        return Recipe.values(trained);
    }

    private static double[] losses(Path out) throws IOException {
        try (Stream<String> lines = Files.lines(out.resolve("epochs.csv"))) {
            return ParallelEpoch.parse(lines).stream()
                    .mapToDouble(ParallelEpoch::loss)
                    .toArray();
        }
    }

    @Test
    void a_corrupt_shard_is_told_with_its_partition_and_file() throws Exception {
        Path csv = Shards.csv(folder.resolve("corrupt.csv"), 40, 0);
        Path parquet = folder.resolve("corrupt.parquet");
        String bad;
        try (Spark here = new Spark("local[2]", Map.of())) {
            bad = Shards.corruptParquet(here, csv, parquet);
        }
        Shards.replace(csv, 6, "3,,2,1");
        for (String shards : List.of("", "3")) {
            assertEquals("partition 0 (corrupt.csv): row 6 has nothing in the column x2\n", failure(csv, shards));
            String told = failure(parquet, shards);
            assertTrue(told.matches("partition [01] \\(" + bad + "\\) cannot be read: .+\n"), told);
        }
    }

    private String failure(Path data, String shards) throws Exception {
        List<String> options = new ArrayList<>(List.of("--data", data.toString(), "--net", "affine 3 4, affine 4 2"));
        if (!shards.isEmpty()) options.addAll(List.of("--shards", shards));
        try (Program run = driver(options.toArray(String[]::new))) {
            assertEquals(1, run.end(), run.err());
            return run.err();
        }
    }

    /** Lesson 14 with the one line changed that says where: Cluster.train with a cluster as its master. */
    @Test
    void the_lesson_trains_on_the_cluster_that_its_master_names() throws Exception {
        String text = Files.readString(Program.LESSONS.resolve("14-many-machines.jsh"));
        String local = "String master = \"local[2]\";";
        assertTrue(text.contains(local));
        Path lesson = Files.writeString(
                folder.resolve("lesson.jsh"), text.replace(local, "String master = \"" + url + "\";"));
        try (Program jshell = Program.lesson(folder, lesson)) {
            assertEquals(0, jshell.end(), jshell.out() + jshell.err());
            assertEquals("", jshell.err());
            String out = jshell.out();
            assertEquals(2, out.split("Apache Spark trained 10 epochs at " + url, -1).length - 1, out);
            assertTrue(out.contains("differs from that of one machine by less than 1e-9"), out);
            assertFalse(out.contains("recorded"), out);
            assertFalse(out.contains("|  "), out); // how jshell reports an error
        }
        for (int i = 0; i < 2; i++) // of two runs, one was on two workers
        assertTrue(find(folder.resolve("worker" + i), "stderr").size() >= 1);
        assertEquals(3, find(folder, "stderr").size());
    }

    /** What is left is the log of each executor and the jar it was given, which a worker deletes after a week. */
    @Test
    void the_workers_delete_their_temporary_files_when_a_training_ends() throws Exception {
        try (Program run = train(folder.resolve("out"))) {
            assertEquals(0, run.end(), run.err());
        }
        await(() -> names("local", "executor-").isEmpty() && names("tasks", "").isEmpty(), "temporary files are left");
        for (int i = 0; i < 2; i++)
            for (Path file : find(folder.resolve("worker" + i), ""))
                assertTrue(file.toString().matches(".*/(stdout|stderr|gradbook-spark\\.jar)"), file::toString);
        for (Program worker : workers) {
            worker.terminate();
            worker.end();
        }
        assertEquals(List.of(), names("local", ""));
    }

    private List<String> names(String where, String start) {
        try (Stream<Path> files = Files.walk(folder.resolve(where))) {
            return files.skip(1) // the folder itself
                    .map(f -> f.getFileName().toString())
                    .filter(name -> name.startsWith(start))
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of("being deleted: " + e.getMessage());
        }
    }
}
