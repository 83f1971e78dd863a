package gradbook.chart;

import gradbook.show.Html;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.HeatMapStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** A grid of numbers as XChart's heat map, in our theme and in a size that suits it. */
final class HeatDrawing {
    private static final int MOST_DECIMALS = 4;
    private static final double LETTER = 8; // of a label, in pixels
    private static final double TITLE_LETTER = 10.2;
    private static final int LINE = 22; // of labels
    private static final int ROW = 38; // that holds numbers
    private static final int LARGEST_CELL = 28; // of one without
    private static final int LEGEND = 96;

    private final Heat heat;
    private final int rows;
    private final int columns;
    private final int decimals; // of the numbers in the cells; -1 where they hold none

    HeatDrawing(Heat heat) {
        this.heat = heat;
        rows = heat.cells.length;
        columns = heat.cells[0].length;
        decimals = decimals();
    }

    /** So many that no number but 0 reads 0; -1 where that is more than legible or the cells are too many. */
    private int decimals() {
        if (!heat.hasRoomForNumbers()) return -1;
        int needed = 0;
        double power = Math.floor(Math.log10(heat.largest()));
        for (double[] row : heat.cells)
            for (double d : row) {
                if (d == 0 || !Double.isFinite(d)) continue;
                if (Math.abs(d) < 0.5 * Math.pow(10, -MOST_DECIMALS)) return -1;
                int own = 0;
                while (own < MOST_DECIMALS && d * Math.pow(10, own) != Math.rint(d * Math.pow(10, own))) own++;
                needed = Math.max(needed, own);
            }
        int letters = (int) Math.max(1, power + 1) + (needed == 0 ? 0 : needed + 1) + (heat.hasNegative() ? 1 : 0);
        return left() + columns * numberWidth(letters) > Charts.WIDTH ? -1 : needed;
    }

    private static double numberWidth(int letters) {
        return Math.max(ROW, letters * LETTER + 14);
    }

    private static int longest(List<String> names) {
        return Math.min(
                Heat.LONGEST_NAME, names.stream().mapToInt(String::length).max().getAsInt());
    }

    /** The room left of the cells, and on their right. */
    private double left() {
        return 60 + longest(heat.rowNames) * LETTER + (heat.rowTitle.isEmpty() ? 0 : LINE);
    }

    HeatMapChart chart() {
        boolean hasNumbers = decimals >= 0;
        double cellWidth = hasNumbers ? (Charts.WIDTH - left()) / columns : (Charts.WIDTH - left() - LEGEND) / columns;
        cellWidth = Math.min(cellWidth, hasNumbers ? 90 : LARGEST_CELL);
        double cellHeight = hasNumbers ? ROW : Math.min(LARGEST_CELL, 420.0 / rows);
        boolean isSquare = !hasNumbers && cellWidth < 3 * cellHeight && cellHeight < 3 * cellWidth;
        if (isSquare) cellWidth = cellHeight = Math.min(cellWidth, cellHeight);
        boolean isUpright = longest(heat.columnNames) * LETTER + 6 > cellWidth && !isNumbered(heat.columnNames);
        double below =
                (isUpright ? longest(heat.columnNames) * LETTER : LINE) + (heat.columnTitle.isEmpty() ? 0 : LINE);
        int legend = hasNumbers ? 0 : LEGEND;
        double width = left() + columns * cellWidth + legend;
        double height = Math.max(rows * cellHeight, hasNumbers ? 0 : 170) + below + 84;
        double beside = 36 + Math.abs(left() - legend); // of the title, which stands in the middle of the cells
        String title = Html.shorten(heat.title(), (int) ((Charts.WIDTH - beside) / TITLE_LETTER));
        width = Math.min(Charts.WIDTH, Math.max(width, title.length() * TITLE_LETTER + beside));
        HeatMapChart chart = new HeatMapChartBuilder()
                .width((int) width)
                .height((int) height)
                .title(title)
                .xAxisTitle(heat.columnTitle)
                .yAxisTitle(heat.rowTitle)
                .build();
        dress(chart.getStyler(), hasNumbers, heat.largest(), heat.hasNegative());
        HeatMapStyler styler = chart.getStyler();
        if (isUpright) styler.setXAxisLabelRotation(90);
        styler.setXAxisTickMarkSpacingHint(1).setYAxisTickMarkSpacingHint(1); // which labels have room is for us to say
        styler.setLegendVisible(!hasNumbers);
        if (hasNumbers) styler.setShowValue(true).setHeatMapValueDecimalPattern(pattern(decimals));
        fill(chart, labels(heat.columnNames, cellWidth, true), labels(heat.rowNames, cellHeight, false));
        return chart;
    }

