package gradbook.benchmark;

import com.google.gson.Gson;
import gradbook.benchmark.Contender.Started;
import gradbook.kernel.protocol.Client;
import gradbook.kernel.protocol.Client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints how our kernel compares with rapaio's and with ipykernel, here and now and in turn with them: starts, cells,
 * memory, interrupts, floods. Run it from the top of the project; notebooks/README.md has the command and figures.
 */
public final class KernelSpeed {
    private static final String RAPAIO =
            "io/github/padreati/rapaio-jupyter-kernel/3.0.1/rapaio-jupyter-kernel-3.0.1.jar";
    private static final int STARTS = Integer.getInteger("starts", 10);
    private static final int CELLS = 200;
    private static final String PARTS = System.getProperty("parts", "starts cells loop interrupts");
    private static final String LOOP =
            "long work(int n) { long q = 0; for (int i = 0; i < n; i++) q += i ^ (q >> 3); return q; }";
    private static final String TIMED = """
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 7; i++) {
                long start = System.nanoTime();
                work(300_000_000);
                least = Math.min(least, (System.nanoTime() - start) / 1_000_000);
            }
            System.out.print(least);""";
    private static final String SAYS = "System.err.println(\"hangs\");\n";
    private static final Map<String, String> HANGS = new LinkedHashMap<>();

    static {
        HANGS.put("a busy loop", "while (true) {}");
        HANGS.put("a loop that swallows all", "while (true) { try { Thread.sleep(10); } catch (Throwable t) {} }");
        HANGS.put("a sleep", "Thread.sleep(600_000);");
        HANGS.put("a blocked Scanner", "new Scanner(System.in).nextLine()");
        HANGS.put("a printing loop", "while (true) System.out.println(1);");
        HANGS.put("a parallel stream", "IntStream.iterate(0, i -> i).parallel().filter(i -> i < 0).findAny()");
        HANGS.put("an executor", "Executors.newFixedThreadPool(2).submit(() -> { while (true) {} }).get();");
        HANGS.put(
                "a loop that sorts",
                "double[] a = new Random(1).doubles(1_000_000).toArray(); while (true) Arrays.sort(a.clone());");
    }

    private final List<Contender> contenders = new ArrayList<>();
    private final Map<String, List<String>> table = new LinkedHashMap<>();
    private final Path folder;

    private KernelSpeed(Path folder) {
        this.folder = folder;
    }

    /** @param args homes of JDKs, for our kernel; rapaio's runs on the first of them. None: the JDK of this very run */
    public static void main(String[] args) throws Exception {
        if (args.length == 1 && args[0].equals("loop")) {
            System.out.println(loop());
            return;
        }
        new KernelSpeed(Files.createTempDirectory("kernels"))
                .run(args.length > 0 ? List.of(args) : List.of(System.getProperty("java.home")));
    }

    private void run(List<String> homes) throws Exception {
        Path rapaio = Path.of(System.getProperty("user.home"), ".m2/repository", RAPAIO);
        if (!Files.exists(rapaio)) throw new IOException("There is no " + rapaio + ": see notebooks/README.md.");
        for (String home : homes) {
            String java = Path.of(home, "bin", "java").toString();
            String version = Contender.command(java, "-XshowSettings:properties", "-version")
                    .replaceAll("(?s).*java\\.specification\\.version = (\\d+).*", "$1");
            Path installed = folder.resolve(version);
            Contender.command(
                    java,
                    "-jar",
                    "notebooks/target/gradbook-kernel.jar",
                    "--install",
                    "--prefix",
                    installed.toString());
            contenders.add(Contender.ours("Gradbook, JDK " + version, installed, true));
            contenders.add(Contender.ours("Gradbook, JDK " + version + ", no archive", installed, false));
        }
        String java = Path.of(homes.get(0), "bin", "java").toString();
        contenders.add(new Contender("rapaio 3.0.1", true, false, List.of(java, "-jar", rapaio.toString(), "")));
        contenders.add(new Contender(
                "ipykernel",
                false,
                true,
                List.of(System.getProperty("python", "/usr/bin/python3"), "-m", "ipykernel_launcher", "-f", "")));
        try {
            if (PARTS.contains("starts")) starts();
            for (Contender one : contenders) {
                System.err.println(one.name);
                if (PARTS.contains("cells")) {
                    cells(one);
                    library(one);
                    notebook(one);
                }
                if (PARTS.contains("loop")) loop(one);
                if (PARTS.contains("interrupts")) interrupts(one, one.name.contains("no archive"));
            }
        } finally { // what was measured before a contender broke is worth its minutes
            print(homes);
        }
    }

    private void starts() throws Exception {
        for (int i = 0; i < STARTS; i++) for (Contender one : contenders) one.measureStart();
        double peer = contenders.stream()
                .filter(one -> one.name.startsWith("rapaio"))
                .mapToDouble(one -> Collections.min(one.cold))
                .sum();
        for (Contender one : contenders) {
            double least = Collections.min(one.cold);
            note("cold start to the first result, s: least (median)", "%.2f (%.2f)", least, median(one.cold));
            note("the least start, rapaio's = 1", "%.2f", least / peer);
            note("starts that failed", "%d", one.failedStarts);
            note("memory after the start, MB", "%.0f", median(one.started));
            if (one.shutdown.isEmpty()) note("from the shutdown request to the end, s", "> 20");
            else note("from the shutdown request to the end, s", "%.2f", median(one.shutdown));
        }
    }

