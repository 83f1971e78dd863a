package gradbook.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as users start it, and the lesson that starts it. */
class DriverIT {
    @TempDir
    Path folder;

    /** A training that is killed without warning goes on from its checkpoint; both leave nothing but what was asked for. */
    @Test
    void a_killed_training_goes_on_and_ends_with_the_weights_of_one_that_was_not() throws Exception {
        Path kept = folder.resolve("kept");
        String[] options = {
            "--batch-size", "100", "--momentum", "0.9", "--epochs", "6", "--checkpoint", kept.toString(), "--every", "2"
        };
        try (Program killed = Program.driver(folder, "512m", options)) {
            killed.await("epoch 3/6");
            killed.kill();
        }
        Path left = started("gradbook-spark-").get(0); // a killed process cannot delete it, the next one does
        Files.setLastModifiedTime(
                left.resolve("in-use"), FileTime.from(Instant.now().minusSeconds(61)));
        Path resumed = folder.resolve("resumed"), whole = folder.resolve("whole");
        String[] go = append(options, "--resume", "--out", resumed.toString());
        try (Program run = Program.driver(folder, "512m", go)) {
            assertEquals(0, run.end(), run.err());
            assertEquals("", run.err()); // Spark's own voice
            assertTrue(run.out().startsWith("resumed after epoch "), run.out());
            assertEquals(List.of(), started("gradbook-spark-"));
        }
        try (Program run = Program.driver(
                folder,
                "512m",
                "--batch-size",
                "100",
                "--momentum",
                "0.9",
                "--epochs",
                "6",
                "--out",
                whole.toString())) {
            assertEquals(0, run.end(), run.err());
            assertEquals(7, run.out().lines().count(), run.out()); // one when it started, one for each epoch
        }
        assertArrayEquals(numbers(whole), numbers(resumed), 1e-9);
    }

    @Test
    void what_makes_no_sense_is_told_in_a_sentence_without_starting_spark() throws Exception {
        assertEquals("\"--epoch\" is no option: --help lists them\n", refused("--epoch", "3"));
        assertEquals("--epochs takes a whole number from 1 on, not \"0\"\n", refused("--epochs", "0"));
        assertEquals("--epochs needs a value after it\n", refused("--epochs"));
        assertEquals("--rate takes a number, not \"fast\"\n", refused("--rate", "0.1,fast"));
        assertEquals("--conf takes KEY=VALUE, not \"=\"\n", refused("--conf", "="));
        assertEquals("--resume needs --checkpoint FOLDER, to know from where\n", refused("--resume"));
        String noMaster = refused("--master", "spark://127.0.0.1:1");
        assertTrue(
                noMaster.startsWith("There is no Spark master at spark://127.0.0.1:1 (Connection refused)."), noMaster);
    }

    private String refused(String... options) throws Exception {
        try (Program run = Program.driver(folder, "256m", options)) {
            assertEquals(2, run.end(), run.err());
            return run.err();
        }
    }

    /** Its sentence says so; here it is against the JVM's own log of when it loads what is needed just before and after. */
    @Test
    void the_start_is_told_from_the_start_of_the_jvm_on() throws Exception {
        Path log = folder.resolve("loaded.txt");
        List<String> arguments = List.of(
                "-Xlog:class+load:file=" + log + ":uptime",
                "-Djava.io.tmpdir=" + folder,
                "-jar",
                Program.JAR.toString(),
                "--epochs",
                "1");
        try (Program run = Program.java(folder, Map.of(), arguments)) {
            assertEquals(0, run.end(), run.err());
            String said = run.await(" s after the start of its JVM");
            double told = Double.parseDouble(said.replaceAll(".*ready ([\\d.]+) s.*", "$1"));
            double before = loaded(log, "gradbook.spark.Batches"),
                    after = loaded(log, "gradbook.spark.DataParallel$Sum");
            assertTrue(
                    told > before - 0.06 && told < after + 0.06, () -> said + ", between " + before + " and " + after);
        }
    }

