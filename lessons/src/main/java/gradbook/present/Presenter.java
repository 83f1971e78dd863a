package gradbook.present;

import gradbook.check.Lesson;
import gradbook.session.Outcome;
import gradbook.session.Session;
import java.io.PrintStream;

/** Plays a lesson script straight through, for a file, a pipe or a test: the prose, each cell's code, and what it prints. */
public final class Presenter {
    private static final int WIDTH = 96;

    private final Script script;
    private final Session session;
    private final PrintStream out;

    /** A presenter that runs the cells of {@code script} in {@code session}, which stays open. */
    public Presenter(Script script, Session session, PrintStream out) {
        this.script = script;
        this.session = session;
        this.out = out;
    }

    /** Plays the lesson and returns how many cells, numbers and answers went wrong. */
    public int play(boolean withSolutions) {
        int broken = 0;
        boolean afterProse = false;
        for (Script.Cell cell : script.played(withSolutions)) {
            if (cell.isProse()) out.println("\n" + Prose.render(cell.source(), WIDTH) + "\n");
            else if (!run(cell, afterProse)) broken++;
            afterProse = cell.isProse();
        }
        return broken + Lesson.failures();
    }

    private boolean run(Script.Cell cell, boolean afterProse) {
        if (!cell.is("setup")) {
            if (!afterProse) out.println();
            cell.source().lines().forEach(line -> out.println("  | " + line));
            out.println();
        }
        Outcome outcome = session.run(cell.source());
        outcome.notices().forEach(out::println);
        if (outcome.failure() == null) return true;
        out.println(outcome.failure().text());
        return false;
    }
}
