package gradbook.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        for (Path left : started("gradbook-spark-")) delete(left); // a killed process cannot
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

    /** Lesson 14 in plain jshell, with gradbook.jar alone on its class path, finds our jar and trains on it. */
    @Test
    void the_lesson_trains_on_spark_and_every_number_is_right() throws Exception {
        Path lessons = Path.of("..").toAbsolutePath().normalize();
        Path jar = lessons.resolve("target/gradbook.jar");
        assertTrue(Files.exists(jar), () -> jar + " is missing: build it first, with -am");
        List<String> unsafe =
                Runtime.version().feature() >= 24 ? List.of("-R--sun-misc-unsafe-memory-access=allow") : List.of();
        try (Program jshell = Program.jshell(
                folder,
                Map.of("GRADBOOK_SPARK", Program.JAR.toString()),
                unsafe,
                List.of(
                        "--class-path",
                        jar.toString(),
                        "--feedback",
                        "concise",
                        "-R-Djava.io.tmpdir=" + folder,
                        "-R-Dgradbook.pictures=" + folder,
                        lessons.resolve("14-many-machines.jsh").toString()))) {
            assertEquals(0, jshell.end(), jshell.out() + jshell.err());
            String ofJshell =
                    "(?m)^.* java\\.util\\.prefs\\..*\\R.*\\R"; // it makes a folder when a user has it run first
            assertEquals("", jshell.err().replaceAll(ofJshell, ""));
            assertTrue(jshell.out().contains("Apache Spark trained 10 epochs at local[2]."), jshell.out());
            assertTrue(jshell.out().contains("differs from that of one machine by less than 1e-9"), jshell.out());
            assertFalse(jshell.out().contains("|  "), jshell.out()); // how jshell reports an error
        }
        assertEquals(List.of(), started("gradbook-cluster-"));
    }

    private List<Path> started(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(file);
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
