package gradbook.kernel.protocol;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Notes for whoever runs the server: on the process's own standard error, never in a notebook. */
public final class Log {
    private static final PrintStream CONSOLE =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    private Log() {}

    public static void note(String sentence) {
        CONSOLE.println("[gradbook] " + sentence);
    }

    public static void error(String sentence, Throwable thrown) {
        note(sentence);
        thrown.printStackTrace(CONSOLE);
    }
}
