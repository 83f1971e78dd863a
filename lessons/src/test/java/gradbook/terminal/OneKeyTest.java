package gradbook.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

class OneKeyTest {
    /** What a key means where reading it ends in {@code failure}. */
    private static String pressed(IOException failure) throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        };
        Terminal terminal =
                new DumbTerminal("test", "xterm-256color", broken, new ByteArrayOutputStream(), StandardCharsets.UTF_8);
        terminal.setSize(new Size(80, 24));
        try (Screen screen = new Screen(terminal, Map.of())) {
            return new OneKey<>(screen, "other").press("a key");
        }
    }

    @Test
    void should_take_an_interrupt_for_the_end_of_the_input() throws Exception {
        assertNull(pressed(new InterruptedIOException()));
    }

    @Test
    void should_not_hide_that_the_terminal_cannot_be_read() {
        IOException failure = new IOException("no such device");
        assertEquals(
                failure, assertThrows(IOError.class, () -> pressed(failure)).getCause());
    }
}
