package gradbook.benchmark;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import gradbook.kernel.protocol.Client;
import gradbook.kernel.protocol.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A kernel to measure: the command that starts it, and what was measured so far. */
final class Contender {
    private static final int ATTEMPTS = 5;

    final String name;
    final boolean isJava;
    final List<Double> cold = new ArrayList<>();
    final List<Double> started = new ArrayList<>(); // megabytes after the first result
    final List<Double> shutdown = new ArrayList<>();
    int failedStarts;

    private final List<String> argv;
    private final boolean hasSignal;

    /** @param argv with the name of the connection file for its last word, as in a kernel's specification */
    Contender(String name, boolean isJava, boolean hasSignal, List<String> argv) {
        this.name = name;
        this.isJava = isJava;
        this.hasSignal = hasSignal;
        this.argv = argv;
    }

    /** Our kernel as its installer leaves it in a folder, with the archive of classes or without. */
    static Contender ours(String name, Path folder, boolean archive) throws IOException {
        List<String> argv = new ArrayList<>();
        String spec = Files.readString(folder.resolve("share/jupyter/kernels/gradbook/kernel.json"));
        JsonArray words = new Gson().fromJson(spec, JsonObject.class).getAsJsonArray("argv");
        words.forEach(word -> argv.add(word.getAsString()));
        if (!archive) argv.removeIf(word -> word.matches("-XX:(AOTCache|AOTMode|SharedArchiveFile|Required).*"));
        return new Contender(name, true, false, argv);
    }

    /** A kernel that has given its first result; it took {@code cold} seconds. */
    record Started(Client kernel, double cold) {}

    Started start() throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            long start = System.nanoTime();
            Client kernel = null;
            try {
                kernel = new Client(Map.of(), argv);
                kernel.run("1+1");
                return new Started(kernel, seconds(start));
            } catch (RuntimeException e) {
                failedStarts++;
                if (kernel != null) kernel.close();
            }
        }
        throw new IOException(name + " does not start.");
    }

    /** Starts once, and ends it as Jupyter does. */
    void measureStart() throws Exception {
        Started started = start();
        cold.add(started.cold);
        this.started.add(megabytes(started.kernel));
        long asked = System.nanoTime();
        JsonObject content = new JsonObject();
        content.addProperty("restart", false);
        started.kernel.send(started.kernel.control, "shutdown_request", content); // rapaio's never replies
        if (started.kernel.process.waitFor(20, TimeUnit.SECONDS)) shutdown.add(seconds(asked));
        started.kernel.close();
    }

    /** Milliseconds of cells that are all alike, sorted. */
    static double[] warm(Client kernel, String code, int times) {
        double[] all = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            kernel.run(code);
            all[i] = seconds(start) * 1e3;
        }
        Arrays.sort(all);
        return all;
    }

    /** What an interrupt does to a cell that hangs after it has said so, in words. */
    String interrupt(Client kernel, String hang) throws Exception {
        Message request = kernel.execute(hang, Map.of("allow_stdin", true));
        kernel.awaitPublished("stream", "hangs");
        settle(kernel);
        long asked = System.nanoTime();
        if (hasSignal) command("kill", "-INT", String.valueOf(kernel.process.pid()));
        else kernel.send(kernel.control, "interrupt_request", new JsonObject());
        kernel.shell.setReceiveTimeOut(5000);
        if (kernel.receive(kernel.shell) == null) return "no effect";
        long millis = Math.round(seconds(asked) * 1e3);
        kernel.awaitPublished("status", "idle");
        String kept = kernel.run(isJava ? "System.out.print(keep);" : "print(keep)").stream("stdout");
        if (!kept.strip().equals("42")) return "variables lost";
        return String.format("%d ms, then %.2f cores", millis, coresAtRest(kernel));
    }

    /** Waits until the cell sleeps, or has been at work for long enough to be compiled. */
    private static void settle(Client kernel) throws InterruptedException {
        Duration window = Duration.ofMillis(250);
        double worked = 0;
        for (double cores = 1; cores > 0.05 && worked < 1.5; worked += cores * 0.25) cores = kernel.cores(window);
    }

    /** The least processor time of five windows, so that a compiler at its last work does not count. */
    private static double coresAtRest(Client kernel) throws InterruptedException {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < 5 && least > 0.05; i++) least = Math.min(least, kernel.cores(Duration.ofSeconds(2)));
        return least;
    }

    /** Resident memory of the kernel and of the processes that it has started. */
    static double megabytes(Client kernel) throws IOException {
        double sum = 0;
        Stream<ProcessHandle> all = Stream.concat(
                Stream.of(kernel.process.toHandle()), kernel.process.toHandle().descendants());
        for (ProcessHandle one : all.toList())
            sum += Double.parseDouble(command("ps", "-o", "rss=", "-p", String.valueOf(one.pid()))) / 1000;
        return sum;
    }

    /** Puts its specification where Jupyter finds it, under its name. */
    void specify(Path kernels) throws IOException {
        List<String> words = new ArrayList<>(argv.subList(0, argv.size() - 1));
        words.add("{connection_file}");
        Map<String, ?> spec = Map.of("argv", words, "display_name", name, "language", isJava ? "java" : "python");
        Files.writeString(
                Files.createDirectories(kernels.resolve(slug())).resolve("kernel.json"), new Gson().toJson(spec));
    }

    String java() {
        return argv.get(0);
    }

    String slug() {
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    static String command(String... words) throws IOException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.onExit().join().exitValue() != 0)
            throw new IOException(String.join(" ", words) + " failed: " + printed);
        return printed;
    }

    static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
