package gradbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import gradbook.kernel.protocol.Connection;
import gradbook.kernel.protocol.FrontEnd;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Anna and Ben work on one machine. Anna runs Jupyter with our kernel; Ben tries to read and to use it. */
@Tag("root")
class TwoUsersIT {
    private static final String ANNA = "gradbook-anna", BEN = "gradbook-ben";
    private static final Path HOME = Path.of("/home", ANNA);

    /** What Ben runs: he knows the ports, which anybody can find, and not the key. */
    private static final String INTRUDER = """
            import gradbook.kernel.protocol.*;
            import java.nio.charset.StandardCharsets;
            import java.time.Duration;
            import java.util.*;
            import org.zeromq.*;

            public class Intruder {
                public static void main(String[] args) {
                    int[] port = Arrays.stream(args).limit(5).mapToInt(Integer::parseInt).toArray();
                    String code = "Files.createFile(Path.of(\\"" + args[5] + "\\"))";
                    Connection guess = new Connection("127.0.0.1", port[0], port[1], port[2], port[3], port[4], "guess");
                    FrontEnd forger = new FrontEnd(guess, Duration.ofSeconds(3));
                    tell("forged", () -> forger.ask("execute_request", Map.of("code", code)));
                    tell("interrupt", forger::interrupt);
                    ZContext context = new ZContext();
                    for (int channel : new int[] {port[0], port[1]}) {
                        ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
                        socket.setReceiveTimeOut(3000);
                        socket.setHandshakeIvl(1000); // so that none is lost before it can be refused
                        socket.connect("tcp://127.0.0.1:" + channel);
                        String type = channel == port[0] ? "execute_request" : "shutdown_request";
                        String header = "{\\"msg_id\\":\\"1\\",\\"session\\":\\"s\\",\\"username\\":\\"\\",\\"date\\":\\"\\","
                            + "\\"version\\":\\"5.3\\",\\"msg_type\\":\\"" + type + "\\"}";
                        String content = "{\\"code\\":" + "\\"" + code.replace("\\"", "\\\\\\"") + "\\",\\"restart\\":false}";
                        for (String frame : List.of("<IDS|MSG>", "", header, "{}", "{}")) socket.sendMore(frame);
                        socket.send(content);
                        tell("unsigned " + type, () -> {
                            if (socket.recv() == null) throw new IllegalStateException();
                        });
                    }
                    System.exit(0);
                }

                static void tell(String what, Runnable attempt) {
                    try {
                        attempt.run();
                        System.out.println(what + ": answered");
                    } catch (IllegalStateException noAnswer) {
                        System.out.println(what + ": ignored");
                    }
                }
            }
            """;

    private static final String BEFORE = "before"; // a file that is older than all of Anna's

    private static Path shared; // readable by everybody: the installed kernel, and what Ben runs
    private static int port;
    private static Process jupyter;
    private static String token;
    private static Connection connection;

