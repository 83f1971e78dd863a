package gradbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import gradbook.kernel.protocol.Client.Answer;
import gradbook.kernel.protocol.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel as a front end sees it: messages over sockets, in and out. */
class KernelTest extends WithKernel {
    @Test
    void a_result_comes_between_busy_and_idle_and_after_the_output() {
        Answer answer = kernel.run("System.out.println(\"printed\"); 6 * 7");
        assertEquals("ok", answer.status());
        assertEquals("42", answer.plain());
        assertEquals("printed\n", answer.stream("stdout"));
        assertEquals(
                List.of("status", "execute_input", "stream", "execute_result", "status"),
                answer.published().stream().map(Message::type).toList());
    }

    @Test
    void a_value_of_the_course_shows_itself_in_every_form() {
        kernel.run("import gradbook.scalar.Value;\nimport static gradbook.show.Show.show;\n"
                + "Value x = Value.of(\"x\", -2), y = Value.of(\"y\", 5), z = Value.of(\"z\", -4);\n"
                + "Value f = x.add(y).named(\"q\").mul(z).named(\"f\"); f.backward();");
        assertEquals("-12.0", kernel.run("f.data()").plain());
        assertEquals("-4.0", kernel.run("x.grad()").plain());
        assertTrue(kernel.run("f").result().has("text/plain"));
        assertEquals(1, kernel.run("show(f);").of("display_data").size());
    }

    @Test
    void errors_have_the_students_class_message_and_line() {
        Answer answer = kernel.run("int zero = 0;\nint[] none = {};\nnone[zero + 2]");
        assertEquals("error", answer.status());
        assertEquals(
                "ArrayIndexOutOfBoundsException", answer.reply().get("ename").getAsString());
        assertEquals(
                "Index 2 out of bounds for length 0",
                answer.reply().get("evalue").getAsString());
        assertTrue(answer.traceback().contains("line 3:  none[zero + 2]"), answer.traceback());
        assertFalse(answer.traceback().contains("jdk.internal"), answer.traceback());
        String first =
                answer.of("error").get(0).getAsJsonArray("traceback").get(0).getAsString();
        assertEquals("\u001b[1m" + answer.traceback().lines().findFirst().orElseThrow() + "\u001b[0m", first);
    }

    @Test
    void silent_and_unstored_cells_count_for_nothing() {
        int count = kernel.run("1").reply().get("execution_count").getAsInt();
        Answer silent = kernel.finish(kernel.execute("2", Map.of("silent", true)));
        assertEquals(
                List.of("status", "status"),
                silent.published().stream().map(Message::type).toList());
        kernel.finish(kernel.execute("3", Map.of("store_history", false)));
        assertEquals(count + 1, kernel.run("4").reply().get("execution_count").getAsInt());
    }

    @Test
    void user_expressions_are_evaluated_after_the_cell() {
        Answer answer = kernel.finish(
                kernel.execute("int ue = 5;", Map.of("user_expressions", Map.of("good", "ue + 1", "bad", "ue / 0"))));
        JsonObject values = answer.reply().getAsJsonObject("user_expressions");
        assertEquals(
                "6",
                values.getAsJsonObject("good")
                        .getAsJsonObject("data")
                        .get("text/plain")
                        .getAsString());
        assertEquals(
                "ArithmeticException",
                values.getAsJsonObject("bad").get("ename").getAsString());
    }

    @Test
    void cells_queued_behind_an_error_are_aborted_and_later_ones_run() {
        kernel.run("int touched = 0;");
        Message failing =
                kernel.execute("throw new IllegalStateException(readLine(\"Go on? \"));", Map.of("allow_stdin", true));
        Message queued = kernel.start("touched = 1;");
        kernel.type("stop");
        assertEquals("error", kernel.finish(failing).status());
        assertEquals("aborted", kernel.finish(queued).status());
        assertEquals("0", kernel.run("touched").plain());
    }

    @Test
    void cells_queued_behind_an_error_run_if_the_front_end_asks_for_that() {
        kernel.run("int reached = 0;");
        Message failing = kernel.execute(
                "throw new IllegalStateException(readLine(\"Go on? \"));",
                Map.of("allow_stdin", true, "stop_on_error", false));
        Message queued = kernel.start("reached = 1;");
        kernel.type("yes");
        assertEquals("error", kernel.finish(failing).status());
        assertEquals("ok", kernel.finish(queued).status());
        assertEquals("1", kernel.run("reached").plain());
    }

