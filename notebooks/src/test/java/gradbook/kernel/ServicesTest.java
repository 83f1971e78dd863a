package gradbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gradbook.kernel.protocol.Client;
import gradbook.kernel.protocol.Client.Answer;
import gradbook.kernel.protocol.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a kernel does beside running cells. */
class ServicesTest extends WithKernel {
    @Test
    void a_comm_opened_by_the_front_end_reaches_its_target_and_prints_under_its_message() {
        assertEquals(
                "ok",
                kernel.run("getKernelInstance().getComms().register(\"echo\", (comm, data) -> {\n"
                                + "    System.out.println(\"opened with \" + data.get(\"greeting\"));\n"
                                + "    comm.onMessage(message -> comm.send(Map.of(\"twice\", (Double) message.get(\"n\") * 2)));\n"
                                + "    comm.onClose(last -> System.out.println(\"closed\"));\n"
                                + "});")
                        .status());
        List<Message> opened = kernel.tell(
                "comm_open", Map.of("comm_id", "c1", "target_name", "echo", "data", Map.of("greeting", "hello")));
        assertEquals("opened with hello\n", stream(opened));
        assertEquals(
                "{\"c1\":{\"target_name\":\"echo\"}}",
                kernel.ask("comm_info_request", Map.of("target_name", "echo"))
                        .reply()
                        .get("comms")
                        .toString());
        assertEquals(
                "{}",
                kernel.ask("comm_info_request", Map.of("target_name", "other"))
                        .reply()
                        .get("comms")
                        .toString());
        JsonObject reply = one(kernel.tell("comm_msg", Map.of("comm_id", "c1", "data", Map.of("n", 21))), "comm_msg");
        assertEquals("{\"comm_id\":\"c1\",\"data\":{\"twice\":42.0}}", reply.toString());
        assertEquals("closed\n", stream(kernel.tell("comm_close", Map.of("comm_id", "c1", "data", Map.of()))));
        assertEquals(
                "{}",
                kernel.ask("comm_info_request", Map.of()).reply().get("comms").toString());
    }

    @Test
    void a_target_that_nobody_registered_is_closed_and_a_failing_one_harms_nobody() {
        JsonObject close = one(
                kernel.tell("comm_open", Map.of("comm_id", "x", "target_name", "nobody", "data", Map.of())),
                "comm_close");
        assertEquals("x", close.get("comm_id").getAsString());
        kernel.run("getKernelInstance().getComms().register(\"bad\", (comm, data) -> { throw new"
                + " IllegalStateException(\"no\"); });");
        List<Message> failed = kernel.tell("comm_open", Map.of("comm_id", "y", "target_name", "bad", "data", Map.of()));
        assertTrue(stream(failed).contains("IllegalStateException: no"), stream(failed));
        assertEquals("2", kernel.run("1 + 1").plain());
    }

    @Test
    void a_comm_opened_by_a_cell_is_published_under_it() {
        Answer answer =
                kernel.run("var progress = getKernelInstance().getComms().open(\"progress\", Map.of(\"max\", 3));\n"
                        + "progress.send(Map.of(\"at\", 1));\nprogress.close();\nprogress.send(Map.of());");
        assertEquals(
                "progress", answer.of("comm_open").get(0).get("target_name").getAsString());
        assertEquals("{\"at\":1}", answer.of("comm_msg").get(0).get("data").toString());
        assertEquals(1, answer.of("comm_close").size());
        assertTrue(answer.traceback().contains("The comm progress is closed; open a new one."), answer.traceback());
    }

    private static String stream(List<Message> published) {
        StringBuilder text = new StringBuilder();
        for (Message message : published) if (message.type().equals("stream")) text.append(message.text("text", ""));
        return text.toString();
    }