    private static double loaded(Path log, String name) throws IOException {
        String line = Files.readAllLines(log).stream()
                .filter(l -> l.contains("] " + name + " "))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.replaceAll("\\[([\\d.]+)s].*", "$1"));
    }

    @Test
    void a_training_that_is_told_to_end_leaves_nothing_behind() throws Exception {
        try (Program run = Program.driver(folder, "512m", "--epochs", "100000")) {
            run.await("epoch 2/");
            assertEquals(1, started("gradbook-spark-").size());
            run.terminate();
            run.end();
            assertEquals("", run.err());
        }
        assertEquals(List.of(), started(""));
    }

    @Test
    void a_training_that_starts_leaves_alone_what_another_one_uses() throws Exception {
        try (Program other = Program.driver(folder, "512m", "--epochs", "100000")) {
            other.await("epoch 1/");
            List<Path> used = started("gradbook-spark-");
            Files.setLastModifiedTime(
                    used.get(0).resolve("in-use"), FileTime.from(Instant.now().minusSeconds(3600)));
            try (Program run = Program.driver(folder, "512m", "--epochs", "1")) {
                assertEquals(0, run.end(), run.err());
            }
            assertEquals(used, started("gradbook-spark-"));
        }
    }

    /** The folder of its parent, in which Spark has its own; what is left afterwards is told with its path. */
    private void deletesSharedFolder(Ending ending) throws Exception {
        Path shared = Files.createDirectory(folder.resolve("gradbook-cluster-1"));
        Files.writeString(shared.resolve("samples"), "");
        try (Program run = Program.attended(folder, shared)) {
            ending.end(run, shared);
            run.end();
            assertEquals("", run.err());
        }
        assertEquals(List.of(), started(""));
    }

    private interface Ending {
        void end(Program run, Path shared) throws Exception;
    }

    @Test
    void a_training_whose_parent_is_gone_ends_and_deletes_the_folder_of_both() throws Exception {
        deletesSharedFolder((run, shared) -> {
            run.await("epoch 2/");
            run.closeInput();
        });
    }

    /** A closed terminal tells both, so the parent may delete nothing, and the input may end at any time or later. */
    @Test
    void a_training_that_is_told_to_end_with_its_parent_deletes_the_folder_of_both() throws Exception {
        deletesSharedFolder((run, shared) -> {
            run.await("epoch 2/");
            run.terminate();
        });
        deletesSharedFolder((run, shared) -> {
            run.await("epoch 2/");
            run.closeInput();
            run.terminate();
        });
    }

    @Test
    void a_training_whose_parent_is_gone_before_spark_has_started_deletes_the_folder_of_both() throws Exception {
        for (String begun : List.of("gradbook-spark-", "blockmgr-"))
            deletesSharedFolder((run, shared) -> {
                awaitFile(shared, begun);
                assertFalse(run.out().contains("ready"), run.out());
                run.closeInput();
            });
    }

    /** Spark's first sign of life there: a file whose name begins like this. */
    private static void awaitFile(Path shared, String prefix) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (System.nanoTime() < deadline) {
            try (Stream<Path> files = Files.walk(shared)) {
                if (files.anyMatch(f -> f.getFileName().toString().startsWith(prefix))) return;
            } catch (UncheckedIOException e) {
                // Spark has deleted something meanwhile
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        throw new AssertionError(prefix + " does not appear in " + shared);
    }

    /** Lesson 14 as it is, at local[2]. */
    @Test
    void the_lesson_trains_on_spark_and_every_number_is_right() throws Exception {
        try (Program jshell = Program.lesson(folder, Program.LESSONS.resolve("14-many-machines.jsh"))) {
            assertEquals(0, jshell.end(), jshell.out() + jshell.err());
            assertEquals("", jshell.err());
            String out = jshell.out();
            for (String run : List.of("local[2]", "local[1]"))
                assertTrue(out.contains("Apache Spark trained 10 epochs at " + run + "."), out);
            assertTrue(out.contains("differs from that of one machine by less than 1e-9"), out);
            for (String series :
                    List.of("one machine, measured", "Spark, two workers, measured", "measured: communication alone"))
                assertTrue(out.contains(series), out);
            assertFalse(out.contains("recorded"), out);
            assertFalse(out.contains("|  "), out); // how jshell reports an error
        }
        assertEquals(List.of(), started("gradbook-cluster-"));
    }

    /** What the course says that Maven fetches is the size of what it has fetched, to ten megabytes. */
    @Test
    void the_download_is_as_large_as_it_is_said_to_be() throws IOException {
        long bytes;
        try (Stream<Path> jars = Files.list(Program.JAR.resolveSibling("jars"))) {
            bytes = jars.mapToLong(jar -> jar.toFile().length()).sum();
        }
        String size = Math.round(bytes / 1e7) + "0 MB";
        for (String file : List.of(
                "14-many-machines.jsh", "spark/README.md", "../pom.xml", "src/main/java/gradbook/cluster/Cluster.java"))
            assertTrue(Files.readString(Program.LESSONS.resolve(file)).contains(size), () -> file + ": " + size);
    }

    /** In the folder, what starts with this, but for what the programs have said. */
    private List<Path> started(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .filter(f -> !f.getFileName().toString().matches("(out|err).*\\.txt"))
                    .toList();
        }
    }

    private static double[] numbers(Path out) throws IOException {
        return Files.readAllLines(out.resolve("weights.txt")).stream()
                .filter(line -> line.matches("[-0-9.].*")) // not the headings
                .flatMap(line -> Stream.of(line.split(" ")))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static String[] append(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }
}
