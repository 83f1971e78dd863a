package gradbook.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The look of every chart. Lines differ by marker as well as by colour (Okabe and Ito's blue and vermilion, and three that
 * every eye tells from them and from each other, on light and dark pages), and those of few points by their dashes, too:
 * XChart draws a line piece by piece, and on a dense one every dash would begin anew.
 */
final class Theme {
    private static final Color[] COLORS = {
        new Color(0x0072B2), new Color(0xD55E00), new Color(0x229966), new Color(0x9977EE), new Color(0x1A2230)
    };
    private static final float[][] DASHES = {null, {8, 7}, {2, 6}, {12, 5, 2, 5}, {18, 8}};
    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE,
        SeriesMarkers.SQUARE,
        SeriesMarkers.TRIANGLE_UP,
        SeriesMarkers.DIAMOND,
        SeriesMarkers.TRIANGLE_DOWN
    };
    static final Color INK = new Color(0x1A2230);
    static final Font LABEL = font(Font.PLAIN, 14);
    // Alone, and behind numbers: the lines' blue and vermilion, made to stand out from white alike.
    private static final Color[] COLD = {new Color(0x0080C4), new Color(0x88C5EC)};
    private static final Color[] WARM = {new Color(0xC85700), new Color(0xF4B27A)};
    private static final Color SOFT = new Color(0x586374);
    static final Color RULE = new Color(0xDBE1E9);

    private Theme() {}

    static Color color(int series) {
        return COLORS[series % COLORS.length];
    }

    /** The colours come round sooner than the pairs of colour and marker. */
    static Marker marker(int series) {
        return MARKERS[(series + series / COLORS.length) % MARKERS.length];
    }

    /** From blue over white to orange, or from white on where nothing is negative; paler where numbers stand on it. */
    static Color[] scale(boolean isBehindNumbers, boolean hasNegative) {
        Color cold = COLD[isBehindNumbers ? 1 : 0], warm = WARM[isBehindNumbers ? 1 : 0];
        return hasNegative ? new Color[] {cold, Color.WHITE, warm} : new Color[] {Color.WHITE, warm};
    }

    /** The marker of a dense line, worn only now and then, at other distances than those of its neighbours. */
    static Marker sparse(int series) {
        Marker marker = marker(series);
        int apart = 70 + 13 * series;
        return new Marker() {
            private double last = Double.NaN;

            @Override
            public void paint(Graphics2D g, double x, double y, int size) {
                if (x >= last && x < last + apart) return; // a smaller x is the legend's, or the next drawing's
                last = x;
                marker.paint(g, x, y, size);
            }
        };
    }

    /** The first line is solid, and so are all dense ones; the others are dashed. */
    static BasicStroke line(int series, boolean isDense) {
        float[] dash = isDense ? null : DASHES[series % DASHES.length];
        float width = series == 0 ? 3f : 2.6f;
        return dash == null
                ? new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
    }

    /** The same line, broad enough to be seen below one that runs on top of it. */
    static BasicStroke below(BasicStroke line) {
        return new BasicStroke(
                6.5f, line.getEndCap(), line.getLineJoin(), line.getMiterLimit(), line.getDashArray(), 0);
    }

    /** A power of ten as a textbook prints it; of many, only those whose exponent is a multiple of {@code every}. */
    static String power(double d, long every) {
        long power = Math.round(Math.log10(d));
        if (power % every != 0) return " ";
        String exponent = Long.toString(power);
        StringBuilder raised = new StringBuilder("10");
        for (char c : exponent.toCharArray())
            raised.append(
                    c == '-'
                            ? '\u207b'
                            : "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079".charAt(c - '0'));
        return raised.toString();
    }

    static void dress(AxesChartStyler s) {
        s.setChartBackgroundColor(Color.WHITE);
        s.setPlotBackgroundColor(Color.WHITE);
        s.setPlotBorderVisible(false);
        s.setChartPadding(16);
        s.setChartFontColor(INK);
        s.setChartTitleFont(font(Font.BOLD, 17));
        s.setChartTitleBoxVisible(false);
        s.setChartTitlePadding(10);
        s.setAxisTitleFont(LABEL);
        s.setXAxisTitleColor(INK);
        s.setYAxisTitleColor(INK);
        s.setAxisTitlePadding(8);
        s.setAxisTickLabelsFont(font(Font.PLAIN, 13));
        s.setAxisTickLabelsColor(SOFT);
        s.setAxisTickMarksColor(RULE);
        s.setAxisTicksLineVisible(false);
        s.setPlotGridLinesColor(RULE);
        s.setPlotGridLinesStroke(new BasicStroke(1f));
        s.setPlotMargin(8);
        s.setPlotContentSize(0.97);
        s.setLegendPosition(LegendPosition.OutsideS);
        s.setLegendLayout(LegendLayout.Vertical);
        s.setLegendBorderColor(Color.WHITE);
        s.setLegendBackgroundColor(Color.WHITE);
        s.setLegendFont(LABEL);
        s.setLegendSeriesLineLength(44);
        s.setMarkerSize(8);
        s.setYAxisDecimalPattern("#,##0.#####");
        s.setXAxisDecimalPattern("#,##0.#####");
        s.setLocale(Locale.ROOT);
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