    private void cells(Contender one) throws Exception {
        try (Client kernel = one.start().kernel()) {
            Contender.warm(kernel, "1+1", 20);
            double[] all = Contender.warm(kernel, "1+1", CELLS);
            note("1+1, ms: median, 95th percentile", "%.0f, %.0f", all[CELLS / 2], all[CELLS * 95 / 100]);
            note("memory after 220 cells, MB", "%.0f", Contender.megabytes(kernel));
            long start = System.nanoTime();
            Answer flood = null;
            try {
                flood = kernel.run(
                        one.isJava
                                ? "for (int i = 0; i < 100_000; i++) System.out.println(i);"
                                : "for i in range(100000): print(i)");
            } catch (RuntimeException e) {
                note("100,000 printed lines", "idle lost");
            }
            if (flood != null)
                note(
                        "100,000 printed lines",
                        flood.stream("stdout").length() == 588_890
                                ? "%.1f s, %d messages"
                                : "%.1f s, %d messages, incomplete",
                        Contender.seconds(start),
                        flood.of("stream").size());
        }
    }

    /** Tablesaw with all it needs, from the local repository, as the first thing that a kernel does. */
    private void library(Contender one) throws IOException {
        String row = "%maven of Tablesaw, from ~/.m2, s";
        if (!one.name.startsWith("Gradbook")) {
            note(row, "");
            return;
        }
        try (Client kernel = one.start().kernel()) {
            long start = System.nanoTime();
            Answer answer = kernel.run("%maven tech.tablesaw:tablesaw-core:0.44.4");
            double seconds = Contender.seconds(start);
            if (!answer.status().equals("ok")) throw new IOException(answer.traceback());
            note(row, "%.2f", seconds);
        }
    }

    /** Ten cells through nbconvert, the best of three. */
    private void notebook(Contender one) throws IOException {
        one.specify(folder.resolve("jupyter/kernels"));
        List<Map<String, ?>> cells = new ArrayList<>();
        for (int i = 0; i < 10; i++)
            cells.add(Map.of(
                    "id",
                    "c" + i,
                    "cell_type",
                    "code",
                    "metadata",
                    Map.of(),
                    "execution_count",
                    i + 1,
                    "outputs",
                    List.of(),
                    "source",
                    one.isJava
                            ? "int x" + i + " = " + i + "; x" + i + " * 2"
                            : "x" + i + " = " + i + "; x" + i + " * 2"));
        Map<String, ?> spec = Map.of("name", one.slug(), "display_name", one.name);
        Path file = folder.resolve(one.slug() + ".ipynb");
        Files.writeString(
                file,
                new Gson()
                        .toJson(Map.of(
                                "nbformat",
                                4,
                                "nbformat_minor",
                                5,
                                "metadata",
                                Map.of("kernelspec", spec),
                                "cells",
                                cells)));
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            Contender.command(
                    "env",
                    "JUPYTER_PATH=" + folder.resolve("jupyter"),
                    "jupyter",
                    "nbconvert",
                    "--to",
                    "notebook",
                    "--execute",
                    "--output",
                    "done-" + one.slug(),
                    file.toString());
            best = Math.min(best, Contender.seconds(start));
        }
        note("nbconvert of ten cells, s", "%.1f", best);
    }

    private void loop(Contender one) throws IOException {
        String row = "a loop of 3e8 steps, ms (the same in plain Java)";
        if (!one.isJava) {
            note(row, "");
            return;
        }
        long least = Long.MAX_VALUE;
        try (Client kernel = one.start().kernel()) {
            kernel.run(LOOP);
            for (int i = 0; i < 3; i++) // each in one cell: after a cell's start the JIT works beside it for a while
            least = Math.min(least, Long.parseLong(kernel.run(TIMED).stream("stdout")));
        }
        long plain = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++)
            plain = Math.min(
                    plain,
                    Long.parseLong(Contender.command(
                            one.java(), "-cp", here(), getClass().getName(), "loop")));
        note(row, "%d (%d)", least, plain);
    }

    private static long loop() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 7; i++) {
            long start = System.nanoTime();
            if (work(300_000_000) == 42) throw new AssertionError();
            least = Math.min(least, (System.nanoTime() - start) / 1_000_000);
        }
        return least;
    }

    private static long work(int n) {
        long q = 0;
        for (int i = 0; i < n; i++) q += i ^ (q >> 3);
        return q;
    }

    private void interrupts(Contender one, boolean skipped) throws Exception {
        Map<String, String> hangs = skipped
                ? Map.of() // the same as with the archive
                : one.isJava
                        ? HANGS
                        : Map.of(
                                "a busy loop",
                                "import sys; print('hangs', file=sys.stderr, flush=True)\nwhile True: pass");
        for (Map.Entry<String, String> hang : hangs.entrySet()) {
            Started started = one.start();
            try (Client kernel = started.kernel()) {
                kernel.run(one.isJava ? "int keep = 42;" : "keep = 42");
                note(
                        "interrupt of " + hang.getKey(),
                        one.interrupt(kernel, (one.isJava ? SAYS : "") + hang.getValue()));
            } catch (NullPointerException e) { // of a client whose patience has ended
                note("interrupt of " + hang.getKey(), "no answer");
            }
        }
        for (String hang : HANGS.keySet()) if (!hangs.containsKey(hang)) note("interrupt of " + hang, "");
    }

    private void note(String row, String format, Object... values) {
        table.computeIfAbsent(row, r -> new ArrayList<>()).add(String.format(Locale.ROOT, format, values));
    }

    private void print(List<String> homes) {
        System.out.println(Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name")
                + "; JDKs: " + String.join(", ", homes) + "\n");
        System.out.println("| | "
                + String.join(" | ", contenders.stream().map(one -> one.name).toList()) + " |");
        System.out.println("|---|" + "---|".repeat(contenders.size()));
        table.forEach((row, cells) -> System.out.println("| " + row + " | " + String.join(" | ", cells) + " |"));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static String here() {
        return Path.of("notebooks", "target", "test-classes").toString();
    }
}
