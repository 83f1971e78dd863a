package gradbook.terminal;

import gradbook.session.Outcome;
import gradbook.session.Session;
import gradbook.show.Show;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** Runs cells for a person: Ctrl-C stops the cell and nothing else, a value at its end shows itself. */
public final class Cells {
    private final Screen screen;

    public Cells(Screen screen) {
        this.screen = screen;
    }

    /** Runs a cell and shows what comes of it. */
    public Outcome run(Session session, String code) {
        Outcome outcome = guarded(session, () -> evaluate(session, code));
        outcome.notices().forEach(System.out::println);
        if (outcome.failure() == null) return outcome;
        System.out.flush();
        String[] lines = outcome.failure().text().split("\n", 2);
        screen.print(new AttributedString(
                lines[0],
                AttributedStyle.DEFAULT.foreground(AttributedStyle.RED).bold()));
        if (lines.length > 1) System.out.println(lines[1]);
        return outcome;
    }

    /** Work that Ctrl-C stops by interrupting the session. */
    public <T> T guarded(Session session, java.util.function.Supplier<T> work) {
        SignalHandler before = screen.terminal().handle(Signal.INT, signal -> session.interrupt());
        screen.meter().start(screen::width);
        try {
            return work.get();
        } finally {
            screen.meter().stop();
            screen.terminal().handle(Signal.INT, before);
        }
    }

    /** Says how far long work is. */
    public void progress(int done, int of, String what) {
        screen.meter().at(done, of, what);
    }

    /** Runs a cell and shows its value; an interrupt at any moment stops what is left of both. */
    public static Outcome evaluate(Session session, String code) {
        return session.during(null, () -> {
            Outcome outcome = session.run(code);
            if (outcome.failure() != null || !outcome.hasValue() || outcome.value() == null) return outcome;
            Outcome shown = session.call(null, () -> {
                Show.show(outcome.value());
                return null;
            });
            return shown.failure() == null ? outcome : shown;
        });
    }
}
