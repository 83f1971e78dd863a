package gradbook.layer;

import static gradbook.scalar.Given.given;

import java.io.PrintStream;

/** Draws the training on one line of a terminal, over and over, and ends it with the result's own sentence. */
public final class ProgressBar implements Training.Listener {
    private static final int WIDTH = 20;
    private final PrintStream out;
    private int drawn;

    /** Draws to this stream, {@code System.out} for example. */
    public ProgressBar(PrintStream out) {
        this.out = given(out, "ProgressBar", "the stream", "a PrintStream such as System.out");
    }

    @Override
    public void epoch(Epoch e) {
        draw(line(e.number(), e.of(), e.toString()));
    }

    /** A bar for {@code done} of {@code of} and what is going on, in one line: {@code [=====     ] epoch 5/10}. */
    public static String line(int done, int of, String what) {
        int full = (int) ((long) WIDTH * done / of);
        return "[" + "=".repeat(full) + " ".repeat(WIDTH - full) + "] " + what;
    }

    @Override
    public void finished(Training.Result result) {
        if (drawn > 0) out.println();
        out.println(result.message());
        out.flush();
        drawn = 0;
    }

    private void draw(String line) {
        out.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
        out.flush();
        drawn = line.length();
    }
}
