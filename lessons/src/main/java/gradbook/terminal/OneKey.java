package gradbook.terminal;

import java.io.IOError;
import java.io.InterruptedIOException;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/** What a person means by pressing one key of a real terminal. */
public final class OneKey<T> {
    private final Screen screen;
    private final BindingReader keys;
    private final KeyMap<T> map = new KeyMap<>();

    /** @param other what every key means that is not bound */
    public OneKey(Screen screen, T other) {
        this.screen = screen;
        keys = new BindingReader(screen.terminal().reader());
        map.setUnicode(other);
        map.setNomatch(other);
    }

    /** These characters mean {@code meaning}. */
    public OneKey<T> bind(T meaning, String... characters) {
        map.bind(meaning, characters);
        return this;
    }

    /** These keys of the terminal mean {@code meaning}. */
    public OneKey<T> bind(T meaning, Capability... capabilities) {
        for (Capability capability : capabilities) {
            String key = KeyMap.key(screen.terminal(), capability);
            if (key == null) continue;
            map.bind(meaning, key);
            // Arrows have two forms: terminfo names the one of a mode that many terminals are not in.
            map.bind(meaning, key.replace("\u001bO", "\u001b["));
        }
        return this;
    }

    /**
     * Shows {@code prompt}, waits for a key and takes the prompt away; {@code null} at the end of the input.
     *
     * @throws IOError if the terminal cannot be read
     */
    public T press(String prompt) {
        Terminal terminal = screen.terminal();
        String brief = prompt.length() < screen.width() ? prompt : prompt.replaceFirst(",.*", ", ?: help");
        String shown = brief.substring(0, Math.min(brief.length(), screen.width() - 1));
        Attributes before = terminal.enterRawMode(); // first: what is typed from here on is not echoed
        T meaning = null;
        try {
            System.out.print(shown);
            System.out.flush();
            meaning = keys.readBinding(map);
        } catch (IOError e) {
            // An interrupt is as good as the end of the input.
            if (!(e.getCause() instanceof InterruptedIOException)) throw e;
        } finally {
            terminal.setAttributes(before);
        }
        System.out.print("\r" + " ".repeat(screen.width() - 1) + "\r");
        System.out.flush();
        return meaning;
    }
}
