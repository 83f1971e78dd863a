package gradbook.chart;

import gradbook.scalar.Trace;
import gradbook.show.Html;
import gradbook.show.Paragraph;
import gradbook.show.Sheet;
import gradbook.show.Showable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.HeatMapChart;

/**
 * A grid of numbers in colour: a Jacobian, a confusion matrix, the weights of a layer as an image. Blue is negative,
 * orange positive, the deeper the larger; a small grid prints its numbers too, so that colour says nothing alone, and
 * those of a larger one stand in a table beneath it.
 *
 * <pre>{@code
 * show(Heat.of("Jacobian of relu", new double[][] {{1, 0}, {0, 0}}).rows("z1", "z2").columns("x1", "x2"));
 * show(Heat.confusion("Digits", counts, "0", "1", "2"));
 * show(Heat.images("What each unit looks for", weights, 8)); // one row per unit, 8 pixels wide
 * }</pre>
 */
public final class Heat implements Showable {
    static final int LONGEST_NAME = 24; // of a row or a column, in letters
    private static final int MOST_WITH_NUMBERS = 144;
    private static final int MOST_IN_TABLE = 2_500;
    private static final int MOST_IN_WORDS = 36;
    private static final int TEXT_ROWS = 64;
    private static final int TEXT_COLUMNS = 40; // two characters each
    private static final String SHADES = " .:;=+*#%@";

    private final String title;
    final double[][] cells;
    private String corner = "";
    private String mistake = "";
    String rowTitle = "";
    String columnTitle = "";
    List<String> rowNames;
    List<String> columnNames;

    private Heat(String title, double[][] cells) {
        if (cells.length == 0 || cells[0].length == 0)
            throw new IllegalArgumentException("\"" + title + "\" has no cells: give at least one row of one number.");
        for (double[] row : cells)
            if (row.length != cells[0].length)
                throw new IllegalArgumentException("\"" + title + "\" has rows of " + cells[0].length + " and of "
                        + row.length + " numbers: give every row the same length.");
        this.title = title;
        this.cells = cells;
        rowNames = numbered(cells.length);
        columnNames = numbered(cells[0].length);
    }

    /** A grid of numbers, {@code cells[row][column]}. */
    public static Heat of(String title, double[][] cells) {
        return new Heat(title, cells);
    }

    /** How often class {@code row} was taken for class {@code column}; what is right stands on the diagonal. */
    public static Heat confusion(String title, int[][] counts, String... classes) {
        double[][] cells = new double[counts.length][];
        int right = 0;
        int all = 0;
        int[] worst = null;
        for (int i = 0; i < counts.length; i++) {
            cells[i] = IntStream.of(counts[i]).asDoubleStream().toArray();
            right += counts[i][i];
            all += IntStream.of(counts[i]).sum();
            for (int j = 0; j < counts[i].length; j++)
                if (i != j && counts[i][j] > (worst == null ? 0 : counts[worst[0]][worst[1]])) worst = new int[] {i, j};
        }
        String share = all == 0 ? "" : " (" + AltText.brief(100.0 * right / all) + "%)";
        Heat heat = new Heat(title + ": " + right + " of " + all + share + " are right", cells);
        heat.corner = "true \u2193, taken for \u2192";
        heat.rowTitle = "true";
        heat.columnTitle = "taken for";
        heat.rows(classes).columns(classes);
        if (worst != null)
            heat.mistake = "; the most frequent mistake: " + heat.rowNames.get(worst[0]) + " taken for "
                    + heat.columnNames.get(worst[1]) + ", " + counts[worst[0]][worst[1]] + " times";
        return heat;
    }

