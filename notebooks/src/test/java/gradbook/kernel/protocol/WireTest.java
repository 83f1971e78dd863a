package gradbook.kernel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireTest {
    @Test
    void signs_as_hmac_sha256_of_the_four_parts() {
        // python3: hmac.new(b"key", b'{"msg_type":"x"}' + b"{}" * 3, "sha256").hexdigest()
        JsonObject header = new JsonObject();
        header.addProperty("msg_type", "x");
        Message message = new Message(List.of(), header, new JsonObject(), new JsonObject(), new JsonObject());
        List<byte[]> frames = new Wire("key").frames(message);
        assertEquals(
                "2282ffffd6e72182b2147b922df4101295f0e2d918c7acf0eeda19c870533a00",
                new String(frames.get(1), StandardCharsets.US_ASCII));
        assertEquals("x", new Wire("key").message(frames).type());
    }

    @Test
    void refuses_what_is_not_signed_whole_and_new() {
        Wire wire = new Wire("key");
        List<byte[]> frames = wire.frames(Message.of("execute_request", new JsonObject(), null));
        assertRefused("its signature is wrong", new Wire("other key"), frames);
        List<byte[]> changed = new ArrayList<>(frames);
        changed.set(5, "{\"code\":\"evil\"}".getBytes(StandardCharsets.UTF_8));
        assertRefused("its signature is wrong", wire, changed);
        assertRefused("it is no Jupyter message", wire, frames.subList(0, 5));
        assertRefused("it is no Jupyter message", wire, List.of());
        wire.message(frames);
        assertRefused("it was sent before", wire, frames);
    }

    @Test
    void refuses_what_is_signed_but_no_jupyter_message() {
        Wire wire = new Wire("key");
        JsonObject nothing = new JsonObject();
        for (JsonElement type : List.of(JsonNull.INSTANCE, new JsonArray(), new JsonObject())) {
            JsonObject header = new JsonObject();
            header.add("msg_type", type);
            assertRefused(
                    "it is not in Jupyter's format",
                    wire,
                    wire.frames(new Message(List.of(), header, nothing, nothing, nothing)));
        }
    }

    @Test
    void a_connection_file_without_a_key_or_with_nonsense_gets_a_sentence(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("kernel.json");
        String ports = ", 'shell_port': 1, 'control_port': 2, 'stdin_port': 3, 'iopub_port': 4, 'hb_port': 5}";
        for (String key : List.of("", ", 'key': ''")) {
            Files.writeString(file, "{'transport': 'tcp', 'ip': '127.0.0.1'" + key + ports);
            String sentence =
                    assertThrows(IOException.class, () -> Connection.read(file)).getMessage();
            assertTrue(sentence.startsWith("There is no key in " + file + ", so anybody"), sentence);
        }
        String absent = assertThrows(IOException.class, () -> Connection.read(folder.resolve("install")))
                .getMessage();
        assertTrue(absent.startsWith("There is no " + folder.resolve("install") + ". What comes first"), absent);
        for (String nonsense : List.of("", "[]", "{", "{'transport': null}", "{'transport': 'tcp', 'ip': {}}")) {
            Files.writeString(file, nonsense);
            String sentence =
                    assertThrows(IOException.class, () -> Connection.read(file)).getMessage();
            assertTrue(sentence.startsWith(file + " is not a Jupyter connection file"), sentence);
        }
        Files.writeString(file, "{'transport': 'tcp', 'ip': '127.0.0.1', 'key': 'k'}");
        assertEquals(
                file + " is not a Jupyter connection file: it has no shell_port",
                assertThrows(IOException.class, () -> Connection.read(file)).getMessage());
        String unreadable =
                assertThrows(IOException.class, () -> Connection.read(folder)).getMessage();
        assertTrue(unreadable.startsWith(folder + " cannot be read as a text: "), unreadable);
        Files.writeString(file, "{'transport': 'tcp', 'ip': '127.0.0.1', 'key': 'k'" + ports);
        assertEquals("k", Connection.read(file).key());
    }

    private static void assertRefused(String why, Wire wire, List<byte[]> frames) {
        assertEquals(
                why,
                assertThrows(IllegalArgumentException.class, () -> wire.message(frames))
                        .getMessage());
    }
}
