package gradbook.present;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a program of the JDK printed, and its exit code. */
record Run(int code, String out, String err) {

    /** Runs {@code tool} of the JDK that runs this test, with nothing on its standard input. */
    static Run of(Path folder, String tool, String... arguments) throws Exception {
        return reading(Files.createTempFile(folder, "in", ""), folder, tool, arguments);
    }

    /** Runs {@code tool} with the file {@code input} on its standard input. */
    static Run reading(Path input, Path folder, String tool, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(arguments));
        File out = Files.createTempFile(folder, "out", "").toFile();
        File err = Files.createTempFile(folder, "err", "").toFile();
        Process process = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectOutput(out)
                .redirectError(err)
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        if (!ended) process.destroyForcibly();
        assertTrue(ended, "does not end: " + String.join(" ", command));
        return new Run(process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
    }
}
