package gradbook.chart;

import gradbook.scalar.Trace;
import gradbook.show.Html;
import gradbook.show.Paragraph;
import gradbook.show.Sheet;
import gradbook.show.Showable;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What a classifier of two classes makes of the plane: a tint for each side, the line where both are equally likely, and
 * the data on top. The first points belong to the class of probability 0, the second to that of probability 1.
 */
public final class Boundary implements Showable {
    private static final int COLS = 96;
    private static final int ROWS = 60;
    private static final int HEIGHT = Charts.HEIGHT + 2 * Charts.LEGEND_ROW; // the line and two classes
    private static final int TEXT_COLS = 60;
    private static final int TEXT_ROWS = 20;
    static final Color[] TINTS = {new Color(0xD6E8F6), new Color(0xFBE3D2)};
    private static final char[] MARKS = {'o', 'x'};

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final DoubleBinaryOperator probability;
    private final Map<String, double[][]> classes = new LinkedHashMap<>();

    Boundary(String title, String xLabel, String yLabel, DoubleBinaryOperator probability) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.probability = probability;
    }

    /** Adds the points of one class: first those of class 0, then those of class 1. */
    public Boundary points(String name, double[] xs, double[] ys) {
        if (xs.length != ys.length || xs.length == 0)
            throw new IllegalArgumentException("The class \"" + name + "\" has " + xs.length + " x values and "
                    + ys.length + " y values: give one y for every x, and at least one point.");
        if (classes.size() == 2 || classes.containsKey(name))
            throw new IllegalArgumentException("A boundary has two classes with a name each; \"" + name
                    + "\" comes after " + classes.keySet() + ".");
        classes.put(name, new double[][] {xs.clone(), ys.clone()});
        return this;
    }

    private double[] range(int axis) {
        double[] all = classes.values().stream()
                .flatMapToDouble(points -> Arrays.stream(points[axis]))
                .toArray();
        double low = Arrays.stream(all).min().orElse(-1);
        double high = Arrays.stream(all).max().orElse(1);
        double margin = low < high ? 0.08 * (high - low) : 1;
        return new double[] {low - margin, high + margin};
    }

    /** The XChart chart, for whatever is not offered here. */
    public XYChart chart() {
        double[] xs = range(0);
        double[] ys = range(1);
        XYChart chart = Charts.lines(title, xLabel, yLabel).chart();
        chart.getStyler()
                .setXAxisMin(xs[0])
                .setXAxisMax(xs[1])
                .setYAxisMin(ys[0])
                .setYAxisMax(ys[1]);
        chart.getStyler().setPlotGridLinesVisible(false).setPlotContentSize(1);
        chart.getStyler().setMarkerSize(9);
        for (int side = 0; side < 2; side++) tint(chart, side, xs, ys);
        line(chart, xs, ys);
        int n = 0;
        for (Map.Entry<String, double[][]> c : classes.entrySet()) {
            XYSeries series = chart.addSeries(c.getKey(), c.getValue()[0], c.getValue()[1]);
            series.setLabel(Html.shorten(c.getKey(), 40));
            series.setLineStyle(SeriesLines.NONE);
            series.setMarker(Theme.marker(n)).setMarkerColor(Theme.color(n++));
        }
        return chart;
    }

    private boolean isOne(double x, double y) {
        return probability.applyAsDouble(x, y) >= 0.5;
    }

    /** One side of the boundary, as bars of its tint that touch each other. */
    private void tint(XYChart chart, int side, double[] xs, double[] ys) {
        List<double[]> bars = new ArrayList<>();
        double dx = (xs[1] - xs[0]) / COLS;
        double dy = (ys[1] - ys[0]) / ROWS;
        for (int r = 0; r < ROWS; r++) {
            double y = ys[0] + (r + 0.5) * dy;
            for (int c = 0; c < COLS; c++) {
                if (isOne(xs[0] + (c + 0.5) * dx, y) != (side == 1)) continue;
                double left = xs[0] + c * dx;
                if (!bars.isEmpty() && bars.get(bars.size() - 1)[1] == r && bars.get(bars.size() - 1)[2] == c)
                    bars.get(bars.size() - 1)[2] = c + 1;
                else bars.add(new double[] {left, r, c + 1});
            }
        }
        if (bars.isEmpty()) return;
        double[] lineX = new double[3 * bars.size()];
        double[] lineY = new double[3 * bars.size()];
        for (int i = 0; i < bars.size(); i++) {
            double y = ys[0] + (bars.get(i)[1] + 0.5) * dy;
            lineX[3 * i] = bars.get(i)[0];
            lineX[3 * i + 1] = lineX[3 * i + 2] = xs[0] + bars.get(i)[2] * dx;
            lineY[3 * i] = lineY[3 * i + 1] = y;
            lineY[3 * i + 2] = Double.NaN;
        }
        XYSeries series = chart.addSeries("side " + side, lineX, lineY);
        float thick = Charts.HEIGHT * 0.78f / ROWS + 1.5f;
        series.setLineStyle(new BasicStroke(thick, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        series.setLineColor(TINTS[side]).setShowInLegend(false);
        series.setMarker(SeriesMarkers.NONE);
    }

    /** The line of equal probability: marching squares over the same grid, each crossing found by interpolation. */
    private void line(XYChart chart, double[] xs, double[] ys) {
        List<double[]> ends = new ArrayList<>();
        double dx = (xs[1] - xs[0]) / COLS;
        double dy = (ys[1] - ys[0]) / ROWS;
        for (int r = 0; r < ROWS; r++)
            for (int c = 0; c < COLS; c++) {
                double[][] corner = new double[4][];
                for (int k = 0; k < 4; k++) {
                    double x = xs[0] + (c + (k == 1 || k == 2 ? 1 : 0)) * dx;
                    double y = ys[0] + (r + k / 2) * dy;
                    corner[k] = new double[] {x, y, probability.applyAsDouble(x, y) - 0.5};
                }
                List<double[]> cuts = new ArrayList<>();
                for (int k = 0; k < 4; k++) {
                    double[] a = corner[k];
                    double[] b = corner[(k + 1) % 4];
                    if (a[2] >= 0 == b[2] >= 0) continue;
                    double t = a[2] / (a[2] - b[2]);
                    cuts.add(new double[] {a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])});
                }
                for (int k = 0; k + 1 < cuts.size(); k += 2) {
                    ends.add(cuts.get(k));
                    ends.add(cuts.get(k + 1));
                    ends.add(new double[] {cuts.get(k + 1)[0], Double.NaN});
                }
            }
        if (ends.isEmpty()) return;
        XYSeries series = chart.addSeries(
                "equally likely",
                ends.stream().mapToDouble(e -> e[0]).toArray(),
                ends.stream().mapToDouble(e -> e[1]).toArray());
        series.setLineStyle(new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        series.setLineColor(new Color(0x1A2230));
        series.setMarker(SeriesMarkers.NONE);
    }

    /** How many points lie on their own side. */
    private String summary() {
        int right = 0;
        int all = 0;
        int side = 0;
        StringBuilder names = new StringBuilder();
        for (Map.Entry<String, double[][]> c : classes.entrySet()) {
            double[][] p = c.getValue();
            for (int i = 0; i < p[0].length; i++, all++) if (isOne(p[0][i], p[1][i]) == (side == 1)) right++;
            names.append(side == 0 ? "" : " and ")
                    .append(p[0].length)
                    .append(" points of ")
                    .append(c.getKey());
            side++;
        }
        String share = all == 0 ? "" : " (" + AltText.brief(100.0 * right / all) + "%)";
        return title + ": " + (all == 0 ? "no points yet" : names) + "; " + right + " of " + all + share
                + " lie on the side of their class.";
    }

    @Override
    public String text() {
        double[] xs = range(0);
        double[] ys = range(1);
        char[][] grid = new char[TEXT_ROWS][TEXT_COLS];
        for (int r = 0; r < TEXT_ROWS; r++)
            for (int c = 0; c < TEXT_COLS; c++) {
                double x = xs[0] + (c + 0.5) * (xs[1] - xs[0]) / TEXT_COLS;
                double y = ys[1] - (r + 0.5) * (ys[1] - ys[0]) / TEXT_ROWS;
                grid[r][c] = isOne(x, y) ? ':' : ' ';
            }
        int side = 0;
        StringBuilder legend = new StringBuilder();
        for (Map.Entry<String, double[][]> cls : classes.entrySet()) {
            double[][] p = cls.getValue();
            for (int i = 0; i < p[0].length; i++) {
                int c = (int) ((p[0][i] - xs[0]) / (xs[1] - xs[0]) * TEXT_COLS);
                int r = (int) ((ys[1] - p[1][i]) / (ys[1] - ys[0]) * TEXT_ROWS);
                grid[Math.min(r, TEXT_ROWS - 1)][Math.min(c, TEXT_COLS - 1)] = MARKS[side];
            }
            legend.append(MARKS[side++]).append(' ').append(cls.getKey()).append("   ");
        }
        StringBuilder out = new StringBuilder(Paragraph.wrap(summary(), 0)).append("\n\n");
        for (char[] row : grid) out.append(new String(row)).append("│\n");
        out.append("─".repeat(TEXT_COLS)).append("┘\n");
        out.append(xLabel)
                .append(" from ")
                .append(AltText.brief(xs[0]))
                .append(" to ")
                .append(AltText.brief(xs[1]));
        out.append(", ")
                .append(yLabel)
                .append(" from ")
                .append(AltText.brief(ys[0]))
                .append(" to ");
        out.append(AltText.brief(ys[1])).append("\n").append(legend).append(": the side of probability above 1/2");
        return out.toString();
    }

    @Override
    public String html() {
        return ChartImage.figure(chart(), HEIGHT, summary(), "<pre>" + Html.escape(text()) + "</pre>", data());
    }

    private String data() {
        Sheet sheet = new Sheet(title, "class", xLabel, yLabel, "probability of class 1");
        classes.forEach((name, p) -> {
            for (int i = 0; i < Math.min(100, p[0].length); i++)
                sheet.row(
                        name,
                        Trace.number(p[0][i]),
                        Trace.number(p[1][i]),
                        AltText.brief(probability.applyAsDouble(p[0][i], p[1][i])));
        });
        return Html.disclosure("The data as a table (at most 100 points a class)", sheet.table());
    }

    @Override
    public byte[] png() {
        return ChartImage.png(chart(), HEIGHT);
    }

    @Override
    public String toString() {
        return text();
    }
}
