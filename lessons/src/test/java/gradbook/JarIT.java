package gradbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The self-contained jar leaves out what Tablesaw cannot reach; what it can reach must work from the jar alone. */
class JarIT {
    @TempDir
    Path folder;

    @Test
    void tables_from_the_jar_alone_are_what_they_are_from_the_full_libraries() throws IOException {
        String fromJar = run("target/gradbook.jar");
        assertTrue(fromJar.contains("|      3.5  |"), fromJar); // the mean of 3.5, and of 2.5 and 4.5
        assertEquals(run(System.getProperty("java.class.path")), fromJar);
    }

    private String run(String classPath) throws IOException {
        Path source = folder.resolve("Tables.java");
        if (!Files.exists(source))
            try (InputStream in = JarIT.class.getResourceAsStream("Tables.java")) {
                Files.copy(in, source);
            }
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        source.toString())
                .redirectError(errors.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.onExit().join().exitValue(), () -> out + read(errors));
        return out;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