    /** One small image per row of {@code weights}, each {@code width} pixels wide, all on one scale of colours. */
    public static Showable images(String title, double[][] weights, int width) {
        List<Heat> images = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            double[] row = weights[i];
            if (width < 1 || row.length % width != 0)
                throw new IllegalArgumentException("A row of " + row.length + " weights is no image " + width
                        + " pixels wide: give a width that divides it.");
            double[][] pixels = new double[row.length / width][];
            for (int r = 0; r < pixels.length; r++) pixels[r] = Arrays.copyOfRange(row, r * width, (r + 1) * width);
            images.add(new Heat("unit " + (i + 1), pixels));
        }
        return new HeatImages(title, images);
    }

    /** Names the rows. */
    public Heat rows(String... names) {
        rowNames = checked("rows", cells.length, names);
        return this;
    }

    /** Names the columns. */
    public Heat columns(String... names) {
        columnNames = checked("columns", cells[0].length, names);
        return this;
    }

    private List<String> checked(String what, int needed, String[] names) {
        if (names.length != needed)
            throw new IllegalArgumentException("\"" + title + "\" has " + needed + " " + what + " and got "
                    + names.length + " names: give one for each.");
        return List.of(names);
    }

    static List<String> numbered(int n) {
        return IntStream.rangeClosed(1, n).mapToObj(Integer::toString).toList();
    }

    String title() {
        return title;
    }

    /** How far {@code d} is from 0, between 0 and 1. */
    private static double share(double d, double largest) {
        return Double.isNaN(d) ? 0 : Math.min(1, Math.abs(d) / largest);
    }

    /** The finite number farthest from 0, without its sign; 1 where all are 0. */
    double largest() {
        double most = 0;
        for (double[] row : cells) for (double d : row) if (Double.isFinite(d)) most = Math.max(most, Math.abs(d));
        return most == 0 ? 1 : most;
    }

    boolean hasNegative() {
        return Arrays.stream(cells).flatMapToDouble(Arrays::stream).anyMatch(d -> d < 0);
    }

    /** Whether the cells are so few that each can hold its number. */
    boolean hasRoomForNumbers() {
        return cells.length * cells[0].length <= MOST_WITH_NUMBERS;
    }

    /** The XChart chart, for whatever is not offered here. */
    public HeatMapChart chart() {
        return new HeatDrawing(this).chart();
    }

    @Override
    public String text() {
        if (!hasRoomForNumbers()) return shaded() + textKey();
        String table = sheet().text();
        return table.lines().allMatch(line -> line.length() <= Paragraph.WIDTH) ? table : shaded() + textKey();
    }

    private Sheet sheet() {
        List<String> header = new ArrayList<>(List.of(corner));
        header.addAll(columnNames);
        Sheet sheet = new Sheet(title, header.toArray(String[]::new));
        for (int r = 0; r < cells.length; r++) {
            List<String> row = new ArrayList<>(List.of(rowNames.get(r)));
            for (double d : cells[r]) row.add(Trace.number(d));
            sheet.row(row.toArray(String[]::new));
        }
        return sheet;
    }

    static String textKey() {
        String key = "the farther from 0, the further on in \"" + SHADES + "\"; behind a minus sign: below 0";
        return "\n\n" + Paragraph.wrap(key, 0);
    }

    /** The grid in shades of characters: the darker, the farther from 0; too large for a terminal, it is cut. */
    String shaded() {
        StringBuilder out = new StringBuilder(title).append('\n').append(range());
        int rows = Math.min(cells.length, TEXT_ROWS);
        int columns = Math.min(cells[0].length, TEXT_COLUMNS);
        if (rows < cells.length || columns < cells[0].length)
            out.append("; here are the first ").append(rows).append(" by ").append(columns);
        double largest = largest();
        for (int r = 0; r < rows; r++) {
            out.append('\n');
            for (int c = 0; c < columns; c++) {
                char shade = SHADES.charAt((int) Math.round(share(cells[r][c], largest) * (SHADES.length() - 1)));
                out.append(cells[r][c] < 0 ? '-' : ' ').append(shade);
            }
        }
        return out.toString();
    }

    /** {@code 30 by 30, from 0 to 2, 870 of 900 are 0}. */
    String range() {
        double[] all = Arrays.stream(cells).flatMapToDouble(Arrays::stream).toArray();
        double[] numbers = Arrays.stream(all).filter(d -> !Double.isNaN(d)).toArray();
        long zeros = Arrays.stream(all).filter(d -> d == 0).count();
        String size = cells.length + " by " + cells[0].length;
        String strange = numbers.length == all.length ? "" : ", " + (all.length - numbers.length) + " are not a number";
        if (numbers.length == 0) return size + strange;
        return size + ", from " + AltText.brief(Arrays.stream(numbers).min().getAsDouble()) + " to "
                + AltText.brief(Arrays.stream(numbers).max().getAsDouble()) + ", " + zeros + " of " + all.length
                + " are 0" + strange;
    }

    /** What the picture shows; of a small grid every number. */
    private String alt() {
        List<String> says = new ArrayList<>(List.of(title + ": " + range() + mistake));
        if (cells.length * cells[0].length <= MOST_IN_WORDS) {
            says.add("columns " + names(columnNames));
            for (int r = 0; r < cells.length; r++)
                says.add(Html.shorten(rowNames.get(r), LONGEST_NAME) + ": "
                        + Arrays.stream(cells[r]).mapToObj(AltText::brief).collect(Collectors.joining(", ")));
        }
        return String.join("; ", says) + ".";
    }

    private static String names(List<String> names) {
        return names.stream().map(name -> Html.shorten(name, LONGEST_NAME)).collect(Collectors.joining(", "));
    }

    @Override
    public String html() {
        HeatMapChart chart = chart();
        String instead = "<pre>" + Html.escape(text()) + "</pre>";
        return ChartImage.figure(
                chart,
                chart.getHeight(),
                alt(),
                instead,
                key(largest(), hasNegative()) + data(cells.length * cells[0].length, this::sheet));
    }

    /** A page bears a table up to a certain size. */
    static String data(int cells, Supplier<Sheet> sheet) {
        return cells > MOST_IN_TABLE
                ? ""
                : Html.disclosure("The data as a table", sheet.get().table());
    }

    /** What the colours mean, where they mean two things. */
    static String key(double largest, boolean hasNegative) {
        String says = hasNegative
                ? "No colour is 0, orange is positive, blue is negative; the strongest are "
                : "No colour is 0, the strongest orange is ";
        String end = Html.number((hasNegative ? "\u00b1" : "") + AltText.brief(AltText.roundedUp(largest)));
        return "<div class=\"sheet\" style=\"display:block\">" + says + end + ".</div>";
    }

    @Override
    public byte[] png() {
        HeatMapChart chart = chart();
        return ChartImage.png(chart, chart.getHeight());
    }

    @Override
    public String toString() {
        return text();
    }
}
