package gradbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import gradbook.kernel.protocol.Client;
import gradbook.kernel.protocol.Client.Answer;
import gradbook.kernel.protocol.Message;
import gradbook.kernel.protocol.Wire;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the kernel makes of messages that are wrong, and how it begins and ends. */
class KernelProtocolTest extends WithKernel {
    @Test
    void forged_replayed_and_broken_messages_are_ignored() {
        kernel.run("int secret = 1;");
        Wire.send(kernel.shell, new Wire("not-the-key").frames(kernel.execute("1", Map.of())));
        Wire.send(kernel.shell, List.of("garbage".getBytes(StandardCharsets.UTF_8)));
        Wire.send(kernel.shell, List.of("<IDS|MSG>".getBytes(StandardCharsets.UTF_8), new byte[0]));
        Wire.send(kernel.shell, List.of(new byte[50_000_000]));
        List<byte[]> frames = new Wire(Client.KEY).frames(kernel.start("secret++;"));
        Wire.send(kernel.shell, frames);
        Wire.send(kernel.control, List.of("garbage".getBytes(StandardCharsets.UTF_8)));
        assertEquals("2", kernel.run("secret").plain());
        assertEquals(
                "ok",
                kernel.control("kernel_info_request", Map.of()).get("status").getAsString());
    }

