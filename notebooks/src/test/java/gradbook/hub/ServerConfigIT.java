package gradbook.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gradbook.kernel.RealJupyter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a student's notebook server makes of {@code hub/server_config.py}. */
@Tag("jupyter")
class ServerConfigIT {
    private static final int FIRST = 10_000, SIZE = 200, LAST = 32_000; // as in server_config.py

    @TempDir
    static Path folder;

    private static RealJupyter jupyter;

    private final List<Server> servers = new ArrayList<>();

    @BeforeAll
    static void install() throws Exception {
        jupyter = RealJupyter.install(folder);
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Server server : servers) {
            server.process.destroy(); // it ends its kernels
            assertTrue(server.process.waitFor(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void servers_that_start_at_the_same_moment_share_out_the_ports() throws Exception {
        for (int i = 0; i < 3; i++) servers.add(new Server());
        List<Integer> blocks = new ArrayList<>();
        for (Server server : servers) {
            List<Integer> ports = new ArrayList<>(server.startKernel());
            ports.addAll(server.startKernel());
            assertEquals(10, ports.stream().distinct().count(), ports.toString());
            List<Integer> first =
                    ports.stream().map(port -> port - port % SIZE).distinct().toList();
            assertEquals(1, first.size(), ports.toString());
            assertTrue(first.get(0) >= FIRST && first.get(0) < LAST, ports.toString());
            blocks.addAll(first);
            server.expectLimits();
        }
        assertEquals(3, blocks.stream().distinct().count(), blocks.toString());
    }

    @Test
    void a_server_for_which_no_block_is_left_starts_kernels_all_the_same() throws Exception {
        List<ServerSocket> taken = new ArrayList<>();
        try {
            for (int first : IntStream.range(0, (LAST - FIRST) / SIZE)
                    .map(i -> FIRST + i * SIZE)
                    .toArray()) take(first, taken);
            Server server = new Server();
            servers.add(server);
            List<Integer> ports = server.startKernel();
            assertEquals(5, ports.stream().distinct().count(), ports.toString());
            assertTrue(ports.stream().allMatch(port -> port < FIRST || port >= LAST), ports.toString());
            server.expectLimits();
        } finally {
            for (ServerSocket socket : taken) socket.close();
        }
    }

    private static void take(int port, List<ServerSocket> taken) {
        try {
            taken.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException anotherProgramHasIt) {
            // that will do as well
        }
    }

    private static final class Server {
        private final HttpClient client = HttpClient.newHttpClient();
        private final int port;
        private final Path log;
        private final Process process;

        Server() throws IOException {
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            log = Files.createTempFile(folder, "server", ".log");
            process = jupyter.start(log, RealJupyter.server(port, folder, "--config=hub/server_config.py"));
        }

        /** The five ports that the server chooses for one more kernel. */
        List<Integer> startKernel() throws Exception {
            await(() -> ask("GET", "/api") != null);
            String kernel = JsonParser.parseString(ask("POST", "/api/kernels"))
                    .getAsJsonObject()
                    .get("id")
                    .getAsString();
            JsonObject connection = JsonParser.parseString(
                            Files.readString(folder.resolve("runtime/kernel-" + kernel + ".json")))
                    .getAsJsonObject();
            return List.of("shell", "iopub", "stdin", "control", "hb").stream()
                    .map(channel -> connection.get(channel + "_port").getAsInt())
                    .toList();
        }

        /** Kernels and servers that nobody uses end by themselves. */
        void expectLimits() throws IOException {
            String said = Files.readString(log);
            assertTrue(said.contains("Culling kernels with idle durations > 3600 seconds at 300 second"), said);
            assertTrue(said.contains("Will shut down after 7200 seconds with no kernels"), said);
        }

        private String ask(String method, String path) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Authorization", "token t")
                    .method(method, HttpRequest.BodyPublishers.ofString("{\"name\":\"gradbook\"}"))
                    .build();
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body();
            } catch (IOException notYet) {
                return null;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private void await(BooleanSupplier condition) throws Exception {
            for (int i = 0; i < 600; i++) {
                if (condition.getAsBoolean()) return;
                TimeUnit.MILLISECONDS.sleep(100);
            }
            throw new AssertionError("a minute has passed: " + Files.readString(log));
        }
    }
}