    private static JsonObject one(List<Message> published, String type) {
        return published.stream()
                .filter(message -> message.type().equals(type))
                .findFirst()
                .orElseThrow()
                .content();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Math.ma                        | max(              | function
            Str                            | String            | class
            import java.util.conc          | concurrent.       | module
            Integer.MAX_V                  | MAX_VALUE         | instance
            %tim                           | %timeit           | magic
            %load src/test/resources/ija   | src/test/resources/ijava/ | path
            %classpath src/t               | src/test/         | path
            %env PAT                       | PATH              | path
            %maven net.sf.jopt-simple:jop  | net.sf.jopt-simple:jopt-simple: | path
            %maven a:b:1 net.sf.jopt-simple:jopt-simple:5 | net.sf.jopt-simple:jopt-simple:5.0.4 | path
            %timeit Math.ma                | max(              | function
            """)
    void completions_say_what_they_are_and_magics_complete_their_words(String code, String match, String type)
            throws InterruptedException {
        Map<String, ?> request = Map.of("code", code, "cursor_pos", code.length());
        for (int i = 0; i < 300; i++) { // packages are known when all classes are indexed
            JsonObject reply = kernel.ask("complete_request", request).reply();
            for (JsonElement element :
                    reply.getAsJsonObject("metadata").getAsJsonArray("_jupyter_types_experimental")) {
                JsonObject typed = element.getAsJsonObject();
                if (!typed.get("text").getAsString().equals(match)) continue;
                assertEquals(type, typed.get("type").getAsString());
                int start = reply.get("cursor_start").getAsInt();
                assertEquals(start, typed.get("start").getAsInt());
                assertTrue(match.startsWith(code.substring(start)), code.substring(start));
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(match + " is never proposed");
    }

    @Test
    void inspection_shows_the_javadoc_of_our_classes_as_text_and_as_html() {
        JsonObject data = inspect("gradbook.scalar.Value.of(");
        String text = data.get("text/plain").getAsString();
        assertTrue(text.contains("A named leaf: Value.of(\"x\", -2)."), text);
        String html = data.get("text/html").getAsString();
        assertTrue(html.contains("A named leaf: <code>Value.of(\"x\", -2)</code>."), html);
        String type = inspect("gradbook.scalar.Value").get("text/plain").getAsString();
        assertTrue(type.contains("is the output of a Gate\nand keeps its operands, so that backward() can walk"), type);
        assertFalse(type.contains("{@") || type.contains("<p>"), type);
    }

    private static JsonObject inspect(String code) {
        return kernel.ask("inspect_request", Map.of("code", code, "cursor_pos", code.length(), "detail_level", 0))
                .reply()
                .getAsJsonObject("data");
    }

    @Test
    void who_lists_variables_timeit_times_env_reads_and_writefile_writes(@TempDir Path folder) throws IOException {
        kernel.run(
                "int whoInt = 7; String whoText = \"a\\nb\"; double[] whoArray = {1, 2}; List<String> whoList = List.of();");
        String who = kernel.run("%who").stream("stdout");
        assertTrue(
                who.matches("(?s).*whoInt +int +7\n.*whoText +String +a b\n.*whoArray +double\\[] +2 elements\n.*"),
                who);
        assertTrue(kernel.run("%who List").stream("stdout").matches("whoList +List<String> +\\[]\n"));
        for (String code : List.of(
                "%timeit Math.sqrt(whoInt)",
                "%timeit whoArray[0] += 1;", "%%timeit\nint local = 2;\nwhoArray[1] = local;")) {
            Answer timed = kernel.run(code);
            assertTrue(
                    timed.stream("stdout")
                            .matches(
                                    "[0-9.]+ (ns|µs|ms) at least, [0-9.]+ (ns|µs|ms) in the median \\(7 repeats of [0-9]+ runs\\)\n"),
                    timed.stream("stdout") + timed.traceback());
        }
        assertTrue(kernel.run("%timeit nothing + 1").traceback().contains("nothing"), "its own error");
        assertEquals(System.getenv("PATH"), kernel.run("%env PATH").plain());
        assertTrue(kernel.run("%env NO_SUCH_NAME")
                .traceback()
                .startsWith("There is no environment variable NO_SUCH_NAME;"));
        assertTrue(kernel.run("%env A=b").traceback().startsWith("Java cannot change the environment"));
        Path file = folder.resolve("data.csv");
        assertEquals("Wrote " + file + "\n", kernel.run("%%writefile " + file + "\na,b\n1,2\n").stream("stdout"));
        assertEquals("Appended to " + file + "\n", kernel.run("%%writefile -a " + file + "\n3,4\n").stream("stdout"));
        assertEquals("a,b\n1,2\n3,4\n", Files.readString(file));
        assertTrue(kernel.run("%%writefile no/such/folder/x\ny").traceback().startsWith("There is no folder "));
    }

    @Test
    void a_library_added_at_run_time_registers_its_views_and_magics(@TempDir Path folder) throws IOException {
        Path jar = extension(folder);
        Answer answer = kernel.run("%jars " + jar + "\nnew lib.Colour(\"red\")");
        assertEquals("<b>red</b>", answer.result().get("text/html").getAsString(), answer.traceback());
        assertTrue(answer.stream("stderr").contains("Provider lib.Missing not found"), answer.stream("stderr"));
        assertEquals("blue!", kernel.run("%colour blue").plain());
        assertEquals("", kernel.run("%jars " + jar).stream("stderr"));
        assertTrue(kernel.run("%help").stream("stdout").contains("%colour"));
    }

    private static Path extension(Path folder) throws IOException {
        Path source = Files.createDirectories(folder.resolve("lib")).resolve("Colour.java");
        Files.writeString(source, """
                package lib;
                import java.util.Map;
                public record Colour(String name) {
                    public static class Views implements gradbook.kernel.Extension {
                        public void register(gradbook.kernel.Kernel kernel) {
                            kernel.getRenderer().register(Colour.class, c -> Map.of("text/html", "<b>" + c.name() + "</b>"));
                            kernel.getMagics().line("colour", "NAME  a colour", (words, body) -> words.get(0) + "!");
                        }
                    }
                }
                """);
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                source.toString()));
        Path jar = folder.resolve("colour.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (String name : List.of("lib/Colour.class", "lib/Colour$Views.class")) {
                entries.putNextEntry(new JarEntry(name));
                entries.write(Files.readAllBytes(folder.resolve(name)));
            }
            entries.putNextEntry(new JarEntry("gradbook/scalar/Value.class")); // as in a jar with all that it needs
            entries.write(ServicesTest.class
                    .getResourceAsStream("/gradbook/scalar/Value.class")
                    .readAllBytes());
            entries.putNextEntry(new JarEntry("META-INF/services/gradbook.kernel.Extension"));
            entries.write("lib.Colour$Views\nlib.Missing\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return jar;
    }

    @Test
    void an_interrupt_signal_stops_the_cell_as_a_request_does() throws Exception {
        List<String> argv = new ArrayList<>(Client.ofClassPath());
        // A build in the background hands down that it ignores this signal, and Java keeps to that.
        if (System.getProperty("os.name").equals("Linux")) argv.addAll(0, List.of("env", "--default-signal=INT"));
        try (Client own = new Client(Map.of(), argv)) {
            own.run("int beforeSignal = 3;");
            Message request = own.start("System.err.println(\"signal me\"); while (true) {}");
            own.awaitPublished("stream", "signal me");
            String pid = String.valueOf(own.process.pid());
            assertEquals(0, new ProcessBuilder("kill", "-INT", pid).start().waitFor());
            assertEquals("Interrupted", own.finish(request).reply().get("ename").getAsString());
            assertEquals("3", own.run("beforeSignal").plain());
        }
    }

    @Test
    void history_outlives_the_kernel_in_a_file_for_its_owner_only(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("state/history.jsonl");
        Map<String, String> environment = Map.of("GRADBOOK_HISTORY", file.toString());
        try (Client first = new Client(environment)) {
            first.run("int one = 1;");
            first.run("one + 1");
            assertEquals(
                    "[[1,1,\"int one = 1;\"],[1,2,\"one + 1\"]]", history(first, Map.of("hist_access_type", "tail")));
            first.control("shutdown_request", Map.of("restart", true));
            first.process.onExit().join();
        }
        assertEquals("rw-------", permissions(file));
        assertEquals("rwx------", permissions(file.getParent()));
        Files.writeString(
                file, "{\"session\":1,\"li", java.nio.file.StandardOpenOption.APPEND); // a machine that stopped
        Files.writeString(file, "\n", java.nio.file.StandardOpenOption.APPEND);
        try (Client second = new Client(environment)) {
            second.run("int two = 2;");
            second.run("one");
            String tail = history(second, Map.of("hist_access_type", "tail", "n", 3));
            assertEquals("[[1,2,\"one + 1\"],[2,1,\"int two = 2;\"],[2,2,\"one\"]]", tail);
            assertEquals(
                    "[[1,2,[\"one + 1\",\"2\"]]]",
                    history(
                            second,
                            Map.of("hist_access_type", "range", "session", -1, "start", 2, "stop", 3, "output", true)));
            assertEquals(
                    "[[1,1,\"int one = 1;\"]]",
                    history(second, Map.of("hist_access_type", "range", "session", 1, "start", 1, "stop", 2)));
            assertEquals(
                    "[[1,1,\"int one = 1;\"],[2,1,\"int two = 2;\"]]",
                    history(second, Map.of("hist_access_type", "search", "pattern", "int *")));
        }
    }

    @Test
    void history_keeps_the_beginning_of_a_long_result_and_finds_each_cell_once() throws IOException {
        try (Client other = new Client()) {
            for (String code : List.of("\"x\".repeat(100_000)", "1", "2", "1")) other.run(code);
            assertEquals(
                    "[[1,1,[\"\\\"x\\\".repeat(100_000)\",\"" + "x".repeat(2_000) + "\"]]]",
                    history(other, Map.of("hist_access_type", "range", "session", 0, "stop", 2, "output", true)));
            Map<String, ?> once = Map.of("hist_access_type", "search", "pattern", "?", "unique", true);
            assertEquals("[[1,3,\"2\"],[1,4,\"1\"]]", history(other, once));
        }
    }

    private static String permissions(Path file) throws IOException {
        return java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static String history(Client kernel, Map<String, ?> request) {
        JsonArray history = kernel.ask("history_request", request).reply().getAsJsonArray("history");
        List<String> items = new ArrayList<>();
        history.forEach(item -> items.add(item.toString()));
        return "[" + String.join(",", items) + "]";
    }
}