    @Test
    void connections_that_speak_something_else_or_break_off_are_ignored() throws IOException {
        byte[] greeting = new byte[64]; // ZMTP 3: signature, version, mechanism
        greeting[0] = (byte) 0xff;
        greeting[9] = 0x7f;
        greeting[10] = 3;
        System.arraycopy("NULL".getBytes(StandardCharsets.US_ASCII), 0, greeting, 12, 4);
        byte[] ready = "\4\u001c\5READY\13Socket-Type\0\0\0\6DEALER".getBytes(StandardCharsets.ISO_8859_1);
        byte[] firstFrame = "\1\11<IDS|MSG>".getBytes(StandardCharsets.ISO_8859_1); // "more frames follow"
        byte[] halfFrame = "\0\100half".getBytes(StandardCharsets.ISO_8859_1); // of 64 bytes
        for (List<byte[]> parts : List.of(
                List.of("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                List.of(new byte[0]),
                List.of(greeting),
                List.of(greeting, ready, firstFrame),
                List.of(greeting, ready, firstFrame, halfFrame))) {
            try (Socket socket = new Socket("127.0.0.1", kernel.shellPort)) {
                for (byte[] part : parts) socket.getOutputStream().write(part);
            }
        }
        assertEquals("2", kernel.run("1 + 1").plain());
    }

    @Test
    void a_cell_of_fifty_megabytes_is_answered_as_any_other() throws IOException {
        try (Client other = new Client("-Xmx512m")) {
            assertEquals(
                    "2", other.run("/* " + "x".repeat(50_000_000) + " */ 1 + 1").plain());
            assertEquals("3", other.run("1 + 2").plain());
        }
    }

    @Test
    void a_cell_that_asks_for_input_fails_when_nobody_can_type() throws IOException {
        try (Client other = new Client()) {
            Message request = other.execute("new Scanner(System.in).nextLine()", Map.of("allow_stdin", true));
            other.prompt();
            other.stdin.close();
            assertTrue(other.finish(request).traceback().contains("Nobody can type: "));
            request = other.execute("readLine(\"Name: \")", Map.of("allow_stdin", true));
            assertTrue(other.finish(request).traceback().contains("Nobody can type: "));
            assertEquals("2", other.run("1 + 1").plain());
        }
    }

    @Test
    void the_heartbeat_echoes() {
        kernel.heartbeat.send("beat");
        assertEquals("beat", kernel.heartbeat.recvStr());
    }

    @Test
    void every_reply_has_its_status() {
        Map<String, Map<String, ?>> requests = Map.of(
                "kernel_info_request", Map.of(),
                "execute_request", Map.of("code", "1"),
                "complete_request", Map.of("code", "Math.", "cursor_pos", 5),
                "inspect_request", Map.of("code", "Math", "cursor_pos", 4),
                "history_request", Map.of("hist_access_type", "tail"),
                "comm_info_request", Map.of());
        requests.forEach(
                (type, content) -> assertEquals("ok", kernel.ask(type, content).status(), type));
        assertEquals(
                "ok",
                kernel.control("interrupt_request", Map.of()).get("status").getAsString());
        for (String type : requests.keySet()) // and with nothing in it
        assertEquals("ok", kernel.ask(type, Map.of()).status(), type);
    }

    @Test
    void unknown_requests_get_an_answer() {
        assertEquals("error", kernel.ask("no_such_request", Map.of()).status());
        assertEquals(
                "error", kernel.control("debug_request", Map.of()).get("status").getAsString());
    }

    @Test
    void shutdown_is_answered_and_leaves_no_process() throws Exception {
        try (Client other = new Client()) {
            other.run(
                    "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) {} })); new Thread(() -> { while (true) {} }).start();");
            assertEquals(
                    "ok",
                    other.control("shutdown_request", Map.of("restart", false))
                            .get("status")
                            .getAsString());
            assertTrue(other.process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, other.process.exitValue());
        }
    }

    @Test
    void a_shutdown_on_the_shell_channel_counts_too() throws Exception {
        try (Client other = new Client()) {
            Answer answer = other.ask("shutdown_request", Map.of("restart", true));
            assertEquals("ok", answer.status());
            assertTrue(answer.reply().get("restart").getAsBoolean());
            assertTrue(other.process.waitFor(30, TimeUnit.SECONDS));
        }
    }

    /** Stands for the server that has started a kernel. */
    static final class Sleeper {
        public static void main(String[] args) throws InterruptedException {
            Thread.sleep(60_000);
        }
    }

    @Test
    void the_kernel_ends_when_its_parent_is_gone() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sleeper.class.getName())
                .start();
        try (Client other = new Client(Map.of("JPY_PARENT_PID", String.valueOf(parent.pid())))) {
            parent.destroyForcibly();
            assertTrue(other.process.waitFor(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void history_is_answered() {
        kernel.run("int history1 = 1;");
        JsonObject reply = kernel.ask(
                        "history_request",
                        Map.of("hist_access_type", "search", "pattern", "*history1*", "raw", true, "output", false))
                .reply();
        assertEquals(
                "int history1 = 1;",
                reply.getAsJsonArray("history").get(0).getAsJsonArray().get(2).getAsString());
    }

    @Test
    void the_variables_of_ijava_are_heeded() throws Exception {
        Path folder = Files.createTempDirectory("startup");
        Path script = Files.writeString(folder.resolve("init.jshell"), "int fromScript = 5;");
        try (Client other = new Client(Map.of(
                "IJAVA_STARTUP_SCRIPTS_PATH",
                folder + "/*.jshell",
                "IJAVA_STARTUP_SCRIPT",
                "int fromText = fromScript + 1;",
                "IJAVA_CLASSPATH",
                folder.toString()))) {
            assertEquals("11", other.run("fromScript + fromText").plain());
            assertEquals(
                    "true",
                    other.run("Thread.currentThread().getContextClassLoader().getResource(\"init.jshell\") != null")
                            .plain());
        }
        Files.delete(script);
        Files.delete(folder);
    }

    @Test
    void what_fails_at_the_start_is_told_under_the_first_cell() throws Exception {
        Path folder = Files.createTempDirectory("startup");
        Path script = Files.writeString(folder.resolve("bad.jshell"), "int x = nonsense;");
        try (Client other = new Client(Map.of(
                "IJAVA_CLASSPATH",
                "/no/such/*.jar",
                "IJAVA_STARTUP_SCRIPTS_PATH",
                "/no/such.jshell" + File.pathSeparator + script,
                "IJAVA_STARTUP_SCRIPT",
                "int good = 5;"))) {
            Answer first = other.run("good");
            assertEquals("5", first.plain());
            String told = first.stream("stderr");
            assertTrue(
                    told.startsWith("IJAVA_CLASSPATH names /no/such/*.jar, which does not exist.\n"
                            + "IJAVA_STARTUP_SCRIPTS_PATH names /no/such.jshell, which does not exist.\n"),
                    told);
            assertTrue(told.contains("The start-up script " + script + " failed: "), told);
            assertEquals("", other.run("good").stream("stderr"));
        }
        Files.delete(script);
        Files.delete(folder);
    }

    @Test
    void a_signed_message_without_a_type_is_ignored_and_the_shell_lives_on() {
        JsonObject header = new JsonObject();
        header.add("msg_type", JsonNull.INSTANCE);
        Message none = new Message(List.of(), header, new JsonObject(), new JsonObject(), new JsonObject());
        Wire.send(kernel.shell, new Wire(Client.KEY).frames(none));
        assertEquals("2", kernel.run("1 + 1").plain());
    }

    @Test
    void a_failure_of_the_kernel_itself_is_shown_under_the_cell() {
        Answer answer = kernel.finish(kernel.execute("1", Map.of("user_expressions", Map.of("none", List.of()))));
        assertEquals("error", answer.status());
        assertTrue(answer.reply().get("execution_count").getAsInt() > 0);
        assertTrue(answer.traceback().endsWith("The kernel failed, not your code. If it happens again, restart it."));
        assertEquals(answer.reply().get("ename"), answer.of("error").get(0).get("ename"));
    }
}
