package gradbook.chart;

import gradbook.scalar.Trace;
import gradbook.show.Html;
import gradbook.show.Sheet;
import gradbook.show.Showable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.knowm.xchart.HeatMapChart;

/** Several small grids side by side, as XChart's heat maps on one scale: what each unit of a layer looks for. */
final class HeatImages implements Showable {
    private static final int FEW = 16; // up to here four in a row
    private static final int MOST_IN_WORDS = 12;

    private final String title;
    private final List<Heat> images;
    private final double largest;
    private final boolean hasNegative;
    private final int inARow;
    private final int side;

    HeatImages(String title, List<Heat> images) {
        if (images.isEmpty())
            throw new IllegalArgumentException("\"" + title + "\" has no images: give at least one row of weights.");
        this.title = title;
        this.images = images;
        largest = images.stream().mapToDouble(Heat::largest).max().getAsDouble();
        hasNegative = images.stream().anyMatch(Heat::hasNegative);
        inARow = Math.min(images.size(), images.size() > FEW ? 8 : 4);
        side = Charts.WIDTH / (images.size() > FEW ? 8 : 4);
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder(title);
        for (Heat image : images) out.append("\n\n").append(image.shaded());
        return out + Heat.textKey();
    }

    private String alt() {
        String units = images.stream()
                .limit(MOST_IN_WORDS)
                .map(image -> image.title() + ": " + image.range())
                .collect(Collectors.joining("; "));
        int more = images.size() - MOST_IN_WORDS;
        return title + ". " + units + (more > 0 ? "; and " + more + " more." : ".");
    }

    /** A square for an image that is square, below its name; a strip stays within bounds. */
    private int height() {
        double[][] cells = images.get(0).cells;
        double tall = (side - 12.0) * cells.length / cells[0].length;
        return (int) Math.round(Math.max(side / 4.0, Math.min(4.0 * side, tall))) + 38;
    }

    private int rows() {
        return (images.size() + inARow - 1) / inARow;
    }

    @Override
    public byte[] png() {
        List<HeatMapChart> charts = images.stream()
                .map(image -> new HeatDrawing(image).thumbnail(side, height(), largest, hasNegative))
                .toList();
        return ChartImage.png(charts, inARow);
    }

    @Override
    public String html() {
        double[][] first = images.get(0).cells;
        String table = Heat.data(images.size() * first.length * first[0].length, this::sheet);
        String heading = "<figcaption class=\"sheet\">" + Html.escape(title) + "</figcaption>";
        String instead = "<pre>" + Html.escape(text()) + "</pre>";
        int width = inARow * side, height = rows() * height();
        return ChartImage.figure(png(), width, height, alt(), heading, instead, Heat.key(largest, hasNegative) + table);
    }

    private Sheet sheet() {
        List<String> header = new ArrayList<>(List.of("unit", "row"));
        header.addAll(images.get(0).columnNames);
        Sheet sheet = new Sheet(title, header.toArray(String[]::new));
        for (Heat image : images)
            for (int r = 0; r < image.cells.length; r++) {
                List<String> row = new ArrayList<>(List.of(image.title(), image.rowNames.get(r)));
                for (double d : image.cells[r]) row.add(Trace.number(d));
                sheet.row(row.toArray(String[]::new));
            }
        return sheet;
    }

    @Override
    public String toString() {
        return text();
    }
}
