package gradbook.spark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program that the tests start: they wait for what it says, and end it, and only it, whatever happens. */
final class Program implements AutoCloseable {
    static final Path JAR = Path.of("target", "gradbook-spark.jar").toAbsolutePath();
    static final Path LESSONS = Path.of("..").toAbsolutePath().normalize();
    private static final int PATIENCE_SECONDS = 900;

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        out = Files.createTempFile(folder, "out", ".txt");
        err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        process = builder.directory(folder.toFile()).start();
    }

    /** The JDK that runs the tests, with these arguments. */
    static Program java(Path folder, Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(arguments);
        return new Program(folder, environment, command);
    }

    /** A lesson in plain jshell, with gradbook.jar alone on its class path; it finds our jar. */
    static Program lesson(Path folder, Path script) throws IOException {
        Path jar = LESSONS.resolve("target/gradbook.jar");
        assertTrue(Files.exists(jar), () -> jar + " is missing: build it first, with -am");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jshell").toString());
        if (Runtime.version().feature() >= 24) command.add("-R--sun-misc-unsafe-memory-access=allow");
        Files.createDirectories(folder.resolve(".java/.userPrefs")); // jshell says so where it has to make it
        command.add("-J-Djava.util.prefs.userRoot=" + folder);
        command.addAll(List.of("--class-path", jar.toString(), "--feedback", "concise"));
        command.addAll(List.of("-R-Djava.io.tmpdir=" + folder, "-R-Dgradbook.pictures=" + folder));
        command.add(script.toString());
        return new Program(folder, Map.of("GRADBOOK_SPARK", JAR.toString()), command);
    }

    /** Our own jar, with a heap of this size. */
    static Program driver(Path folder, String heap, String... options) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-Xmx" + heap, "-Djava.io.tmpdir=" + folder, "-jar", JAR.toString()));
        arguments.addAll(List.of(options));
        return java(folder, Map.of(), arguments);
    }

    /** The same as {@link gradbook.spark.Main} is started for lessons: its temporary files go to the folder of its parent. */
    static Program attended(Path folder, Path shared, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-Xmx512m", "-Djava.io.tmpdir=" + shared));
        arguments.addAll(List.of("-jar", JAR.toString(), "--epochs", "100000", "--attended", shared.toString()));
        arguments.addAll(List.of(options));
        return java(folder, Map.of(), arguments);
    }

    long pid() {
        return process.pid();
    }

    /** Ends its input, as the end of the process that started it would. */
    void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Asks it to end, as Ctrl-C and kill do. */
    void terminate() {
        process.destroy();
    }

    /** The first line said so far, on either stream, that holds {@code text}; waits for it. */
    String await(String text) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            boolean ended = !process.isAlive();
            for (String line : (out() + "\n" + err()).split("\n")) if (line.contains(text)) return line;
            if (ended || System.nanoTime() > deadline)
                throw new AssertionError("did not say \"" + text + "\" but\n" + out() + err());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    int end() throws InterruptedException, IOException {
        if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) return process.exitValue();
        throw new AssertionError("does not end; it said\n" + out() + err());
    }

    /** Ends it without a chance to say or clean up anything. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** The same for it and for what it has started: the machine is gone. */
    void killWithChildren() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        for (ProcessHandle child : children) child.destroyForcibly();
        process.onExit().join();
        for (ProcessHandle child : children) child.onExit().join();
    }

    String out() throws IOException {
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    String err() throws IOException {
        return Files.readString(err, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        } catch (CompletionException late) {
            kill();
        }
    }
}
