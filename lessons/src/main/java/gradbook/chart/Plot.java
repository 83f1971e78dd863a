package gradbook.chart;

import gradbook.scalar.Trace;
import gradbook.show.Html;
import gradbook.show.Sheet;
import gradbook.show.Showable;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart of lines and points over one axis, for every stage. {@link #chart()} gives the XChart chart inside. */
public final class Plot implements Showable {
    private static final int FEW = 12; // up to here every point of a line is marked
    private static final int MOST_ROWS = 200;
    private static final int SAMPLES = 600;
    private static final int DECADES = 8; // of a logarithmic axis that all have room for a label
    private static final String TICKS = "where the ticks stand";

    private final XYChart chart;
    private final int height; // with one line in the legend
    private final int legendRow;

    /** {@code legendRow}: how much the picture grows with every further line of the legend. */
    Plot(XYChart chart, int legendRow) {
        this.chart = chart;
        this.legendRow = legendRow;
        height = chart.getHeight();
    }

    /**
     * Adds the line through {@code (xs[i], ys[i])}, with a gap where a number is not finite; the name stands in the
     * legend.
     */
    public Plot series(String name, double[] xs, double[] ys) {
        return add(name, xs, ys, Theme.line(count(), xs.length > FEW), xs.length <= FEW);
    }

    /** Adds the graph of {@code f} between {@code from} and {@code to}; where it gives NaN, the line has a gap. */
    public Plot function(String name, double from, double to, DoubleUnaryOperator f) {
        double[] xs = IntStream.rangeClosed(0, SAMPLES)
                .mapToDouble(i -> from + (to - from) * i / SAMPLES)
                .toArray();
        return series(name, xs, Arrays.stream(xs).map(f).toArray());
    }

    /** Adds points without a line. */
    public Plot points(String name, double[] xs, double[] ys) {
        return add(name, xs, ys, SeriesLines.NONE, true);
    }

    /** Adds the loss after 0, 1, 2, ... steps. */
    public Plot run(String name, double[] losses) {
        return series(name, IntStream.range(0, losses.length).asDoubleStream().toArray(), losses);
    }

    /** Adds the tangent of the first line at {@code x}, with the given slope, as far as the line reaches. */
    public Plot tangent(double x, double slope) {
        if (count() == 0)
            throw new IllegalArgumentException("There is no line yet whose tangent could be drawn: add one first.");
        XYSeries line = chart.getSeriesCollection().iterator().next();
        double[] xs = line.getXData();
        double[] ys = line.getYData();
        int nearest = 0;
        for (int i = 0; i < xs.length; i++) if (Math.abs(xs[i] - x) < Math.abs(xs[nearest] - x)) nearest = i;
        double y = ys[nearest] + slope * (x - xs[nearest]);
        double low = Arrays.stream(ys).filter(Double::isFinite).min().orElse(y);
        double high = Arrays.stream(ys).filter(Double::isFinite).max().orElse(y);
        double[] inside = Arrays.stream(xs)
                .filter(at -> y + slope * (at - x) >= low - 1e-9 && y + slope * (at - x) <= high + 1e-9)
                .toArray();
        double[] ends = inside.length == 0 ? new double[] {x} : new double[] {inside[0], inside[inside.length - 1]};
        double[] heights = Arrays.stream(ends).map(at -> y + slope * (at - x)).toArray();
        add("tangent, slope " + AltText.brief(slope), ends, heights, Theme.line(1, false), false);
        return points("at x = " + Trace.number(x), new double[] {x}, new double[] {y});
    }

    private Plot add(String name, double[] xs, double[] ys, BasicStroke line, boolean marked) {
        if (xs.length != ys.length || xs.length == 0)
            throw new IllegalArgumentException("The line \"" + name + "\" has " + xs.length + " x values and "
                    + ys.length + " y values: give one y for every x, and at least one point.");
        if (chart.getSeries(name) != null)
            throw new IllegalArgumentException(
                    "There is a line named \"" + name + "\" already: give each its own name.");
        int n = count();
        for (XYSeries s : chart.getSeriesCollection())
            if (Arrays.equals(s.getXData(), xs)
                    && Arrays.equals(s.getYData(), ys)
                    && s.getLineStyle() != SeriesLines.NONE) s.setLineStyle(Theme.below(s.getLineStyle()));
        XYSeries series = chart.addSeries(name, xs.clone(), ys.clone());
        series.setLabel(Html.shorten(name, 40));
        series.setLineStyle(line);
        series.setLineColor(Theme.color(n));
        series.setMarkerColor(Theme.color(n));
        boolean plain = n == 0 || xs.length <= FEW;
        series.setMarker(marked ? Theme.marker(n) : plain ? SeriesMarkers.NONE : Theme.sparse(n));
        return fit();
    }

    /**
     * XChart labels equally spaced numbers at numbers of the line, such as -4.583; with one odd point, which is not seen,
     * the labels are round.
     */
    private void roundTicks() {
        DoubleSummaryStatistics xs = range(XYSeries::getXData);
        DoubleSummaryStatistics ys = range(XYSeries::getYData);
        if (xs.getCount() == 0 || ys.getCount() == 0) return;
        XYSeries unseen = chart.addSeries(TICKS, new double[] {odd(xs)}, new double[] {odd(ys)});
        unseen.setLineStyle(SeriesLines.NONE);
        unseen.setMarker(SeriesMarkers.NONE).setShowInLegend(false);
    }

    private static double odd(DoubleSummaryStatistics range) {
        return range.getMin() + (range.getMax() - range.getMin()) / 7.3;
    }

    private DoubleSummaryStatistics range(Function<XYSeries, double[]> along) {
        return named(chart).stream()
                .flatMapToDouble(s -> Arrays.stream(along.apply(s)))
                .filter(Double::isFinite)
                .summaryStatistics();
    }

    private int count() {
        return named(chart).size();
    }

    /** Powers of ten at equal distances along x; what is not positive has no place there and is left out. */
    public Plot logX() {
        chart.getStyler().setXAxisLogarithmic(true).setXAxisLogarithmicDecadeOnly(true);
        return fit();
    }

    /** Powers of ten at equal distances along y; what is not positive has no place there and is left out. */
    public Plot logY() {
        chart.getStyler().setYAxisLogarithmic(true).setYAxisLogarithmicDecadeOnly(true);
        return fit();
    }

    /** What follows from all lines together, after a line or a logarithm has been added. */
    private Plot fit() {
        boolean logX = chart.getStyler().isXAxisLogarithmic();
        boolean logY = chart.getStyler().isYAxisLogarithmic();
        if (chart.getSeries(TICKS) != null) chart.removeSeries(TICKS);
        for (XYSeries s : named(chart)) keepPositive(s, logX, logY);
        if (logX) chart.setCustomXAxisTickLabelsFormatter(powers(XYSeries::getXData));
        if (!logX || !logY) roundTicks();
        if (logY) {
            chart.setCustomYAxisTickLabelsFormatter(powers(XYSeries::getYData));
            twoPowers(range(XYSeries::getYData));
        }
        return this;
    }

    private void keepPositive(XYSeries s, boolean logX, boolean logY) {
        double[] xs = s.getXData();
        double[] ys = s.getYData();
        int[] kept = IntStream.range(0, xs.length)
                .filter(i -> (!logX || xs[i] > 0) && (!logY || ys[i] > 0))
                .toArray();
        if (kept.length == xs.length) return;
        if (kept.length == 0)
            throw new IllegalArgumentException("The line \"" + s.getLabel()
                    + "\" has no positive number, so it has no place on a logarithmic axis: use a plain axis.");
        double[] keptX = Arrays.stream(kept).mapToDouble(i -> xs[i]).toArray();
        double[] keptY = Arrays.stream(kept).mapToDouble(i -> ys[i]).toArray();
        chart.updateXYSeries(s.getName(), keptX, keptY, null);
    }

    private Function<Double, String> powers(Function<XYSeries, double[]> along) {
        DoubleSummaryStatistics range = range(along);
        long every = range.getCount() == 0 ? 1 : 1 + (long) (Math.log10(range.getMax() / range.getMin()) / DECADES);
        if (every > 1) chart.getStyler().setPlotGridLinesStroke(new BasicStroke(0.5f));
        return power -> Theme.power(power, every);
    }

    /** A logarithmic axis on which fewer than two powers of ten would stand grows to the next ones, or it says nothing. */
    private void twoPowers(DoubleSummaryStatistics range) {
        double low = Math.log10(range.getMin()), high = Math.log10(range.getMax());
        boolean enough = range.getCount() == 0 || Math.floor(high) > Math.ceil(low);
        chart.getStyler().setYAxisMin(enough ? null : Math.pow(10, Math.floor(low)));
        chart.getStyler().setYAxisMax(enough ? null : Math.pow(10, Math.max(Math.ceil(high), Math.floor(low) + 1)));
    }

    /** The XChart chart itself, for whatever is not offered here. */
    public XYChart chart() {
        return chart;
    }

    @Override
    public String text() {
        return TextPlot.draw(chart);
    }

    @Override
    public String html() {
        String plot = "<pre>" + Html.escape(TextPlot.draw(chart)) + "</pre>";
        return ChartImage.figure(
                chart, height(), AltText.of(chart), plot, Html.disclosure("The data as a table", data().table()));
    }

    @Override
    public byte[] png() {
        return ChartImage.png(chart, height());
    }

    private int height() {
        return height + legendRow * Math.max(0, count() - 1);
    }

    @Override
    public String toString() {
        return text();
    }

    /** What the legend names; the rest is background. */
    static List<XYSeries> named(XYChart chart) {
        return chart.getSeriesCollection().stream()
                .filter(XYSeries::isShowInLegend)
                .toList();
    }

    /** The points behind the chart: one column per line where all share their x values, else one row per point. */
    public Sheet data() {
        List<XYSeries> all = named(chart);
        String x = chart.getXAxisTitle().isBlank() ? "x" : chart.getXAxisTitle();
        boolean shared = all.stream()
                .allMatch(s -> Arrays.equals(s.getXData(), all.get(0).getXData()));
        int points = all.stream().mapToInt(s -> s.getXData().length).sum();
        if (shared && !all.isEmpty()) points /= all.size();
        int step = Math.max(1, (points + MOST_ROWS - 1) / MOST_ROWS);
        String caption = chart.getTitle() + (step == 1 ? "" : " (one point in " + step + ")");
        if (!shared) {
            Sheet sheet = new Sheet(caption, "series", x, chart.getYAxisTitle());
            for (XYSeries s : all)
                for (int i = 0; i < s.getXData().length; i += step)
                    sheet.row(s.getLabel(), Trace.number(s.getXData()[i]), Trace.number(s.getYData()[i]));
            return sheet;
        }
        List<String> header = new ArrayList<>(List.of(x));
        for (XYSeries s : all) header.add(s.getLabel());
        Sheet sheet = new Sheet(caption, header.toArray(String[]::new));
        for (int i = 0; i < points; i += step) {
            List<String> row = new ArrayList<>(List.of(Trace.number(all.get(0).getXData()[i])));
            for (XYSeries s : all) row.add(Trace.number(s.getYData()[i]));
            sheet.row(row.toArray(String[]::new));
        }
        return sheet;
    }
}
