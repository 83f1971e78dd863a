package gradbook.chart;

import gradbook.scalar.Trace;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** What a chart shows, in words made from its data: "loss falls from 0.89 at step 0 to 0.08 at step 50". */
final class AltText {
    private AltText() {}

    static String of(XYChart chart) {
        String x = chart.getXAxisTitle().isBlank() ? "x" : chart.getXAxisTitle();
        Map<String, String> seen = new LinkedHashMap<>();
        StringJoiner out = new StringJoiner("; ", chart.getTitle() + ": ", ".");
        out.setEmptyValue(chart.getTitle() + ": no data yet.");
        for (XYSeries s : Plot.named(chart)) {
            int[] drawn = IntStream.range(0, s.getXData().length)
                    .filter(i -> Double.isFinite(s.getYData()[i]))
                    .toArray();
            double[] xs = Arrays.stream(drawn).mapToDouble(i -> s.getXData()[i]).toArray();
            double[] ys = Arrays.stream(drawn).mapToDouble(i -> s.getYData()[i]).toArray();
            String shape = shape(x, xs, ys);
            String same = seen.putIfAbsent(Arrays.hashCode(xs) + shape, s.getLabel());
            out.add(s.getLabel() + (same == null ? " " + shape : " runs like " + same));
        }
        return out.toString();
    }

    private static String shape(String x, double[] xs, double[] ys) {
        int last = ys.length - 1;
        if (last < 0) return "has no finite point";
        if (last == 0) return "is " + brief(ys[0]) + " at " + x + " " + brief(xs[0]);
        int low = 0;
        int high = 0;
        boolean rises = true;
        boolean falls = true;
        for (int i = 0; i <= last; i++) {
            if (ys[i] < ys[low]) low = i;
            if (ys[i] > ys[high]) high = i;
            rises &= i == 0 || ys[i] >= ys[i - 1];
            falls &= i == 0 || ys[i] <= ys[i - 1];
        }
        String from = brief(ys[0]) + " at " + x + " " + brief(xs[0]);
        String to = brief(ys[last]) + " at " + x + " " + brief(xs[last]);
        if (rises && falls) return "stays at " + from + " to " + brief(xs[last]);
        if (rises || falls) return (rises ? "rises" : "falls") + " from " + from + " to " + to;
        String turns = "";
        if (low != 0 && low != last) turns += ", lowest " + brief(ys[low]) + " at " + brief(xs[low]);
        if (high != 0 && high != last) turns += ", highest " + brief(ys[high]) + " at " + brief(xs[high]);
        return "goes from " + from + " to " + to + turns;
    }

    /** Three significant digits are enough to hear; an integer keeps all of its own. */
    static String brief(double d) {
        if (d == Math.rint(d) || Double.isNaN(d) || Double.isInfinite(d)) return Trace.number(d);
        return Trace.number(new BigDecimal(d).round(new MathContext(3)).doubleValue());
    }

    /** The end of a scale: at most two digits, and not below {@code d}, which is positive, as it is printed. */
    static double roundedUp(double d) {
        return BigDecimal.valueOf(d)
                .round(new MathContext(2, RoundingMode.CEILING))
                .doubleValue();
    }
}
