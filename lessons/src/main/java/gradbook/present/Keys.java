package gradbook.present;

import gradbook.terminal.OneKey;
import gradbook.terminal.Screen;
import java.util.Map;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
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
    private final OneKey<Command> key;

    Keys(Screen screen) {
        this.screen = screen;
        Terminal terminal = screen.terminal();
        lines = LineReaderBuilder.builder().terminal(terminal).build();
        lines.setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION);
        lines.setVariable(LineReader.DISABLE_HISTORY, true);
        key = new OneKey<>(screen, Command.UNKNOWN);
        LETTERS.forEach((letter, command) -> key.bind(command, letter.isEmpty() ? "\r" : letter));
        key.bind(Command.ENTER, "\n", " ")
                .bind(Command.HELP, "h")
                .bind(Command.QUIT, KeyMap.ctrl('D'))
                .bind(Command.ENTER, Capability.key_right, Capability.key_npage, Capability.key_down)
                .bind(Command.BACK, Capability.key_left, Capability.key_ppage, Capability.key_up);
    }

    /** Waits for a wish below a line that says which there are. */
    Wish next(String prompt) {
        if (screen.isDumb()) return line(prompt);
        Command command = key.press(prompt);
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
