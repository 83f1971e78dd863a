package gradbook.kernel.install;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The computer as the installer sees it: its system, its environment, where things are, and how its programs answer.
 * Tests make others, with files in memory.
 *
 * @param system as in the property {@code os.name}
 */
record Computer(String system, Map<String, String> environment, Path home, Path javaHome, Asking asking) {
    /** Runs a program; what it prints on standard output, or empty if it cannot be run or fails. */
    @FunctionalInterface
    interface Asking {
        Optional<String> ask(List<String> command);
    }

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    Computer {
        if (system.startsWith("Windows")) { // there PATH is also Path
            Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            anyCase.putAll(environment);
            environment = anyCase;
        }
    }

    static Computer here() {
        return new Computer(
                System.getProperty("os.name"),
                System.getenv(),
                Path.of(home(System.getProperty("os.name"), System.getenv(), System.getProperty("user.home"))),
                Path.of(System.getProperty("java.home")),
                command -> run(command, PATIENCE));
    }

    /** Where Jupyter looks for the user's folder: in HOME, except on Windows. Java asks the system's list of users. */
    static String home(String system, Map<String, String> environment, String ofJava) {
        String home = system.startsWith("Windows") ? "" : environment.getOrDefault("HOME", "");
        return home.isBlank() ? ofJava : home;
    }

    boolean isWindows() {
        return system.startsWith("Windows");
    }

    /** A path in this computer's file system. */
    Path path(String first, String... more) {
        return home.getFileSystem().getPath(first, more);
    }

    /** The Java that runs this. */
    Path java() {
        return javaHome.resolve("bin").resolve(isWindows() ? "java.exe" : "java");
    }

    /** What an environment variable says, unless it is blank. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** The parts of a variable that lists folders. */
    List<Path> list(String name) {
        List<Path> parts = new ArrayList<>();
        for (String part : variable(name).orElse("").split(isWindows() ? ";" : ":"))
            if (!part.isBlank()) parts.add(path(part.replace("\"", "")));
        return parts;
    }

    /** A program that can be run by its name alone. */
    Optional<Path> program(String name) {
        List<String> endings = isWindows()
                ? List.of(variable("PATHEXT").orElse(".COM;.EXE;.BAT;.CMD").split(";"))
                : List.of("");
        for (Path folder : list("PATH"))
            for (String ending : endings) {
                Path file = folder.resolve(name + ending);
                if (Files.isRegularFile(file) && Files.isExecutable(file)) return Optional.of(file);
            }
        return Optional.empty();
    }

    /** What a program prints; empty if it is not there or fails. */
    Optional<String> ask(String... command) {
        return asking.ask(List.of(command)).map(String::strip);
    }

    static Optional<String> run(List<String> command, Duration patience) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(process::destroyForcibly); // which nobody who has ended minds
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() == 0) return Optional.of(out);
        } catch (IOException e) {
            // not a program of this computer
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
