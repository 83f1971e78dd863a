package gradbook.chart;

import gradbook.scalar.Trace;
import gradbook.show.Html;
import gradbook.show.Sheet;
import gradbook.show.Showable;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** A bar for each of a few named numbers; see {@link Charts#bars}. */
public final class Bars implements Showable {
    private static final int HEIGHT = 320;
    private static final int LONGEST = 50; // characters of a terminal for the whole range

    private final String title;
    private final String label;
    private final List<String> names;
    private final double[] values;

    Bars(String title, String label, List<String> names, double[] values) {
        if (names.size() != values.length || values.length == 0)
            throw new IllegalArgumentException("There are " + names.size() + " names and " + values.length
                    + " numbers: give one name for every bar, and at least one bar.");
        this.title = title;
        this.label = label;
        this.names = List.copyOf(names);
        this.values = values.clone();
    }

    /** The XChart chart; each number stands below its bar, because a short bar cannot be read. */
    public CategoryChart chart() {
        CategoryChart chart = new CategoryChartBuilder()
                .width(Charts.WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(label)
                .build();
        Theme.dress(chart.getStyler());
        chart.getStyler()
                .setAvailableSpaceFill(0.5)
                .setPlotGridVerticalLinesVisible(false)
                .setLegendVisible(false);
        List<String> below = IntStream.range(0, values.length)
                .mapToObj(i -> Html.shorten(names.get(i), 20) + " = " + Html.number(AltText.brief(values[i])))
                .toList();
        List<Double> heights = Arrays.stream(values).boxed().toList();
        chart.addSeries(label, below, heights).setFillColor(Theme.color(0));
        return chart;
    }

    private String alt() {
        StringJoiner says = new StringJoiner("; ", title + ": ", ".");
        for (int i = 0; i < values.length; i++) says.add(names.get(i) + " is " + AltText.brief(values[i]));
        return says.toString();
    }

    /** Bars from a common zero, to the left where a number is negative. */
    @Override
    public String text() {
        double low = Math.min(0, Arrays.stream(values).min().getAsDouble());
        double high = Math.max(0, Arrays.stream(values).max().getAsDouble());
        double scale = high > low ? LONGEST / (high - low) : 0;
        int left = (int) Math.ceil(-low * scale);
        int widest = names.stream().mapToInt(String::length).max().getAsInt();
        StringBuilder out = new StringBuilder(title).append('\n');
        for (int i = 0; i < values.length; i++) {
            int length = (int) Math.round(Math.abs(values[i]) * scale);
            String before = values[i] < 0 ? "█".repeat(length) : "";
            out.append(String.format("\n%-" + widest + "s %8s  ", names.get(i), AltText.brief(values[i])));
            out.append(" ".repeat(left - before.length())).append(before).append('│');
            if (values[i] > 0) out.append("█".repeat(length));
        }
        return out.toString();
    }

    @Override
    public String html() {
        Sheet data = new Sheet(title, "", label);
        for (int i = 0; i < values.length; i++) data.row(names.get(i), Trace.number(values[i]));
        String table = Html.disclosure("The data as a table", data.table());
        return ChartImage.figure(chart(), HEIGHT, alt(), "<pre>" + Html.escape(text()) + "</pre>", table);
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
