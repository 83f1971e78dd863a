package gradbook.present;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every lesson script in the JDK's own {@code jshell}, with nothing but the jar on its class path. */
@Execution(ExecutionMode.CONCURRENT)
class LessonScriptsIT {
    private static final String JAR = Path.of("target", "gradbook.jar").toString();

    @TempDir
    Path folder;

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.filter(file -> file.toString().endsWith(".jsh"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void should_play_in_plain_jshell_and_end_well(Path script) throws Exception {
        Run run = jshell(script);
        assertEquals(0, run.code(), run.out());
        assertEquals("", run.err());
        assertFalse(run.out().contains("|  "), run.out()); // how jshell reports an error or an exception
    }

    @Test
    void should_end_with_a_failure_where_a_number_is_wrong() throws Exception {
        String lesson = Files.readString(Path.of("01-scalar-chain-rule.jsh"));
        Path broken = folder.resolve("broken.jsh");
        Files.writeString(broken, lesson.replace("Value.of(\"z\", -4)", "Value.of(\"z\", -5)"));
        Run run = jshell(broken);
        assertEquals(4, run.code(), run.out()); // f, df/dq, df/dx, df/dy
        assertTrue(run.out().contains("OFF  f is -15.0, but must be -12"), run.out());
    }

    @Test
    void should_end_with_a_failure_where_a_cell_does_not_compile() throws Exception {
        String lesson = Files.readString(Path.of("01-scalar-chain-rule.jsh"));
        Path broken = folder.resolve("broken.jsh");
        Files.writeString(broken, lesson.replace("f.backward();", "f.backwards();"));
        Run run = jshell(broken);
        assertEquals(4, run.code(), run.out()); // the four gradients
    }

    private Run jshell(Path script) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--class-path", JAR, "--feedback", "concise"));
        // Short runs: compiling them thoroughly would take more than half of the time.
        for (String vm : List.of("-J", "-R"))
            for (String option : List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")) arguments.add(vm + option);
        // Guava, which Tablesaw needs, makes JDK 24 and later warn of sun.misc.Unsafe.
        if (Runtime.version().feature() >= 24) arguments.add("-R--sun-misc-unsafe-memory-access=allow");
        Files.createDirectories(folder.resolve(".java/.userPrefs")); // jshell says so where it has to make it
        arguments.add("-J-Djava.util.prefs.userRoot=" + folder);
        arguments.add("-R-Dgradbook.pictures=" + folder);
        arguments.add(script.toString());
        return Run.of(folder, "jshell", arguments.toArray(String[]::new));
    }
}
