package gradbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import gradbook.kernel.protocol.Client;
import gradbook.kernel.protocol.Client.Answer;
import gradbook.kernel.protocol.Message;
import gradbook.kernel.protocol.Mutations;
import gradbook.kernel.protocol.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A kernel over hours, in minutes. What was measured is printed: see the test's output file. */
@Tag("heavy")
@Timeout(1800)
class EnduranceIT {
    @TempDir
    static Path folder;

    private static final List<String> COMMAND = new ArrayList<>();

    /** The kernel as it is installed for a class, with the installer's options and its archive. */
    @BeforeAll
    static void install() throws Exception {
        RealJupyter.install(folder, "--heap", "512m");
        String spec = Files.readString(folder.resolve("share/jupyter/kernels/gradbook/kernel.json"));
        JsonObject json = new Gson().fromJson(spec, JsonObject.class);
        json.getAsJsonArray("argv").forEach(word -> COMMAND.add(word.getAsString()));
    }

    @Test
    void ten_thousand_malformed_messages_lose_no_kernel() throws IOException {
        Mutations mutations = new Mutations(20261124);
        try (Client kernel = new Client(Map.of(), COMMAND)) {
            kernel.run("int kept = 42;");
            for (int i = 1; i <= 10_000; i++) {
                Wire.send(i % 10 == 0 ? kernel.control : kernel.shell, mutations.next());
                if (i % 250 > 0) continue;
                kernel.ask("kernel_info_request", Map.of()); // or the cell might be aborted behind one that fails
                Answer answer = kernel.run("kept");
                assertEquals("42", answer.plain(), "after " + i + " messages: " + answer.reply());
            }
            assertEquals(
                    "ok",
                    kernel.control("kernel_info_request", Map.of())
                            .get("status")
                            .getAsString());
        }
    }

    /**
     * Flat once it is warm, after 1,000 cells: as many requests are kept, and the heap's pages and the JIT's code are taken from the
     * system, once each. What grows on is a JVM's classes: no class of a cell can be unloaded, for JShell has one loader for all.
     */
    @Test
    void two_thousand_cells_and_five_hundred_redefinitions_leave_memory_flat() throws IOException {
        try (Client kernel = new Client(Map.of(), COMMAND)) {
            for (int i = 0; i < 1_000; i++) cell(kernel, i);
            long heap = heap(kernel);
            long resident = resident(kernel);
            for (int i = 1_000; i < 3_000; i++) cell(kernel, i);
            report("2,000 cells", heap, heap(kernel), resident, resident(kernel));
            for (int i = 0; i < 20; i++) redefinition(kernel, i);
            heap = heap(kernel);
            resident = resident(kernel);
            for (int i = 20; i < 520; i++) redefinition(kernel, i);
            report("500 redefinitions of 32 MB", heap, heap(kernel), resident, resident(kernel));
        }
    }

    private static void redefinition(Client kernel, int i) {
        String code = "double[] large = new double[4_000_000]; large[" + i + "] = 1;";
        assertEquals("ok", kernel.run(code).status());
    }

    /** As students write them: values, output, declarations made anew, mistakes. */
    private static void cell(Client kernel, int i) {
        String code =
                switch (i % 8) {
                    case 0 -> "int n = " + i + ";";
                    case 1 -> "System.out.println(\"n is \" + n);";
                    case 2 -> "int square(int x) { return x * x + " + i + "; }";
                    case 3 ->
                        "record Point(int x, int y) { int sum() { return x + y + " + i + "; } }\nnew Point(1, 2).sum()";
                    case 4 -> "n / 0";
                    case 5 -> "int wrong = \"text\";";
                    case 6 ->
                        "Value f = gradbook.scalar.Value.of(\"x\", " + i
                                + ").mul(gradbook.scalar.Value.of(2)); f.backward(); show(f);";
                    default -> "IntStream.range(0, 100).map(x -> x * n).sum()";
                };
        if (i == 0) kernel.run("import gradbook.scalar.Value;\nimport static gradbook.show.Show.show;");
        Answer answer = kernel.run(code);
        assertEquals(i % 8 == 4 || i % 8 == 5 ? "error" : "ok", answer.status(), () -> code + answer.traceback());
    }

