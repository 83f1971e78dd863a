package gradbook.present;

import gradbook.terminal.Screen;
import java.util.Map;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/** What a person asks a lecture for: by one key on a real terminal, by a line on one that knows lines only. */
final class Keys {
    enum Command {
        ENTER,
        BACK,
        JUMP,
        EDIT,
        REST,
        HELP,
        QUIT,
        UNKNOWN
    }

    /** @param argument what follows the letter: the step to jump to */
    record Wish(Command command, String argument) {}

    private static final Map<String, Command> LETTERS = Map.of(
            "",
            Command.ENTER,
            "b",
            Command.BACK,
            "j",
            Command.JUMP,
            "e",
            Command.EDIT,
            "r",
            Command.REST,
            "?",
            Command.HELP,
            "q",
            Command.QUIT);

    private final Screen screen;
    private final LineReader lines;
    private final BindingReader keys;
    private final KeyMap<Command> map = new KeyMap<>();

    Keys(Screen screen) {
        this.screen = screen;
        Terminal terminal = screen.terminal();
        lines = LineReaderBuilder.builder().terminal(terminal).build();
        lines.setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION);
        lines.setVariable(LineReader.DISABLE_HISTORY, true);
        keys = new BindingReader(terminal.reader());
        LETTERS.forEach((letter, command) -> map.bind(command, letter.isEmpty() ? "\r" : letter));
        map.bind(Command.ENTER, "\n", " ");
        map.bind(Command.HELP, "h");
        map.bind(Command.QUIT, KeyMap.ctrl('D'));
        bind(Command.ENTER, Capability.key_right, Capability.key_npage, Capability.key_down);
        bind(Command.BACK, Capability.key_left, Capability.key_ppage, Capability.key_up);
        map.setUnicode(Command.UNKNOWN);
        map.setNomatch(Command.UNKNOWN);
    }

    private void bind(Command command, Capability... capabilities) {
        for (Capability capability : capabilities) {
            String key = KeyMap.key(screen.terminal(), capability);
            if (key == null) continue;
            map.bind(command, key);
            // Arrows have two forms: terminfo names the one of a mode that many terminals are not in.
            map.bind(command, key.replace("\u001bO", "\u001b["));
        }
    }

    /** Waits for a wish below a line that says which there are. */
    Wish next(String prompt) {
        if (screen.isDumb()) return line(prompt);
        Terminal terminal = screen.terminal();
        String brief = prompt.length() < screen.width() ? prompt : prompt.replaceFirst(",.*", ", ?: help");
        String shown = brief.substring(0, Math.min(brief.length(), screen.width() - 1));
        Attributes before = terminal.enterRawMode(); // first: what is typed from here on is not echoed
        Command command;
        try {
            terminal.writer().print(shown);
            terminal.flush();
            command = keys.readBinding(map);
        } finally {
            terminal.setAttributes(before);
        }
        terminal.writer().print("\r" + " ".repeat(screen.width() - 1) + "\r");
        terminal.flush();
        if (command == null) return new Wish(Command.QUIT, "");
        return new Wish(command, command == Command.JUMP ? ask("Jump to step: ") : "");
    }

    private Wish line(String prompt) {
        String line = ask(prompt + " ");
        if (line == null) return new Wish(Command.QUIT, "");
        String letter = line.isEmpty() ? "" : line.substring(0, 1);
        return new Wish(
                LETTERS.getOrDefault(letter, Command.UNKNOWN),
                line.substring(letter.length()).strip());
    }

    /** A line that a person types; empty at Ctrl-C, null at the end of the input. */
    private String ask(String prompt) {
        try {
            return lines.readLine(prompt).strip();
        } catch (UserInterruptException e) {
            return "";
        } catch (EndOfFileException e) {
            return null;
        }
    }
}