    @Test
    void a_cell_sent_after_the_reply_of_a_failed_one_is_never_aborted() {
        for (int i = 0; i < 50; i++) {
            assertEquals("error", kernel.run("nothing" + i).status());
            assertEquals("ok", kernel.run("").status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"while (true) {}", "Thread.sleep(60_000);", "for (;;) System.out.println(1);"})
    void an_interrupt_stops_the_cell_and_keeps_the_variables(String hang) {
        kernel.run("int keep = 42;");
        Message request = kernel.start("System.err.println(\"running\");\n" + hang);
        kernel.awaitPublished("stream", "running");
        assertEquals(
                "ok",
                kernel.control("interrupt_request", Map.of()).get("status").getAsString());
        Answer answer = kernel.finish(request);
        assertEquals("Interrupted", answer.reply().get("ename").getAsString());
        assertEquals("42", kernel.run("keep").plain());
    }

    @Test
    void an_interrupt_frees_the_processor_whatever_the_cell_has_started() throws Exception {
        Message request = kernel.start("""
                ExecutorService pool = Executors.newFixedThreadPool(2);
                for (int i = 0; i < 4; i++) pool.submit(() -> { while (true) {} });
                new Thread(() -> { while (true) { try { Thread.sleep(1); } catch (Throwable t) {} } }).start();
                Runnable endless = () -> { for (long n = 0; ; n++) {} };
                System.err.println("started all");
                IntStream.range(0, 4).parallel().forEach(i -> endless.run());""");
        kernel.awaitPublished("stream", "started all");
        kernel.control("interrupt_request", Map.of());
        assertEquals("Interrupted", kernel.finish(request).reply().get("ename").getAsString());
        double cores;
        int windows = 0; // the compiler may still have work; the loops would have it for ever
        do cores = kernel.cores(Duration.ofMillis(500));
        while (cores > 0.05 && ++windows < 120);
        assertTrue(cores <= 0.05, cores + " cores are busy");
    }

    @Test
    void an_interrupt_counts_from_the_moment_the_cell_is_seen_to_run() {
        kernel.run("int early = 0;");
        for (int i = 0; i < 20; i++) {
            Message request = kernel.start("early = 1; // cell " + i + "\n%help\nThread.sleep(60_000);");
            kernel.awaitPublished("execute_input", "cell " + i);
            kernel.control("interrupt_request", Map.of());
            assertEquals(
                    "Interrupted", kernel.finish(request).reply().get("ename").getAsString());
        }
    }

    @Test
    void control_answers_while_a_cell_runs(@TempDir Path folder) throws IOException {
        Path go =
                folder.resolve("go"); // the cell runs until this file is there, and that is after control has answered
        Message request = kernel.start("System.err.println(\"busy now\"); while (!Files.exists(Path.of(\""
                + go.toString().replace("\\", "\\\\") + "\"))) Thread.sleep(10); \"done\"");
        kernel.awaitPublished("stream", "busy now");
        assertEquals(
                "java",
                kernel.control("kernel_info_request", Map.of())
                        .getAsJsonObject("language_info")
                        .get("name")
                        .getAsString());
        Files.createFile(go);
        assertEquals("done", kernel.finish(request).plain());
    }

    @Test
    void exits_are_trapped() {
        kernel.run("int keep2 = 42;");
        assertEquals("Exit", kernel.run("System.exit(3);").reply().get("ename").getAsString());
        assertEquals("42", kernel.run("keep2").plain());
    }

    @Test
    void input_is_asked_from_the_front_end_or_refused() {
        Message request = kernel.execute("new Scanner(System.in).nextLine()", Map.of("allow_stdin", true));
        assertFalse(kernel.type("héllo").get("password").getAsBoolean());
        assertEquals("héllo", kernel.finish(request).plain());
        request = kernel.execute("readPassword(\"Key: \")", Map.of("allow_stdin", true));
        JsonObject prompt = kernel.type("s3cret");
        assertEquals("Key: ", prompt.get("prompt").getAsString());
        assertTrue(prompt.get("password").getAsBoolean());
        assertEquals("s3cret", kernel.finish(request).plain());
        Answer refused = kernel.run("new Scanner(System.in).nextLine()");
        assertTrue(refused.traceback().contains("cannot ask for input"), refused.traceback());
    }

    @Test
    void an_interrupt_frees_a_cell_that_waits_for_input() {
        Message request = kernel.execute("new Scanner(System.in).nextLine()", Map.of("allow_stdin", true));
        kernel.prompt();
        kernel.control("interrupt_request", Map.of());
        assertEquals("Interrupted", kernel.finish(request).reply().get("ename").getAsString());
        kernel.answer("too late");
        request = kernel.execute("new Scanner(System.in).nextLine()", Map.of("allow_stdin", true));
        kernel.type("in time");
        assertEquals("in time", kernel.finish(request).plain());
    }

    @Test
    void a_variable_that_a_declaration_resets_is_told_under_the_cell() {
        kernel.run("class Net { int layers = 1; }\nNet net = new Net();");
        assertEquals(
                "The variable net was reset to null, because Net was declared anew.\n",
                kernel.run("class Net { int layers = 2; }").stream("stderr"));
    }

    @Test
    void tables_charts_and_arrays_show_as_what_they_are() {
        JsonObject table = kernel.run(
                        "import tech.tablesaw.api.*;\nTable.create(\"t\", IntColumn.create(\"age\", new int[] {7, 8}))")
                .result();
        assertTrue(table.get("text/plain").getAsString().contains("age"), table.toString());
        assertTrue(table.get("text/html").getAsString().contains("<table"), table.toString());
        JsonObject chart = kernel.run("import org.knowm.xchart.*;\n"
                        + "XYChart chart = new XYChartBuilder().title(\"Loss\").build();\n"
                        + "chart.addSeries(\"loss\", new double[] {1, 2}, new double[] {3, 4});\nchart")
                .result();
        assertTrue(chart.get("text/plain").getAsString().contains("Loss"), chart.toString());
        assertTrue(chart.get("text/html").getAsString().contains("data:image/png"), chart.toString());
        assertEquals("[1, 2]", kernel.run("new int[] {1, 2}").plain());
        JsonObject matrix = kernel.run("new double[][] {{1, 2}, {3, 4}}").result();
        assertEquals("[[1.0, 2.0],\n [3.0, 4.0]]", matrix.get("text/plain").getAsString());
        assertTrue(matrix.get("text/html").getAsString().contains("<table"), matrix.toString());
        assertEquals("{a=[1]}", kernel.run("Map.of(\"a\", new int[] {1})").plain());
    }

    @Test
    void display_ids_are_not_echoed_and_updates_find_their_place() {
        Answer answer = kernel.run("String id = display(\"one\"); updateDisplay(id, \"two\");");
        String id = answer.of("display_data")
                .get(0)
                .getAsJsonObject("transient")
                .get("display_id")
                .getAsString();
        assertEquals(
                id,
                answer.of("update_display_data")
                        .get(0)
                        .getAsJsonObject("transient")
                        .get("display_id")
                        .getAsString());
        assertNull(kernel.run("display(\"<b>x</b>\", \"text/html\")").result());
        assertEquals(
                "<b>x</b>",
                kernel.run("render(\"<b>x</b>\", \"text/html\")")
                        .result()
                        .get("text/html")
                        .getAsString());
        JsonObject image =
                kernel.run("new java.awt.image.BufferedImage(4, 5, 1)").result();
        assertEquals("image, 4 x 5 pixels", image.get("text/plain").getAsString());
        assertTrue(image.get("image/png").getAsString().startsWith("iVBORw0KGgo")); // PNG's first bytes
        assertEquals("null", kernel.run("String nothing = null;\nnothing").plain());
        assertEquals("a b ".repeat(99), kernel.run("\"a b \".repeat(99)").plain()); // on one line
    }

    @Test
    void output_is_cleared_at_once_or_when_the_next_comes() {
        List<JsonObject> clears = kernel.run("clearOutput(); clearOutput(true); System.out.println(1);")
                .of("clear_output");
        assertEquals("[{\"wait\":false}, {\"wait\":true}]", clears.toString());
    }

    @Test
    void magics_stand_between_java_lines_and_text_blocks_are_left_alone() {
        Answer answer = kernel.run("int before = 1;\n%time before++;\nbefore + 1");
        assertEquals("3", answer.plain());
        assertTrue(answer.stream("stdout").matches("Time: 0\\.\\d{3} s\\n"), answer.stream("stdout"));
        Answer timed = kernel.run("%%time\nint inTimed = 20;\nThread.sleep(50);\ninTimed + 1");
        assertEquals("21", timed.plain());
        double seconds = Double.parseDouble(timed.stream("stdout").replaceAll("Time: (.*) s\n", "$1"));
        assertTrue(seconds >= 0.05 && seconds < 60, timed.stream("stdout"));
        assertEquals(
                "%jars no.jar\n", kernel.run("\"\"\"\n%jars no.jar\n\"\"\"").plain());
        assertTrue(kernel.run("int a1 = 1;\n%time a1\nint broken = \"x\";")
                .traceback()
                .contains("line 3"));
    }

    @Test
    void missing_jars_and_unknown_magics_get_a_sentence() {
        String missing = kernel.run("%jars ../nowhere/tool.jar").traceback();
        assertTrue(missing.startsWith("There is no file ../nowhere/tool.jar, looked for from the folder "), missing);
        assertTrue(missing.endsWith("`mvn package`."), missing);
        String near = kernel.run("%jars src/test/resources/ijava/helpr.ipynb").traceback();
        assertTrue(near.contains(" Did you mean helper.ipynb?"), near);
        Answer ours = kernel.run("%jars ../nowhere/gradbook.jar\n1 + 1");
        assertEquals("2", ours.plain());
        assertTrue(ours.stream("stderr").contains("The kernel has the course inside"), ours.stream("stderr"));
        String unknown = kernel.run("%jar x.jar").traceback();
        assertTrue(unknown.startsWith("%jar is not known. Did you mean %jars?"), unknown);
        assertTrue(kernel.run("%%tme\n1").traceback().contains("Did you mean %%time?"));
        assertTrue(kernel.run("%help").stream("stdout").contains("%jars"));
    }

    @Test
    void libraries_come_from_maven_with_all_they_need() {
        // The engine's tests have resolved it: it is in the local repository, and not on the kernel's class path.
        Answer answer = kernel.run("%maven org.openjdk.jmh:jmh-core:" + System.getProperty("jmh.version")
                + "\nClass.forName(\"joptsimple.OptionParser\").getSimpleName()");
        assertEquals("OptionParser", answer.plain(), answer::traceback);
        String missing = kernel.run("%maven no.such.group:nothing:1.0").traceback();
        assertTrue(missing.startsWith("There is no no.such.group:nothing:jar:1.0 in http"), missing);
        assertTrue(kernel.run("%maven nonsense").traceback().startsWith("nonsense is not an artifact"));
    }

    @Test
    void eval_and_magics_can_be_called_from_java() {
        assertEquals("3", kernel.run("(int) eval(\"1 + 2\") + 0").plain());
        assertEquals(
                "7", kernel.run("int seven = lineMagic(\"time 3 + 4\"); seven").plain());
    }

    @Test
    void java_behind_a_magic_keeps_its_texts() {
        assertEquals(
                "two  words",
                kernel.run("%time String texts = \"two  words\";\ntexts").plain());
        assertEquals("'", kernel.run("%time char mark = '\\'';\nmark").plain());
        assertTrue(kernel.run("%timeit \"a\" + \"b\"").stream("stdout").contains(" in the median "));
        assertTrue(kernel.run("%%timeit \"a\" + \"b\"").stream("stdout").contains(" in the median "));
    }

    @Test
    void a_magic_for_a_whole_cell_stands_before_its_code(@TempDir Path folder) throws IOException {
        assertEquals("4", kernel.run("// a note\n\n%%time\n2 + 2").plain());
        assertEquals(
                "%%time is for a whole cell: it must be the first line of its cell.",
                kernel.run("int before = 1;\n%%time\n2 + 2").traceback());
        Path file = folder.resolve("empty.csv");
        kernel.run("%%writefile \"" + file + "\"");
        assertEquals("", Files.readString(file));
    }
}
