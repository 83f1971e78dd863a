package gradbook.kernel.protocol;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A front end for tests: starts the kernel as a process of its own and talks to it over real sockets. */
public final class Client implements AutoCloseable {
    public static final String KEY = "a-key-for-tests";
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("patience", 60));
    private static final Duration AGAIN = Duration.ofMillis(100);

    /** What came back for one request: the reply's content, and all that was published for it, in order. */
    public record Answer(JsonObject reply, List<Message> published) {
        public String status() {
            return reply.get("status").getAsString();
        }

        public String stream(String name) {
            return of("stream").stream()
                    .filter(c -> c.get("name").getAsString().equals(name))
                    .map(c -> c.get("text").getAsString())
                    .collect(Collectors.joining());
        }

        public List<JsonObject> of(String type) {
            return published.stream()
                    .filter(m -> m.type().equals(type))
                    .map(Message::content)
                    .toList();
        }

        /** The data of the one result, or null. */
        public JsonObject result() {
            List<JsonObject> results = of("execute_result");
            return results.isEmpty() ? null : results.get(0).getAsJsonObject("data");
        }

        public String plain() {
            return result() == null ? null : result().get("text/plain").getAsString();
        }

        public String traceback() {
            List<String> lines = new ArrayList<>();
            for (JsonObject error : of("error"))
                error.getAsJsonArray("traceback").forEach(line -> lines.add(line.getAsString()));
            return String.join("\n", lines).replaceAll("\u001b\\[[0-9;]*m", "");
        }
    }

    public final Process process;
    private final ZContext context = new ZContext();
    public final ZMQ.Socket shell;
    public final ZMQ.Socket control;
    public final ZMQ.Socket stdin;
    private final ZMQ.Socket ioPub;
    public final int shellPort;
    private final int ioPubPort;
    public final ZMQ.Socket heartbeat;
    private final Wire wire = new Wire(KEY);
    private final List<Message> published = new ArrayList<>();

    public Client(String... jvmOptions) throws IOException {
        this(Map.of(), jvmOptions);
    }

    public Client(Map<String, String> environment, String... jvmOptions) throws IOException {
        this(environment, ofClassPath(jvmOptions));
    }

    /** Starts the command of a kernel's specification, with the name of the connection file for its last word. */
    public Client(Map<String, String> environment, List<String> argv) throws IOException {
        Path file = Files.createTempFile("kernel", ".json");
        int[] ports = freePorts(5);
        Files.writeString(
                file,
                new Gson()
                        .toJson(Map.of(
                                "transport",
                                "tcp",
                                "ip",
                                "127.0.0.1",
                                "key",
                                KEY,
                                "signature_scheme",
                                "hmac-sha256",
                                "shell_port",
                                ports[0],
                                "control_port",
                                ports[1],
                                "stdin_port",
                                ports[2],
                                "iopub_port",
                                ports[3],
                                "hb_port",
                                ports[4])));
        List<String> command = new ArrayList<>(argv.subList(0, argv.size() - 1));
        command.add(file.toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(Redirect.INHERIT).redirectError(Redirect.DISCARD);
        builder.environment().put("GRADBOOK_HISTORY", "off"); // tests leave nothing in the developer's history
        builder.environment().putAll(environment);
        process = builder.start();
        byte[] identity = "front-end".getBytes(StandardCharsets.UTF_8);
        shell = connect(SocketType.DEALER, ports[0], identity);
        control = connect(SocketType.DEALER, ports[1], identity);
        stdin = connect(SocketType.DEALER, ports[2], identity);
        shellPort = ports[0];
        ioPubPort = ports[3];
        ioPub = subscribe(0);
        heartbeat = connect(SocketType.REQ, ports[4], null);
        try {
            ready();
        } catch (RuntimeException neverAnswered) {
            close(); // nobody else can: it would go on for ever
            throw neverAnswered;
        } finally {
            Files.delete(file);
        }
    }

    /** The command of a kernel with the classes of this very JVM. */
    public static List<String> ofClassPath(String... jvmOptions) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(Arrays.asList(jvmOptions));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), "gradbook.kernel.Main", "{connection_file}"));
        return command;
    }

    private ZMQ.Socket connect(SocketType type, int port, byte[] identity) {
        ZMQ.Socket socket = context.createSocket(type);
        if (identity != null) socket.setIdentity(identity);
        socket.setReconnectIVL(20);
        socket.setHWM(0);
        socket.setReceiveTimeOut((int) PATIENCE.toMillis());
        Channel.connect(socket, "tcp://127.0.0.1:" + port);
        return socket;
    }

    /** One more reader of what is published; it holds so many messages that nobody took, or any number if 0. */
    public ZMQ.Socket subscribe(int most) {
        ZMQ.Socket socket = context.createSocket(SocketType.SUB);
        socket.setReconnectIVL(20);
        socket.setHWM(most);
        socket.setReceiveTimeOut((int) PATIENCE.toMillis());
        socket.subscribe("");
        Channel.connect(socket, "tcp://127.0.0.1:" + ioPubPort);
        return socket;
    }

    /** Asks until the kernel answers (some lose what comes early) and the subscription has arrived, as front ends do. */
    private void ready() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            patience(AGAIN);
            Message request = send(shell, "kernel_info_request", new JsonObject());
            boolean heard = receive(shell) != null && receive(ioPub) != null;
            patience(PATIENCE);
            if (heard) {
                awaitIdle(request.header().get("msg_id").getAsString());
                return;
            }
        }
        throw new IllegalStateException("the kernel does not answer");
    }

    private void patience(Duration patience) {
        shell.setReceiveTimeOut((int) patience.toMillis());
        ioPub.setReceiveTimeOut((int) patience.toMillis());
    }

    public Message send(ZMQ.Socket socket, String type, JsonObject content) {
        Message message = Message.of(type, content, null);
        Wire.send(socket, wire.frames(message));
        return message;
    }

    /** The next message, or null if none comes. */
    public Message receive(ZMQ.Socket socket) {
        List<byte[]> frames = new ArrayList<>();
        do {
            byte[] frame = socket.recv();
            if (frame == null) return null;
            frames.add(frame);
        } while (socket.hasReceiveMore());
        return wire.message(frames);
    }

    public Answer run(String code) {
        return finish(start(code));
    }

    public Message start(String code) {
        return execute(code, Map.of());
    }

    /** Sends a cell with fields other than the usual ones. */
    public Message execute(String code, Map<String, ?> fields) {
        JsonObject content = new JsonObject();
        content.addProperty("code", code);
        content.addProperty("silent", false);
        content.addProperty("store_history", true);
        content.addProperty("allow_stdin", false);
        content.addProperty("stop_on_error", true);
        fields.forEach((name, value) -> content.add(name, new Gson().toJsonTree(value)));
        return send(shell, "execute_request", content);
    }

    /** Waits for the reply and for the idle status of a request on the shell channel. */
    public Answer finish(Message request) {
        String id = request.header().get("msg_id").getAsString();
        return new Answer(reply(shell, id), awaitIdle(id));
    }

    /** The content of the reply to a request, past those to others. */
    private JsonObject reply(ZMQ.Socket socket, String id) {
        Message reply;
        do reply = Objects.requireNonNull(receive(socket), "no reply");
        while (!(reply.parent().get("msg_id") instanceof JsonPrimitive own
                && own.getAsString().equals(id)));
        return reply.content();
    }

    public Answer ask(String type, Map<String, ?> fields) {
        return finish(send(shell, type, new Gson().toJsonTree(fields).getAsJsonObject()));
    }

    /** A message that has no reply; what is published for it until the kernel is idle again. */
    public List<Message> tell(String type, Map<String, ?> fields) {
        Message message = send(shell, type, new Gson().toJsonTree(fields).getAsJsonObject());
        return awaitIdle(message.header().get("msg_id").getAsString());
    }

    /** A request on the control channel; its reply's content. */
    public JsonObject control(String type, Map<String, ?> fields) {
        Message request = send(control, type, new Gson().toJsonTree(fields).getAsJsonObject());
        return reply(control, request.header().get("msg_id").getAsString());
    }

    /** The next prompt. */
    public JsonObject prompt() {
        return Objects.requireNonNull(receive(stdin), "no input request").content();
    }

    /** Answers the next prompt; returns the prompt. */
    public JsonObject type(String line) {
        JsonObject prompt = prompt();
        answer(line);
        return prompt;
    }

    public void answer(String line) {
        JsonObject content = new JsonObject();
        content.addProperty("value", line);
        send(stdin, "input_reply", content);
    }

    /** Waits until a message of a type is published that contains a text. */
    public Message awaitPublished(String type, String text) {
        Message message;
        do {
            message = Objects.requireNonNull(receive(ioPub), "never published: " + text);
            published.add(message);
        } while (!message.type().equals(type) || !message.content().toString().contains(text));
        return message;
    }

    private List<Message> awaitIdle(String id) {
        Predicate<Message> mine = m -> m.parent().get("msg_id") instanceof JsonPrimitive own
                && own.getAsString().equals(id);
        Predicate<Message> idle = mine.and(m -> m.text("execution_state", "").equals("idle"));
        boolean done = published.stream().anyMatch(idle);
        while (!done) {
            Message next = Objects.requireNonNull(receive(ioPub), "idle is missing");
            published.add(next);
            done = idle.test(next);
        }
        List<Message> found = published.stream().filter(mine).toList();
        published.removeIf(mine);
        return found;
    }

    /** The processor time that the kernel takes, as a number of cores, over so long from now. */
    public double cores(Duration window) throws InterruptedException {
        Duration before = processor();
        long start = System.nanoTime();
        Thread.sleep(window.toMillis());
        return (double) processor().minus(before).toNanos() / (System.nanoTime() - start);
    }

    private Duration processor() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Below the range from which systems take ports for outgoing connections, so that none is taken meanwhile. */
    private static int[] freePorts(int n) throws IOException {
        Set<ServerSocket> open = new LinkedHashSet<>();
        try {
            while (open.size() < n) {
                try {
                    open.add(new ServerSocket(ThreadLocalRandom.current().nextInt(10_000, 32_000)));
                } catch (BindException e) {
                    continue; // in use: another one
                }
            }
            return open.stream().mapToInt(ServerSocket::getLocalPort).toArray();
        } finally {
            for (ServerSocket socket : open) socket.close();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        context.close();
    }
}