    @Test
    void ten_updates_a_second_for_a_minute_arrive_complete_and_in_order() throws IOException {
        try (Client kernel = new Client(Map.of(), COMMAND)) {
            String updates = "String id = display(\"start\");\n"
                    + "for (int i = 0; i < UPDATES; i++) { updateDisplay(id, \"step \" + i + \"x\".repeat(10_000)); Thread.sleep(100); }";
            kernel.run(updates.replace("UPDATES", "50"));
            long heap = heap(kernel);
            long resident = resident(kernel);
            Message request = kernel.start(updates.replace("UPDATES", "600"));
            kernel.awaitPublished("update_display_data", "step 599x");
            List<JsonObject> arrived = kernel.finish(request).of("update_display_data");
            assertEquals(600, arrived.size());
            for (int i = 0; i < 600; i++)
                assertTrue(arrived.get(i)
                        .getAsJsonObject("data")
                        .get("text/plain")
                        .getAsString()
                        .startsWith("step " + i + "x"));
            report("600 updates", heap, heap(kernel), resident, resident(kernel));
        }
    }

    @Test
    void a_hundred_starts_three_at_a_time_all_succeed() throws Exception {
        ExecutorService three = Executors.newFixedThreadPool(3);
        try {
            List<Callable<String>> starts = new ArrayList<>();
            for (int i = 0; i < 100; i++)
                starts.add(() -> {
                    try (Client kernel = new Client(Map.of(), COMMAND)) {
                        return kernel.run("6 * 7").plain();
                    }
                });
            for (Future<String> start : three.invokeAll(starts)) assertEquals("42", start.get());
        } finally {
            three.shutdownNow();
        }
    }

    @Test
    void a_kernel_whose_parent_is_killed_while_a_cell_runs_is_gone_within_five_seconds() throws Exception {
        Process parent = new ProcessBuilder("sleep", "600").start();
        try (Client kernel = new Client(Map.of("JPY_PARENT_PID", String.valueOf(parent.pid())), COMMAND)) {
            kernel.start("System.err.println(\"runs\"); while (true) try { while (true) {} } catch (Throwable t) {}");
            kernel.awaitPublished("stream", "runs");
            parent.destroyForcibly();
            long start = System.nanoTime();
            assertTrue(kernel.process.waitFor(5, TimeUnit.SECONDS), "the kernel lives on");
            System.out.printf("gone after %d ms%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        } finally {
            parent.destroyForcibly();
        }
    }

    /** Bytes that are in use after a collection; asked twice, since what compiled the cell before counts the first time. */
    private static long heap(Client kernel) {
        String ask = "((Supplier<Long>) () -> { System.gc(); System.gc();\n"
                + "return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory(); }).get()";
        kernel.run(ask);
        return Long.parseLong(kernel.run(ask).plain());
    }

    /** Bytes that the process takes from the machine. */
    private static long resident(Client kernel) throws IOException {
        String status = Files.readString(Path.of("/proc/" + kernel.process.pid() + "/status"));
        return Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s+(\\d+).*", "$1")) << 10;
    }

    private static void report(String what, long heap, long heapAfter, long resident, long residentAfter) {
        System.out.printf(
                "%s: heap %d -> %d MB, resident %d -> %d MB%n",
                what, heap >> 20, heapAfter >> 20, resident >> 20, residentAfter >> 20);
        assertTrue(heapAfter < heap * 1.2, what + ": the heap grew from " + heap + " to " + heapAfter);
        assertTrue(
                residentAfter < resident * 1.2, what + ": the process grew from " + resident + " to " + residentAfter);
    }
}
