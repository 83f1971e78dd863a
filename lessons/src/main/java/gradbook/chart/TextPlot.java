package gradbook.chart;

import gradbook.show.Paragraph;
import java.awt.BasicStroke;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.DoubleUnaryOperator;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;

/** A chart in characters, for terminals: one mark per series; where two run together their marks alternate. */
final class TextPlot {
    private static final int WIDTH = 61;
    private static final int HEIGHT = 17;
    private static final String MARKS = "ox+*#@%&";

    private final XYChart chart;
    private final List<XYSeries> series;
    private final DoubleUnaryOperator scaleX;
    private final DoubleUnaryOperator scaleY;
    private final double[] xRange;
    private final double[] yRange;
    private final int[][] owner = new int[HEIGHT][WIDTH];

    private TextPlot(XYChart chart) {
        this.chart = chart;
        series = Plot.named(chart);
        scaleX = chart.getStyler().isXAxisLogarithmic() ? Math::log10 : d -> d;
        scaleY = chart.getStyler().isYAxisLogarithmic() ? Math::log10 : d -> d;
        xRange = range(scaleX, series.stream().map(XYSeries::getXData).toList());
        yRange = range(scaleY, series.stream().map(XYSeries::getYData).toList());
    }

    static String draw(XYChart chart) {
        return new TextPlot(chart).draw();
    }

    private static double[] range(DoubleUnaryOperator scale, List<double[]> all) {
        double[] finite = all.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(d -> Double.isFinite(scale.applyAsDouble(d)))
                .toArray();
        if (finite.length == 0) return new double[] {0, 1};
        double low = Arrays.stream(finite).min().getAsDouble();
        double high = Arrays.stream(finite).max().getAsDouble();
        return low < high ? new double[] {low, high} : new double[] {low - 1, high + 1};
    }

    private String draw() {
        for (int s = 0; s < series.size(); s++) plot(s);
        StringBuilder out = new StringBuilder(chart.getTitle()).append("\n\n");
        String top = AltText.brief(yRange[1]);
        String bottom = AltText.brief(yRange[0]);
        String middle = "";
        double half = (yRange[0] + yRange[1]) / 2;
        if (!chart.getStyler().isYAxisLogarithmic()) middle = AltText.brief(half);
        int margin = Math.max(Math.max(top.length(), bottom.length()), middle.length());
        for (int y = 0; y < HEIGHT; y++) {
            String label = y == 0 ? top : y == HEIGHT - 1 ? bottom : y == HEIGHT / 2 ? middle : "";
            StringBuilder row = new StringBuilder();
            for (int x = 0; x < WIDTH; x++) row.append(owner[y][x] == 0 ? ' ' : mark(owner[y][x], x));
            out.append(" ".repeat(margin - label.length())).append(label).append(label.isEmpty() ? " │" : " ┤");
            out.append(row.toString().stripTrailing()).append('\n');
        }
        String left = AltText.brief(xRange[0]);
        String right = AltText.brief(xRange[1]);
        String name = chart.getXAxisTitle();
        int room = WIDTH - left.length() - right.length() - name.length();
        out.append(" ".repeat(margin)).append(" └").append("─".repeat(WIDTH)).append('\n');
        out.append(" ".repeat(margin + 2))
                .append(left)
                .append(" ".repeat(Math.max(1, room / 2)))
                .append(name);
        out.append(" ".repeat(Math.max(1, room - room / 2))).append(right).append('\n');
        StringJoiner legend = new StringJoiner("   ");
        for (int s = 0; s < series.size(); s++)
            legend.add(
                    MARKS.charAt(s % MARKS.length()) + "\u00a0" + series.get(s).getLabel()); // never parted
        return out.append('\n')
                .append(Paragraph.wrap(legend.toString(), 0).replace('\u00a0', ' '))
                .toString()
                .stripTrailing();
    }

    /** {@code owners} holds one bit per series in this cell. */
    private static char mark(int owners, int x) {
        int turn = x / 2 % Integer.bitCount(owners);
        for (; turn > 0; turn--) owners &= owners - 1;
        return MARKS.charAt(Integer.numberOfTrailingZeros(owners) % MARKS.length());
    }

    private void plot(int s) {
        double[] xs = series.get(s).getXData();
        double[] ys = series.get(s).getYData();
        BasicStroke stroke = series.get(s).getLineStyle();
        boolean line = stroke != null && stroke != SeriesLines.NONE && stroke.getLineWidth() > 0;
        for (int i = 0; i < xs.length; i++) {
            double x = place(scaleX, xRange, xs[i], WIDTH);
            double y = place(scaleY, yRange, ys[i], HEIGHT);
            set(s, x, y, !line);
            if (!line || i == 0 || !Double.isFinite(ys[i] + ys[i - 1])) continue;
            double px = place(scaleX, xRange, xs[i - 1], WIDTH);
            double py = place(scaleY, yRange, ys[i - 1], HEIGHT);
            int steps = (int) Math.ceil(Math.max(Math.abs(x - px), Math.abs(y - py)));
            for (int k = 1; k < steps; k++) set(s, px + (x - px) * k / steps, py + (y - py) * k / steps, false);
        }
    }

    private static double place(DoubleUnaryOperator scale, double[] range, double d, int cells) {
        double low = scale.applyAsDouble(range[0]);
        return (scale.applyAsDouble(d) - low) / (scale.applyAsDouble(range[1]) - low) * (cells - 1);
    }

    /** A point stands on top of whatever runs through its place. */
    private void set(int s, double x, double y, boolean onTop) {
        if (!Double.isFinite(x) || !Double.isFinite(y)) return;
        int row = HEIGHT - 1 - (int) Math.round(y);
        int column = (int) Math.round(x);
        int owners = onTop ? 0 : owner[row][column];
        owner[row][column] = owners | 1 << (s % 30);
    }
}
