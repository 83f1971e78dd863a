package gradbook.kernel.protocol;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What Jupyter's connection file says: where to listen, and the key that both sides sign with. */
public record Connection(String ip, int shell, int control, int stdin, int ioPub, int heartbeat, String key) {
    /**
     * Reads a connection file.
     *
     * @throws IOException with a sentence, if it cannot be read or asks for what this kernel does not do
     */
    public static Connection read(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "There is no " + file
                            + ". What comes first is a connection file of Jupyter's, or what --help lists.",
                    e);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read as a text: " + e, e);
        }
        try {
            JsonObject json = new Gson().fromJson(text, JsonObject.class);
            if (json == null) throw new IllegalArgumentException("it is empty");
            String scheme =
                    json.has("signature_scheme") ? json.get("signature_scheme").getAsString() : "hmac-sha256";
            if (!scheme.equals("hmac-sha256"))
                throw new IOException(
                        "The signature scheme " + scheme + " in " + file + " is not known; hmac-sha256 is.");
            if (!field(json, "transport").getAsString().equals("tcp"))
                throw new IOException(
                        "The transport " + json.get("transport") + " in " + file + " is not known; tcp is.");
            String ip = field(json, "ip").getAsString();
            if (!InetAddress.getByName(ip).isLoopbackAddress())
                throw new IOException(
                        "The kernel listens on this machine only (127.0.0.1), and " + file + " asks for " + ip + ".");
            String key = json.has("key") ? json.get("key").getAsString() : "";
            if (key.isEmpty())
                throw new IOException(
                        "There is no key in " + file + ", so anybody on this machine could send code to the"
                                + " kernel. Let Jupyter make one: remove the empty Session.key from its configuration.");
            return new Connection(
                    ip,
                    field(json, "shell_port").getAsInt(),
                    field(json, "control_port").getAsInt(),
                    field(json, "stdin_port").getAsInt(),
                    field(json, "iopub_port").getAsInt(),
                    field(json, "hb_port").getAsInt(),
                    key);
        } catch (RuntimeException e) { // every way in which a file can be something else
            throw new IOException(file + " is not a Jupyter connection file: " + e.getMessage(), e);
        }
    }

    private static JsonElement field(JsonObject json, String name) {
        if (json.has(name)) return json.get(name);
        throw new IllegalArgumentException("it has no " + name);
    }

    /** A connection on this machine that nobody else knows: free ports and a fresh key. */
    public static Connection onFreePorts() throws IOException {
        List<ServerSocket> free = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) free.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            return new Connection(
                    "127.0.0.1",
                    free.get(0).getLocalPort(),
                    free.get(1).getLocalPort(),
                    free.get(2).getLocalPort(),
                    free.get(3).getLocalPort(),
                    free.get(4).getLocalPort(),
                    UUID.randomUUID().toString());
        } finally {
            for (ServerSocket socket : free) socket.close();
        }
    }

    String address(int port) {
        return "tcp://" + (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port;
    }
}
