package gradbook.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standalone master and two workers, started from Spark's own classes on loopback, and our jar as their driver. */
@Tag("heavy")
class ClusterIT {
    private static final Recipe DIGITS = new Recipe("affine 64 32, relu, affine 32 10", "softmax mean");
    private static final int EPOCHS = 6;

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
                    "600m",
                    "--work-dir",
                    folder.resolve("worker" + i).toString(),
                    url));
        for (Program worker : workers) worker.await("Successfully registered with master");
    }

    /** The module's target folder is a Spark home: what is in its jars folder is all that a worker needs. */
    private Program spark(String main, String... options) throws IOException {
        Path home = Program.JAR.getParent();
        List<String> arguments = new ArrayList<>(
                List.of("-Xmx256m", "-Djava.io.tmpdir=" + folder, "-cp", home.resolve("jars") + "/*", main));
        arguments.addAll(List.of(options));
        return Program.java(
                folder,
                Map.of(
                        "SPARK_HOME",
                        home.toString(),
                        "SPARK_SCALA_VERSION",
                        "2.13",
                        "SPARK_LOCAL_DIRS",
                        folder.toString()),
                arguments);
    }

    @AfterEach
    void stop() {
        for (Program worker : workers) worker.close();
        if (master != null) master.close();
    }

    private Program train(Path out) throws IOException {
        return Program.driver(
                folder,
                "512m",
                "--master",
                url,
                "--conf",
                "spark.executor.memory=512m",
                "--epochs",
                "" + EPOCHS,
                "--batch-size",
                "100",
                "--shards",
                "4",
                "--rate",
                "0.3",
                "--steps",
                "--out",
                out.toString());
    }

    @Test
    void a_worker_that_is_killed_within_an_epoch_does_not_lose_the_run() throws Exception {
        Path undisturbed = folder.resolve("undisturbed"), disturbed = folder.resolve("disturbed");
        try (Program run = train(undisturbed)) {
            assertEquals(0, run.end(), run.err());
            assertEquals("", run.err());
        }
        try (Program run = train(disturbed)) {
            run.await("epoch 2 step 5/18");
            workers.get(0).kill();
            assertEquals(0, run.end(), run.err());
            assertEquals("", run.err());
            assertTrue(run.out().contains("epoch " + EPOCHS + "/" + EPOCHS), run.out());
        }
        master.await("Removing worker"); // the kill was noticed
        Sequential one = DIGITS.newNet(1);
        double[] losses = Training.of(one, DIGITS.newLoss(), new Sgd(0.3), Main.digits())
                .epochs(EPOCHS)
                .batchSize(100)
                .run()
                .losses();
        for (Path out : List.of(undisturbed, disturbed)) {
            Sequential trained = DIGITS.blankNet();
            Weights.load(trained, out.resolve("weights.txt"));
            assertArrayEquals(Recipe.values(one), Recipe.values(trained), 1e-9);
            try (Stream<String> lines = Files.lines(out.resolve("epochs.csv"))) {
                assertArrayEquals(
                        losses,
                        ParallelEpoch.parse(lines).stream()
                                .mapToDouble(ParallelEpoch::loss)
                                .toArray(),
                        1e-9);
            }
        }
    }
}
