package gradbook.chart;

import gradbook.show.Html;
import gradbook.show.Showable;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * The charts of the course, on XChart: one theme, an image at twice the size for projectors, a text that says what the
 * image shows, and the data beneath it.
 *
 * <pre>{@code
 * show(Charts.lines("f when one input is nudged", "nudge", "f").series("x", xs, fOfX).series("z", xs, fOfZ));
 * show(Charts.loss("Three learning rates").run("0.1", slow).run("1", fast).logY());
 * show(Charts.lines("Error", "h", "error").series("central", hs, errors).logX().logY());
 * show(Charts.function("2 / sin(exp(-x))", x -> 2 / Math.sin(Math.exp(-x)), -4.6, -4.4).tangent(-4.499, -80.393));
 * show(Charts.bars("Local derivatives", "derivative", List.of("∂f/∂q", "∂f/∂z"), -4, 3));
 * show(Charts.boundary("Moons", "x1", "x2", (a, b) -> probability(a, b)).points("0", x0, y0).points("1", x1, y1));
 * }</pre>
 */
public final class Charts {
    static final int WIDTH = 640;
    static final int HEIGHT = 420;
    static final int LEGEND_ROW = 24;

    private Charts() {}

    /** An empty line chart; add lines with {@link Plot#series} and points with {@link Plot#points}. */
    public static Plot lines(String title, String xLabel, String yLabel) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xLabel)
                .yAxisTitle(yLabel)
                .build();
        Theme.dress(chart.getStyler());
        return new Plot(chart, LEGEND_ROW);
    }

    /** An empty loss curve; add one with {@link Plot#run} for every training run. */
    public static Plot loss(String title) {
        return lines(title, "step", "loss");
    }

    /**
     * The graph of a function between {@code from} and {@code to}. Where it runs off to infinity the curve is cut, so
     * that the rest stays visible.
     */
    public static Plot function(String title, DoubleUnaryOperator f, double from, double to) {
        Plot plot = lines(title, "x", "f(x)").function("f", from, to, f);
        double[] ys = plot.chart().getSeries("f").getYData();
        double[] sorted = Arrays.stream(ys).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) return plot;
        double low = sorted[sorted.length / 10];
        double high = sorted[sorted.length - 1 - sorted.length / 10];
        double reach = 3 * (high - low);
        return lines(title, "x", "f(x)").function("f", from, to, x -> {
            double y = f.applyAsDouble(x);
            return y < low - reach || y > high + reach ? Double.NaN : y;
        });
    }

    /** The plane, coloured by which class {@code probability} makes likelier; add the data with its points. */
    public static Boundary boundary(String title, String xLabel, String yLabel, DoubleBinaryOperator probability) {
        return new Boundary(title, xLabel, yLabel, probability);
    }

    /** One bar for each of a few numbers, under its name. */
    public static Bars bars(String title, String yLabel, List<String> names, double... values) {
        return new Bars(title, yLabel, names, values);
    }

    /** Any chart of XChart's, as its author styled it. */
    public static Showable of(IChart chart) {
        if (chart instanceof XYChart lines) return new Plot(lines, 0);
        String kind = chart.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        String alt = kind + (chart.getTitle().isBlank() ? "" : ": " + chart.getTitle());
        return new Showable() {
            @Override
            public String text() {
                return alt;
            }

            @Override
            public String html() {
                return ChartImage.figure(chart, chart.getHeight(), alt, "<p>" + Html.escape(alt) + "</p>", "");
            }

            @Override
            public byte[] png() {
                return ChartImage.png(chart, chart.getHeight());
            }

            @Override
            public String toString() {
                return text();
            }
        };
    }
}
