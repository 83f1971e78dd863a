package gradbook.kernel.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that starts Jupyter, with the real one. */
@Tag("jupyter")
class JupyterIT {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path folder;

    @Test
    void starts_jupyter_on_loopback_behind_a_token_with_our_kernel() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path configuration = Files.createDirectories(folder.resolve("config"));
        Files.writeString(
                configuration.resolve("jupyter_notebook_config.py"),
                "c.NotebookApp.token = ''\nc.NotebookApp.ip = '*'\n");
        Path notebooks = Files.createDirectories(folder.resolve("my notebooks"));
        ProcessBuilder builder =
                jupyter(notebooks.toString(), "--no-browser", "--allow-root", "--port=" + port, "--port-retries=0");
        Process server = builder.start();
        try {
            Path runtime = folder.resolve("runtime");
            JsonObject running = null;
            for (int i = 0; i < 300 && running == null && server.isAlive(); i++) {
                running = running(runtime);
                if (running == null) Thread.sleep(200);
            }
            assertTrue(running != null, () -> log());
            assertEquals("127.0.0.1", running.get("hostname").getAsString());
            assertEquals(port, running.get("port").getAsInt());
            String token = running.get("token").getAsString();
            assertEquals(48, token.length());
            assertTrue(
                    ProcessHandle.allProcesses()
                            .noneMatch(process ->
                                    process.info().commandLine().orElse("").contains(token)),
                    "the token can be read by others");
            String api = "http://127.0.0.1:" + port + "/api/kernelspecs";
            assertEquals("403", get(api).substring(0, 3));
            String specs = get(api + "?token=" + token);
            assertTrue(specs.startsWith("200") && specs.contains("Java (Gradbook)"), specs);
        } finally {
            server.destroy();
        }
        assertTrue(server.waitFor(60, TimeUnit.SECONDS), "the command does not end");
        for (int i = 0; i < 300 && running(folder.resolve("runtime")) != null; i++) Thread.sleep(200);
        assertEquals(null, running(folder.resolve("runtime")), "Jupyter lives on");
    }

    @Test
    void an_address_for_others_is_refused_and_a_missing_jupyter_is_told() throws Exception {
        Process refused = jupyter(folder.toString(), "--ip=0.0.0.0").start();
        assertEquals(1, refused.waitFor());
        assertTrue(log().startsWith("This Jupyter is for you on this machine: its address and its token"), log());
        ProcessBuilder builder = jupyter(folder.toString());
        builder.environment().put("PATH", folder.toString());
        assertEquals(1, builder.start().waitFor());
        assertTrue(log().startsWith("There is no Jupyter on the path; get one with `pip install jupyterlab`"), log());
    }

    private ProcessBuilder jupyter(String... words) {
        ProcessBuilder builder = new ProcessBuilder(JAVA, "-jar", "target/gradbook-kernel.jar", Install.NOTEBOOKS);
        builder.command().addAll(List.of(words));
        for (String name : List.of("data", "runtime", "config"))
            builder.environment()
                    .put(
                            "JUPYTER_" + name.toUpperCase(java.util.Locale.ROOT) + "_DIR",
                            folder.resolve(name).toString());
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What a running server says of itself, or null. */
    private static JsonObject running(Path runtime) throws IOException {
        if (!Files.isDirectory(runtime)) return null;
        try (var files = Files.newDirectoryStream(runtime, "{nb,jp}server-*[0-9].json")) {
            for (Path file : files) return new Gson().fromJson(Files.readString(file), JsonObject.class);
        }
        return null;
    }

    private static String get(String address) throws IOException, InterruptedException {
        var reply = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
        return reply.statusCode() + " " + reply.body();
    }
}
