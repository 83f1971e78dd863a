package gradbook.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

/** How waiting for a key ends. */
class OneKeyTest {
    private static String press(InputStream keys) throws IOException {
        DumbTerminal terminal =
                new DumbTerminal("test", "xterm-256color", keys, new ByteArrayOutputStream(), StandardCharsets.UTF_8);
        try (Screen screen = new Screen(terminal, Map.of())) {
            return new OneKey<>(screen, "other").bind("yes", "y").press("Go on?");
        }
    }

    private static InputStream failing(IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        };
    }

    @Test
    void a_key_has_its_meaning_and_the_end_of_the_input_and_an_interrupt_have_none() throws IOException {
        assertEquals("yes", press(new ByteArrayInputStream(new byte[] {'y'})));
        assertNull(press(new ByteArrayInputStream(new byte[0])));
        assertNull(press(failing(new InterruptedIOException())));
    }

    @Test
    void a_terminal_that_cannot_be_read_is_an_error() {
        IOException broken = new IOException("Input/output error");
        assertEquals(
                broken,
                assertThrows(IOError.class, () -> press(failing(broken))).getCause());
    }
}
