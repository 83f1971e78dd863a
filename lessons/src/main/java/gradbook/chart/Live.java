package gradbook.chart;

import gradbook.show.Show;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A chart that grows while a training loop runs: on a page it is drawn anew a few times a second, in place, and ends as
 * one picture; in a terminal only the end is drawn.
 *
 * <pre>{@code
 * try (Live live = new Live("Training", "step", "loss")) {
 *     for (int step = 0; step < 500; step++) live.add("loss", step, train());
 * }
 * }</pre>
 */
public final class Live implements AutoCloseable {
    private static final long PAUSE = 250_000_000; // nanoseconds between two drawings
    private static final int MOST_POINTS = 1_000; // of one line, in a drawing
    private static int made;

    private static final class Line {
        double[] xs = new double[64];
        double[] ys = new double[64];
        int size;

        void add(double x, double y) {
            if (size == xs.length) {
                xs = Arrays.copyOf(xs, 2 * size);
                ys = Arrays.copyOf(ys, 2 * size);
            }
            xs[size] = x;
            ys[size++] = y;
        }

        /** Evenly thinned; the first and the last point are always there. */
        double[] thinned(double[] all) {
            int step = Math.max(1, (size + MOST_POINTS - 1) / MOST_POINTS);
            int n = (size + step - 2) / step + 1;
            double[] some = new double[n];
            for (int i = 0; i < n; i++) some[i] = all[Math.min(i * step, size - 1)];
            return some;
        }
    }

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final String id;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private long drawn;

    public Live(String title, String xLabel, String yLabel) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        synchronized (Live.class) {
            id = "live-" + ++made;
        }
    }

    /** Adds one point to the line with this name; draws when the last drawing is old enough. */
    public void add(String name, double x, double y) {
        lines.computeIfAbsent(name, n -> new Line()).add(x, y);
        if (!Show.isRich() || drawn != 0 && System.nanoTime() - drawn < PAUSE) return;
        Show.show(id, plot());
        drawn = System.nanoTime();
    }

    /** The chart as it stands. */
    public Plot plot() {
        Plot plot = Charts.lines(title, xLabel, yLabel);
        lines.forEach((name, line) -> plot.series(name, line.thinned(line.xs), line.thinned(line.ys)));
        return plot;
    }

    /** Draws the end. */
    @Override
    public void close() {
        Show.show(Show.isRich() ? id : null, plot());
    }
}