    /** The same as a small picture among others: no numbers, no names, the given scale. */
    HeatMapChart thumbnail(int width, int height, double largest, boolean hasNegative) {
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(width)
                .height(height)
                .title(heat.title())
                .build();
        HeatMapStyler styler = chart.getStyler();
        dress(styler, false, largest, hasNegative);
        styler.setChartTitleFont(Theme.LABEL).setChartTitlePadding(4).setChartPadding(6);
        styler.setLegendVisible(false);
        styler.setXAxisTicksVisible(false).setYAxisTicksVisible(false).setAxisTitlesVisible(false);
        fill(chart, heat.columnNames, heat.rowNames);
        return chart;
    }

    private static void dress(HeatMapStyler styler, boolean hasNumbers, double largest, boolean hasNegative) {
        Theme.dress(styler);
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setPlotGridLinesVisible(false).setPlotMargin(0).setPlotContentSize(1);
        styler.setAxisTicksMarksVisible(false);
        styler.setYAxisLabelAlignment(TextAlignment.Right).setAxisTickPadding(6);
        styler.setPlotBorderVisible(true).setPlotBorderColor(Theme.RULE);
        styler.setRangeColors(Theme.scale(hasNumbers, hasNegative));
        double end = AltText.roundedUp(largest);
        styler.setMin(hasNegative ? -end : 0).setMax(end);
        styler.setDrawBorder(!hasNumbers); // or pale seams show between cells of one colour
        styler.setValueFont(Theme.LABEL).setValueFontColor(Theme.INK);
        styler.setGradientColorColumnHeight(110).setGradientColorColumnWeight(16);
    }

    private static String pattern(int decimals) {
        String digits = "0" + (decimals == 0 ? "" : "." + "#".repeat(decimals));
        return digits + ";\u2212" + digits;
    }

    private static boolean isNumbered(List<String> names) {
        return names.equals(Heat.numbered(names.size()));
    }

    /** Of labels that are too many for their room, only some; XChart draws no empty one. */
    private static List<String> labels(List<String> names, double room, boolean areSideBySide) {
        double size = areSideBySide && isNumbered(names) ? longest(names) * LETTER + 6 : 15;
        int every = (int) Math.ceil(size / room);
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boolean isShown =
                    (every == 1 || i % every == every - 1) && !names.get(i).isBlank();
            labels.add(isShown ? Html.shorten(names.get(i), Heat.LONGEST_NAME) : " ");
        }
        return labels;
    }

    /** XChart counts rows from below; what is not a number stays blank. */
    private void fill(HeatMapChart chart, List<String> columnLabels, List<String> rowLabels) {
        List<Number[]> data = new ArrayList<>();
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++)
                if (!Double.isNaN(heat.cells[r][c])) data.add(new Number[] {c, rows - 1 - r, heat.cells[r][c]});
        if (data.isEmpty()) data.add(new Number[] {0, 0, 0.0});
        List<String> upward = new ArrayList<>(rowLabels);
        Collections.reverse(upward);
        chart.addSeries("cells", columnLabels, upward, data);
    }
}
