package gradbook.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.layer.Affine;
import gradbook.layer.Dataset;
import gradbook.layer.Recipe;
import gradbook.layer.Relu;
import gradbook.layer.Schedule;
import gradbook.layer.Sequential;
import gradbook.layer.Sgd;
import gradbook.layer.SoftmaxLoss;
import gradbook.layer.Training;
import gradbook.matrix.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {
    private static final Dataset DATA =
            new Dataset(Matrix.random(12, 3, 1), Matrix.oneHot(2, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0));

    @TempDir
    static Path folder;

    static Path jar;

    /** A jar that holds nothing but the way to our own classes. */
    @BeforeAll
    static void pack() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "gradbook.cluster.FakeDriver");
        StringBuilder path = new StringBuilder();
        for (Class<?> c : List.of(FakeDriver.class, Cluster.class, Matrix.class))
            path.append(c.getProtectionDomain().getCodeSource().getLocation()).append(' ');
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH, path.toString().trim());
        jar = folder.resolve("gradbook-spark.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    private static Sequential net() {
        return Sequential.of(
                Affine.rows(3, 4, 1), new Relu(), Affine.rows(Matrix.random(4, 2, 2), Matrix.column(0, 0)));
    }

    private static Sgd sgd() {
        return new Sgd(0.3).momentum(0.5).weightDecay(0.01).schedule(Schedule.steps(0.5, 2));
    }

    @Test
    void net_loss_optimiser_and_data_travel_and_the_trained_weights_come_back() {
        Sequential here = net(), there = net();
        Training.Result expected = Training.of(here, new SoftmaxLoss(), sgd(), DATA)
                .epochs(5)
                .batchSize(6)
                .run();
        List<String> said = new ArrayList<>();
        ClusterRun run = Cluster.train(there, new SoftmaxLoss(), sgd(), DATA)
                .epochs(5)
                .batchSize(6)
                .master("local[3]")
                .listen(said::add)
                .run(Optional.of(jar));
        assertArrayEquals(expected.losses(), run.losses());
        assertArrayEquals(Recipe.values(here), Recipe.values(there));
        assertEquals("Apache Spark trained 5 epochs at local[3].", run.toString());
        assertFalse(run.isRecorded());
        assertEquals(1, said.size());
        assertEquals(0.2, run.secondsPerStep());
        assertEquals(0.1, run.computePerStep());
        assertGone(said);
    }

    @Test
    void what_the_driver_says_of_an_error_is_what_the_student_reads() {
        assertEquals("There is no Spark master at spark://refuses:1.", failure("spark://refuses:1"));
        assertEquals("The driver of the cluster ended with code 7 and said nothing.", failure("spark://silent:1"));
        assertEquals("The driver of the cluster ended with code 143 and said nothing.", failure("spark://ended:1"));
    }

    private static String failure(String master) {
        Sequential net = net();
        List<String> said = new ArrayList<>();
        Cluster cluster = Cluster.train(net, new SoftmaxLoss(), sgd(), DATA)
                .master(master)
                .listen(said::add);
        String message = assertThrows(IllegalStateException.class, () -> cluster.run(Optional.of(jar)))
                .getMessage();
        assertGone(said);
        assertArrayEquals(Recipe.values(net()), Recipe.values(net));
        return message;
    }

    @Test
    void the_number_of_workers_is_asked_for_in_the_words_of_the_master() {
        assertEquals("--master spark://here:1 --conf spark.cores.max=3 --shards 3", asked("spark://here:1", 3));
        assertEquals("--master spark://here:1", asked("spark://here:1", 0));
        assertEquals("--master local[3] --shards 3", asked("local[2]", 3));
        assertEquals("--master local[2] --shards 2", asked("local", 2));
        Cluster cluster = Cluster.train(net(), new SoftmaxLoss(), sgd(), DATA);
        assertEquals("--master local[1] --shards 1", asked(cluster.workers(1)));
        assertEquals("--master local[2] --shards 2", asked(cluster.workers(2)));
        assertEquals("--master local[2] --shards 5", asked(cluster.shards(5)));
        Cluster files = Cluster.train(net(), new SoftmaxLoss(), sgd(), "many.csv", "label");
        assertEquals("--master local[2] --data many.csv --target label", asked(files.workers(2)));
        assertEquals(
                "workers: 0 was given; it must be at least 1",
                assertThrows(IllegalArgumentException.class, () -> cluster.workers(0))
                        .getMessage());
    }

    /** The arguments that the driver is given, which it says as if they were an error. */
    private static String asked(String master, int workers) {
        Cluster cluster = Cluster.train(net(), new SoftmaxLoss(), sgd(), DATA).master(master);
        return asked(workers > 0 ? cluster.workers(workers) : cluster);
    }

    private static String asked(Cluster cluster) {
        cluster.conf("spark.echo", "yes");
        return assertThrows(IllegalStateException.class, () -> cluster.run(Optional.of(jar)))
                .getMessage()
                .replaceAll(".*?(--master.*?)( --conf spark.echo=yes)+", "$1");
    }

    @Test
    void an_interrupt_ends_the_driver_and_leaves_nothing_behind() throws Exception {
        Thread caller = Thread.currentThread();
        List<String> said = new ArrayList<>();
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> Cluster.train(net(), new SoftmaxLoss(), sgd(), DATA)
                                .master("spark://slow:1")
                                .listen(line -> {
                                    said.add(line);
                                    if (line.startsWith("pid ")) caller.interrupt();
                                })
                                .run(Optional.of(jar)))
                .getMessage();
        assertTrue(Thread.interrupted());
        assertEquals("interrupted: the driver of the cluster is stopped, and the network is as it was before", message);
        Optional<ProcessHandle> driver =
                ProcessHandle.of(Long.parseLong(said.get(1).substring(4)));
        if (driver.isPresent()) driver.get().onExit().get(30, TimeUnit.SECONDS);
        assertGone(said);
    }

    @Test
    void without_the_jar_a_sentence_says_how_to_build_it_or_the_recorded_run_takes_its_place() {
        Cluster cluster = Cluster.train(net(), new SoftmaxLoss(), sgd(), DATA);
        assertEquals(
                "Apache Spark is not built here. Build it in the folder of Gradbook's sources: mvn package -Pspark (Maven"
                        + " fetches some 220 MB). GRADBOOK_SPARK in the environment can say where gradbook-spark.jar is.",
                assertThrows(IllegalStateException.class, () -> cluster.run(Optional.empty()))
                        .getMessage());
        ClusterRun run = cluster.orRecorded("digits-local-2").run(Optional.empty());
        assertTrue(run.isRecorded());
        assertEquals(
                "Apache Spark is not built here (mvn package -Pspark builds it): these " + run.losses().length
                        + " epochs are a run of it that was recorded.",
                run.toString());
        assertEquals(
                "there is no run recorded as \"nothing\"",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> cluster.orRecorded("nothing").run(Optional.empty()))
                        .getMessage());
    }

    @Test
    void the_jar_is_found_where_it_is_named_or_above_the_working_folder_or_not_at_all() throws IOException {
        assertEquals(Optional.empty(), DriverJar.find("off", folder));
        assertEquals(Optional.of(jar), DriverJar.find(jar.toString(), folder));
        assertEquals(
                "GRADBOOK_SPARK is nowhere.jar, and there is no such file: it should be the path of gradbook-spark.jar, or"
                        + " off, or not set at all.",
                assertThrows(IllegalStateException.class, () -> DriverJar.find("nowhere.jar", folder))
                        .getMessage());
        Path home = folder.resolve("home");
        Path built =
                Files.createDirectories(home.resolve("lessons/spark/target")).resolve("gradbook-spark.jar");
        Files.copy(jar, built);
        Path notebooks = Files.createDirectories(home.resolve("notebooks"));
        Optional<Path> found = DriverJar.find(null, notebooks);
        assertTrue(found.isPresent()); // if Spark is built beside these classes, that one comes first
        assertTrue(found.get().endsWith(Path.of("spark", "target", "gradbook-spark.jar")), () -> found.get() + "");
    }

    @Test
    void counts_below_one_are_refused() {
        Cluster cluster = Cluster.train(net(), new SoftmaxLoss(), sgd(), DATA);
        assertEquals(
                "epochs: 0 was given; it must be at least 1",
                assertThrows(IllegalArgumentException.class, () -> cluster.epochs(0))
                        .getMessage());
    }

    /** The first thing the driver says is where its temporary files go. */
    private static void assertGone(List<String> said) {
        Path temporary = Path.of(said.get(0));
        assertTrue(temporary.getFileName().toString().startsWith("gradbook-cluster-"), temporary::toString);
        assertFalse(Files.exists(temporary), temporary::toString);
    }
}
