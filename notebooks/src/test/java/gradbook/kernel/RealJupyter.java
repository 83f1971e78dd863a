package gradbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Jupyter as the system has it, in a folder of its own where our kernel is installed. */
public final class RealJupyter {
    private final Path folder;

    private RealJupyter(Path folder) {
        this.folder = folder;
    }

    /** With the kernel's installer; its kernels live for seconds, in which what C2 costs is never earned back. */
    public static RealJupyter install(Path folder) throws Exception {
        return install(folder, "--jvm-option", "-XX:TieredStopAtLevel=1");
    }

    /** With these options of the installer. */
    static RealJupyter install(Path folder, String... options) throws Exception {
        RealJupyter jupyter = new RealJupyter(folder);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-jar", "target/gradbook-kernel.jar", "--install"));
        command.addAll(List.of("--prefix", folder.toString()));
        command.addAll(List.of(options));
        jupyter.run(command.toArray(String[]::new));
        return jupyter;
    }

    /** Runs a command to its end, which must be a good one; what it printed. */
    public String run(String... command) throws Exception {
        Path log = Files.createTempFile(folder, "log", "");
        Process process = start(log, command);
        assertTrue(process.waitFor(300, TimeUnit.SECONDS), "does not end: " + String.join(" ", command));
        String printed = Files.readString(log);
        assertEquals(0, process.exitValue(), String.join(" ", command) + "\n" + printed);
        return printed;
    }

    /** The command of a server of Jupyter 6 for the notebooks of a folder, whose token is {@code t}. */
    public static String[] server(int port, Path folder, String... more) {
        List<String> command = new ArrayList<>(List.of("jupyter", "notebook", "--allow-root", "--no-browser"));
        command.addAll(List.of("--ip=127.0.0.1", "--port=" + port));
        command.addAll(List.of("--NotebookApp.token=t", "--notebook-dir=" + folder));
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }

    /** Starts a command that prints into {@code log}. */
    public Process start(Path log, String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "JUPYTER_PATH", folder.resolve("share/jupyter").toString(),
                        "JUPYTER_DATA_DIR", folder.resolve("data").toString(),
                        "JUPYTER_RUNTIME_DIR", folder.resolve("runtime").toString(),
                        "JUPYTER_CONFIG_DIR", folder.resolve("config").toString(),
                        "GRADBOOK_HISTORY", folder.resolve("history.jsonl").toString()));
        try {
            return builder.start();
        } catch (IOException missing) {
            throw new AssertionError("-Pjupyter needs Jupyter: `" + command[0] + "` cannot be run", missing);
        }
    }
}
