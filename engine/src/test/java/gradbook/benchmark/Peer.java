package gradbook.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a benchmark is held against: a script in Python that does the same work on one thread, in a process of its own. */
final class Peer {
    /** This module's {@code src/test}, from the top of the project or from the module, where Maven runs its programs. */
    static final Path TESTS = Path.of(Files.isDirectory(Path.of("engine")) ? "engine" : "", "src", "test");

    private Peer() {}

    /** Processor time of this thread: a machine that is busy with other things disturbs it less than time on the wall. */
    static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Nobody is measured who does not do the work: all contenders end with the same loss. */
    static void check(String who, double loss, double expected) {
        if (!(Math.abs(loss - expected) < 1e-12))
            throw new IllegalStateException(who + ": the loss is " + loss + ", not " + expected);
    }

    /** All numbers that a script of this folder's {@code python} prints, or {@code null} where it cannot run. */
    static double[] run(String script, String... arguments) throws InterruptedException {
        for (String python : new String[] {System.getProperty("python", "python3"), "python", "/usr/bin/python3"}) {
            List<String> command = new ArrayList<>(
                    List.of(python, TESTS.resolve("python").resolve(script).toString()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().keySet().removeAll(List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"));
            builder.environment().put("OPENBLAS_NUM_THREADS", "1");
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            try {
                Process process = builder.start();
                String printed = new String(process.getInputStream().readAllBytes());
                if (process.waitFor() != 0) continue;
                return Arrays.stream(printed.replaceAll("[a-z]\\w* ", "").trim().split("\\s+"))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
            } catch (IOException notInstalled) {
                // the next one, then
            }
        }
        return null;
    }
}
