package gradbook.terminal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;

/** A person at a terminal that is no device: all keys are typed ahead, all output is kept. */
public final class Typist {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Terminal terminal;
    private final Screen screen;

    private Typist(String type, int columns, String keys, Map<String, String> environment) {
        try {
            terminal = new DumbTerminal(
                    "test",
                    type,
                    new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)),
                    printed,
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Attributes attributes = terminal.getAttributes();
        attributes.setLocalFlag(Attributes.LocalFlag.ECHO, false);
        terminal.setAttributes(attributes);
        terminal.setSize(new Size(columns, 200));
        screen = new Screen(terminal, environment);
    }

    /** What a program prints that talks to a person who types {@code keys} at an xterm of 80 columns. */
    public static String at(String keys, Consumer<Screen> program) {
        return at("xterm-256color", 80, keys, Map.of("NO_COLOR", "1"), program);
    }

    /** The same at any kind of terminal. */
    public static String at(
            String type, int columns, String keys, Map<String, String> environment, Consumer<Screen> program) {
        Typist typist = new Typist(type, columns, keys, environment);
        try (Screen screen = typist.screen) {
            program.accept(screen);
        }
        // Without the lines that were drawn and taken away again.
        return typist.printed
                .toString(StandardCharsets.UTF_8)
                .replace("\r\n", "\n")
                .replaceAll("[^\n]*\r +\r", "");
    }
}
