package gradbook.terminal;

import gradbook.show.Show;
import gradbook.show.Stage;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;

/**
 * The terminal a person sits at. While it is open, everything that a cell prints or shows goes to it, too.
 *
 * <p>On Linux and macOS JLine asks {@code stty}; only a Windows console needs its native code.
 */
public final class Screen implements AutoCloseable {
    private static final int COLOURS = 8; // what every terminal has, and people choose to suit their background
    private static final int NARROWEST = 20;
    private static final int WIDEST_TEXT = 96; // longer lines of prose are hard to read

    private final Terminal terminal;
    private final boolean hasColours;
    private final PrintStream usualOut = System.out;
    private final PrintStream usualErr = System.err;
    private final Meter meter;
    private Size size;
    private long asked;

    /** A screen on {@code terminal}; {@code environment} may hold {@code NO_COLOR}. */
    public Screen(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        hasColours = !isDumb() && environment.getOrDefault("NO_COLOR", "").isEmpty();
        Size told = terminal.getSize(); // none on a serial line or in some containers, and JLine writes no prompt there
        if (told.getColumns() <= 0 || told.getRows() <= 0) terminal.setSize(new Size(width(), height()));
        Charset charset = terminal.encoding();
        meter = new Meter(terminal.output(), charset, !isDumb());
        PrintStream out = new PrintStream(meter, true, charset);
        System.setOut(out);
        System.setErr(out);
        Show.open(isDumb() ? stage(terminal.input()) : stage(turns()));
    }

    private Stage stage(InputStream lines) {
        return new gradbook.show.Terminal(lines, System.out, terminal.encoding(), this::width);
    }

    private Stage stage(UnaryOperator<String> press) {
        return new gradbook.show.Terminal(press, System.out, terminal.encoding(), this::width);
    }

    /** The keys that turn the frames of a player: those that turn the steps of a lecture. */
    private UnaryOperator<String> turns() {
        OneKey<String> key = new OneKey<>(this, "?")
                .bind("", "\r", "\n", " ")
                .bind("b", "b")
                .bind("q", "q", KeyMap.ctrl('D'))
                .bind("", Capability.key_right, Capability.key_npage, Capability.key_down)
                .bind("b", Capability.key_left, Capability.key_ppage, Capability.key_up);
        return prompt -> {
            String turn = key.press(prompt);
            while ("?".equals(turn)) {
                terminal.puts(Capability.bell);
                turn = key.press(prompt);
            }
            return turn;
        };
    }

    /** Work that waits for nobody to turn the frames of what it shows. */
    public void withoutKeys(Runnable work) {
        Stage before = Show.exchange(stage((InputStream) null));
        try {
            work.run();
        } finally {
            Show.exchange(before);
        }
    }

    /** The terminal that this program was started in. */
    public static Screen open() {
        boolean isWindows = System.getProperty("os.name").startsWith("Windows");
        try {
            return new Screen(
                    TerminalBuilder.builder()
                            .system(true)
                            .provider(isWindows ? "jni" : "exec")
                            .dumb(true)
                            .build(),
                    System.getenv());
        } catch (IOException e) {
            throw new UncheckedIOException("The terminal cannot be opened.", e);
        }
    }

    /** Whether a person sits at this program's standard input and output. */
    public static boolean isAttended() {
        Console console = System.console();
        if (console == null) return false;
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJdk22) {
            return true; // there the console is null unless both are terminals
        }
    }

    /** The terminal itself, for the line editor and for keys. */
    public Terminal terminal() {
        return terminal;
    }

    Meter meter() {
        return meter;
    }

    /** Whether the terminal knows no cursor movement: it is read line by line, and nothing is coloured. */
    public boolean isDumb() {
        return terminal.getType() == null || terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }

    public boolean hasColours() {
        return hasColours;
    }

    /** Columns of a line. */
    public int width() {
        int columns = size().getColumns();
        return columns <= 0 ? 80 : Math.max(NARROWEST, columns);
    }

    /** Asked again after half a second: it starts a program each time. */
    private synchronized Size size() {
        if (size == null || System.nanoTime() - asked > 500_000_000) {
            size = terminal.getSize();
            asked = System.nanoTime();
        }
        return size;
    }

    /** Columns for prose. */
    public int textWidth() {
        return Math.min(width(), WIDEST_TEXT);
    }

    /** Lines of the screen. */
    public int height() {
        return size().getRows() <= 0 ? 24 : size().getRows();
    }

    public void print(List<AttributedString> lines) {
        lines.forEach(this::print);
    }

    public void print(AttributedString line) {
        System.out.println(ansi(line));
    }

    /** The text with colours if there are any. JLine's own translation draws lines with letters, which copies badly. */
    public String ansi(AttributedString text) {
        if (!hasColours) return text.toString();
        StringBuilder out = new StringBuilder();
        for (int i = 0, end; i < text.length(); i = end) {
            end = text.runLimit(i);
            String[] around = new AttributedString(" ", text.styleAt(i))
                    .toAnsi(COLOURS, ForceMode.None)
                    .split(" ", 2);
            out.append(around[0]).append(text, i, end).append(around[1]);
        }
        return out.toString();
    }

    @Override
    public void close() {
        meter.close();
        System.setOut(usualOut);
        System.setErr(usualErr);
        Show.open(null);
        try {
            terminal.close();
        } catch (IOException e) {
            // there is nobody left to tell
        }
    }
}