    @BeforeAll
    static void start() throws Exception {
        for (String user : List.of(ANNA, BEN)) {
            run("userdel", "-r", user); // of a run that was killed
            assertEquals(
                    0,
                    run("useradd", "-m", "-k", "/nonexistent", "-s", "/bin/sh", user).code,
                    "-Proot makes system users, and so it needs to run as root");
        }
        // A home that anybody may enter: the files have to protect themselves.
        run("chmod", "755", HOME.toString());
        shared = Files.createTempDirectory("shared");
        run("chmod", "755", shared.toString());
        Files.createFile(shared.resolve(BEFORE));
        Run install = run(java(), "-jar", "target/gradbook-kernel.jar", "--install", "--prefix", shared.toString());
        assertEquals(0, install.code, install.out);
        Files.writeString(shared.resolve("Intruder.java"), INTRUDER);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = as(ANNA, "jupyter", "notebook", "--no-browser", "--port=" + port);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        Path.of("target", "two-users.log").toAbsolutePath().toFile());
        jupyter = builder.start();
        Path runtime = HOME.resolve(".local/share/jupyter/runtime");
        await(() -> !files(runtime, "nbserver-.*[.]json").isEmpty());
        Path server = files(runtime, "nbserver-.*[.]json").get(0);
        await(() -> text(server).endsWith("}"));
        token = JsonParser.parseString(text(server))
                .getAsJsonObject()
                .get("token")
                .getAsString();
        await(() -> status("GET", "/api", null) == 200);
        assertEquals(201, status("POST", "/api/kernels", token));
        await(() -> !files(runtime, "kernel-.*[.]json").isEmpty());
        connection = Connection.read(files(runtime, "kernel-.*[.]json").get(0));
        try (FrontEnd anna = new FrontEnd(connection, Duration.ofSeconds(60))) {
            assertEquals(
                    "ok",
                    anna.ask("execute_request", Map.of("code", "int secret = 42;"))
                            .get("status")
                            .getAsString());
        }
    }

    @AfterAll
    static void end() throws Exception {
        if (jupyter != null) {
            jupyter.descendants().forEach(ProcessHandle::destroy);
            jupyter.destroy();
            jupyter.waitFor(30, TimeUnit.SECONDS);
        }
        for (String user : List.of(ANNA, BEN)) run("userdel", "-f", "-r", user);
        if (shared != null) run("rm", "-r", shared.toString());
    }

    @Test
    void nothing_of_annas_can_be_read_by_ben() throws Exception {
        await(() ->
                !files(HOME.resolve(".local/state/gradbook"), "history[.]jsonl").isEmpty());
        Run secrets = run("find", HOME.toString(), "-type", "f");
        assertTrue(secrets.out.contains("kernel-") && secrets.out.contains("nbserver-"), secrets.out);
        // What is older belongs to a user of before who had Anna's number.
        String before = shared.resolve(BEFORE).toString();
        for (String place : List.of(HOME.toString(), "/tmp", "/var/tmp", "/dev/shm"))
            assertEquals(
                    "",
                    run(as(BEN, "find", place, "-user", ANNA, "-type", "f", "-readable", "-cnewer", before)
                                    .toArray(String[]::new))
                            .out
                            .lines()
                            .filter(line -> !line.endsWith("Permission denied"))
                            .reduce("", String::concat));
    }

    @Test
    void nothing_that_anna_trusts_can_be_written_by_others() throws Exception {
        for (Path place : List.of(shared, HOME))
            assertEquals("", run("find", place.toString(), "!", "-type", "l", "-perm", "/022").out);
    }

    @Test
    void no_secret_stands_on_a_command_line() {
        List<String> lines = ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .toList();
        assertTrue(lines.stream().anyMatch(line -> line.contains("gradbook-kernel.jar")), lines.toString());
        assertTrue(lines.stream().noneMatch(line -> line.contains(token) || line.contains(connection.key())));
    }

    @Test
    void everything_of_annas_listens_on_this_machine_only() throws Exception {
        String uid = run("id", "-u", ANNA).out.strip();
        List<String> places = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6"))
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] field = line.strip().split("\\s+");
                if (field[3].equals("0A") && field[7].equals(uid)) places.add(field[1].split(":")[0]);
            }
        assertTrue(places.size() >= 6, places.toString()); // five sockets of the kernel and the server's
        List<String> loopback =
                List.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");
        assertTrue(loopback.containsAll(places), places.toString());
    }

    @Test
    void bens_messages_are_ignored_and_annas_kernel_goes_on() throws Exception {
        Path marker = HOME.resolve("ben-was-here");
        Path jar = shared.resolve("share/jupyter/kernels/gradbook/gradbook-kernel.jar");
        List<String> command = new ArrayList<>(as(BEN, java(), "-cp", jar.toString(), shared + "/Intruder.java"));
        for (int p : new int[] {
            connection.shell(), connection.control(), connection.stdin(), connection.ioPub(), connection.heartbeat()
        }) command.add(String.valueOf(p));
        command.add(marker.toString());
        Run ben = run(command.toArray(String[]::new));
        assertEquals("""
                forged: ignored
                interrupt: ignored
                unsigned execute_request: ignored
                unsigned shutdown_request: ignored
                """, ben.out);
        try (FrontEnd anna = new FrontEnd(connection, Duration.ofSeconds(60))) {
            assertEquals(
                    "error",
                    anna.ask("execute_request", Map.of("code", "if (secret == 42) throw new Error(\"still there\");"))
                            .get("status")
                            .getAsString());
        }
        assertFalse(Files.exists(marker));
        assertEquals(403, status("GET", "/api/kernels", "guess"));
        assertEquals(200, status("GET", "/api/kernels", token));
    }

    private record Run(int code, String out) {}

    private static Run run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new AssertionError("-Proot needs Linux with Debian's passwd and util-linux: " + e.getMessage(), e);
        }
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out);
    }

    private static List<String> as(String user, String... command) {
        List<String> whole = new ArrayList<>(List.of(
                "runuser",
                "-u",
                user,
                "--",
                "env",
                "-i",
                "PATH=/usr/bin:/bin",
                "HOME=/home/" + user,
                "JUPYTER_PATH=" + shared.resolve("share/jupyter")));
        whole.addAll(Arrays.asList(command));
        return whole;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int status(String method, String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : "{\"name\":\"gradbook\"}"));
        if (token != null) request.header("Authorization", "token " + token);
        try {
            return HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> files(Path folder, String name) {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches(name))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            if (condition.getAsBoolean()) return;
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("a minute has passed; see target/two-users.log");
    }
}
