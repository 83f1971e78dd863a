package gradbook.cluster;

import gradbook.session.Folders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A driver process, and the temporary folder that it works in: when this ends, however it ends, both are gone. When this JVM
 * ends without a chance to see to that, the process does: it watches its input, deletes the folder, and ends. It also deletes
 * the folder when it is told to end itself, since a closed terminal ends both.
 */
final class Driver implements AutoCloseable {
    private static final int GRACE_MILLIS = 1500;

    private final Path folder;
    private Process process;

    Driver() throws IOException {
        folder = Files.createTempDirectory("gradbook-cluster-");
    }

    /** A file in the folder that is deleted at the end. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** Runs the jar and waits; every line it says goes to {@code listener}, in the calling thread. */
    void run(Path jar, String memory, List<String> arguments, Consumer<String> listener)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.add("-Xmx" + memory);
        command.add("-Djava.io.tmpdir=" + folder);
        if (Runtime.version().feature() >= 24) command.add("--sun-misc-unsafe-memory-access=allow"); // Spark's memory
        command.addAll(List.of("-jar", jar.toString(), "--attended", folder.toString()));
        command.addAll(arguments);
        Path errors = file("errors.txt");
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(lines), "cluster-output");
        reader.setDaemon(true);
        reader.start();
        for (Optional<String> line = lines.take(); line.isPresent(); line = lines.take()) listener.accept(line.get());
        int code = process.waitFor();
        if (code == 0) return;
        String said = Files.exists(errors) ? Files.readString(errors).strip() : ""; // not if it was told to end
        throw new IllegalStateException(
                said.isEmpty() ? "The driver of the cluster ended with code " + code + " and said nothing." : said);
    }

    /** A thread of its own, because waiting for a line cannot be interrupted. */
    private void read(BlockingQueue<Optional<String>> lines) {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) lines.add(Optional.of(line));
        } catch (IOException e) {
            // the process is gone; its code says why
        } finally {
            lines.add(Optional.empty());
        }
    }

    @Override
    public void close() throws IOException {
        if (process != null && process.isAlive()) {
            process.destroy();
            try {
                if (!process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS))
                    process.destroyForcibly().waitFor();
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        Folders.delete(folder); // a driver that we have ended may have done it
    }
}
