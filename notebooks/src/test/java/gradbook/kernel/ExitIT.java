package gradbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.kernel.protocol.Client;
import gradbook.kernel.protocol.Client.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Libraries that call {@code System.exit} or {@code Runtime.halt}: the jar's agent traps them. */
@Timeout(120)
class ExitIT {
    @Test
    void exits_of_libraries_are_trapped_and_everything_is_kept(@TempDir Path folder) throws Exception {
        Path source = Files.writeString(folder.resolve("Library.java"), """
                package library;

                public class Library {
                    public static void exit(int status) { System.exit(status); }
                    public static void halt(int status) { Runtime.getRuntime().halt(status); }
                }
                """);
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source.toString()));
        List<String> jar = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/gradbook-kernel.jar",
                "{connection_file}");
        try (Client kernel = new Client(Map.of(), jar)) {
            kernel.run("%classpath " + folder + "\nimport library.Library;\nint keep = 42;");
            assertTrapped("System.exit(3)", kernel.run("Library.exit(3);"));
            assertTrapped("Runtime.halt(4)", kernel.run("Library.halt(4);"));
            assertTrapped(
                    "System.exit(5)", kernel.run("Library.class.getMethod(\"exit\", int.class).invoke(null, 5);"));
            Answer thread =
                    kernel.run("Thread leaver = new Thread(() -> Library.exit(6)); leaver.start(); leaver.join();");
            assertEquals("ok", thread.status());
            assertTrue(thread.stream("stderr").startsWith("The cell called System.exit(6), "), thread.stream("stderr"));
            assertEquals("42", kernel.run("keep").plain());
            kernel.control("shutdown_request", Map.of("restart", false));
            assertTrue(kernel.process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, kernel.process.exitValue());
        }
    }

    private static void assertTrapped(String call, Answer answer) {
        assertEquals("Exit", answer.reply().get("ename").getAsString(), answer::traceback);
        assertTrue(answer.traceback().startsWith("The cell called " + call + ", "), answer.traceback());
    }
}
