package gradbook.chart;

import gradbook.scalar.Trace;
import gradbook.show.Html;
import gradbook.show.Paragraph;
import gradbook.show.Sheet;
import gradbook.show.Showable;
import gradbook.show.Styles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * A grid of numbers in colour: a Jacobian, a confusion matrix, the weights of a layer as an image. Blue is negative,
 * orange positive, the deeper the larger; a small grid prints its numbers too, so that colour says nothing alone.
 *
 * <pre>{@code
 * show(Heat.of("Jacobian of relu", new double[][] {{1, 0}, {0, 0}}).rows("z1", "z2").columns("x1", "x2"));
 * show(Heat.confusion("Digits", counts, "0", "1", "2"));
 * show(Heat.images("What each unit looks for", weights, 8)); // one row per unit, 8 pixels wide
 * }</pre>
 */
public final class Heat implements Showable {
    private static final int MOST_WITH_NUMBERS = 144;
    private static final int PIXELS = 9; // of a page, per cell of an image
    private static final int MOST_IN_TABLE = 2_500;
    private static final int TEXT_ROWS = 64;
    private static final int TEXT_COLUMNS = 40; // two characters each
    private static final String KEY = "<p class=\"note\">No colour is 0, orange is positive, blue is negative; "
            + "the deeper, the farther from 0.</p>";
    private static final String SHADES = " .:;=+*#%@";

    private final String title;
    private final double[][] cells;
    private String corner = "";
    private List<String> rowNames;
    private List<String> columnNames;

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
        for (int i = 0; i < counts.length; i++) {
            cells[i] = IntStream.of(counts[i]).asDoubleStream().toArray();
            right += counts[i][i];
            all += IntStream.of(counts[i]).sum();
        }
        String share = all == 0 ? "" : " (" + AltText.brief(100.0 * right / all) + "%)";
        Heat heat = new Heat(title + ": " + right + " of " + all + share + " are right", cells);
        heat.corner = "true \u2193, taken for \u2192";
        return heat.rows(classes).columns(classes);
    }

    /** One small image per row of {@code weights}, each {@code width} pixels wide. */
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
        return new Showable() {
            @Override
            public String text() {
                StringBuilder out = new StringBuilder(title);
                for (Heat image : images) out.append("\n\n").append(image.shaded());
                return out + textKey();
            }

            @Override
            public String html() {
                StringBuilder out = new StringBuilder("<div class=\"sheet\"><p style=\"margin:0 0 10px\">")
                        .append(Html.escape(title))
                        .append("</p><div style=\"display:flex;flex-wrap:wrap;gap:14px\">");
                for (Heat image : images) out.append(image.image());
                out.append("</div>").append(KEY).append("</div>");
                return Html.fragment(Styles.TABLE, out.toString());
            }
        };
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

    private static List<String> numbered(int n) {
        return IntStream.rangeClosed(1, n).mapToObj(Integer::toString).toList();
    }

    private boolean hasNumbers() {
        return cells.length * cells[0].length <= MOST_WITH_NUMBERS;
    }

    /** How far {@code d} is from 0, between 0 and 1. */
    private static double share(double d, double largest) {
        return Double.isNaN(d) ? 0 : Math.min(1, Math.abs(d) / largest);
    }

    private double largest() {
        double most = 0;
        for (double[] row : cells) for (double d : row) if (Double.isFinite(d)) most = Math.max(most, Math.abs(d));
        return most == 0 ? 1 : most;
    }

    @Override
    public String text() {
        if (!hasNumbers()) return shaded() + textKey();
        List<String> header = new ArrayList<>(List.of(corner));
        header.addAll(columnNames);
        Sheet sheet = new Sheet(title, header.toArray(String[]::new));
        for (int r = 0; r < cells.length; r++) {
            List<String> row = new ArrayList<>(List.of(rowNames.get(r)));
            for (double d : cells[r]) row.add(Trace.number(d));
            sheet.row(row.toArray(String[]::new));
        }
        String table = sheet.text();
        return table.lines().allMatch(line -> line.length() <= Paragraph.WIDTH) ? table : shaded() + textKey();
    }

    private static String textKey() {
        String key = "the farther from 0, the further on in \"" + SHADES + "\"; behind a minus sign: below 0";
        return "\n\n" + Paragraph.wrap(key, 0);
    }

    /** The grid in shades of characters: the darker, the farther from 0; too large for a terminal, it is cut. */
    private String shaded() {
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

    private String range() {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        int zeros = 0;
        for (double[] row : cells)
            for (double d : row) {
                low = Math.min(low, d);
                high = Math.max(high, d);
                if (d == 0) zeros++;
            }
        return cells.length + " by " + cells[0].length + ", from " + AltText.brief(low) + " to " + AltText.brief(high)
                + ", " + zeros + " of " + cells.length * cells[0].length + " are 0";
    }

    @Override
    public String html() {
        String body = hasNumbers() ? table() : image() + KEY + data();
        return Html.fragment(Styles.TABLE + Styles.HEAT, "<div class=\"sheet\">" + body + "</div>");
    }

    /** A large grid is an image; its numbers are there for who asks, up to a size that a page can bear. */
    private String data() {
        if (cells.length * cells[0].length > MOST_IN_TABLE) return "";
        return Html.disclosure("The data as a table", table());
    }

    private String table() {
        StringBuilder out = new StringBuilder("<table class=\"heat\"><caption>").append(Html.escape(title));
        out.append("</caption><thead><tr><th scope=\"col\">")
                .append(Html.escape(corner))
                .append("</th>");
        for (String name : columnNames)
            out.append("<th scope=\"col\">").append(Html.escape(name)).append("</th>");
        out.append("</tr></thead><tbody>");
        double largest = largest();
        for (int r = 0; r < cells.length; r++) {
            out.append("<tr><th scope=\"row\">")
                    .append(Html.escape(rowNames.get(r)))
                    .append("</th>");
            for (double d : cells[r]) {
                String hue = d < 0 ? "var(--cold)" : "var(--warm)";
                // What is not 0 is seen to be so, however small.
                String share = String.format(Locale.ROOT, "%.0f", d == 0 ? 0 : 8 + 92 * share(d, largest));
                out.append(d == 0 ? "<td class=\"zero\"" : "<td")
                        .append(" style=\"background:color-mix(in srgb,")
                        .append(hue)
                        .append(' ')
                        .append(share);
                out.append("%,var(--paper))\">")
                        .append(Html.escape(Html.number(Trace.number(d))))
                        .append("</td>");
            }
            out.append("</tr>");
        }
        return out.append("</tbody></table>").toString();
    }

    /** One pixel per cell, enlarged by the browser without blurring: small, and it needs no font. */
    private String image() {
        double largest = largest();
        BufferedImage image = new BufferedImage(cells[0].length, cells.length, BufferedImage.TYPE_INT_RGB);
        for (int r = 0; r < cells.length; r++)
            for (int c = 0; c < cells[0].length; c++) image.setRGB(c, r, color(cells[r][c], largest));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int scale = Math.max(1, Math.min(PIXELS, 600 / Math.max(cells.length, cells[0].length)));
        return "<figure style=\"margin:0\"><img style=\"image-rendering:pixelated;border:1px solid var(--rule)\" width=\""
                + scale * cells[0].length + "\" height=\"" + scale * cells.length + "\" alt=\""
                + Html.escape(title + ": " + range()) + "\" src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(out.toByteArray()) + "\"/><figcaption style=\"font-size:13px\">"
                + Html.escape(title) + "</figcaption></figure>";
    }

    /** From blue over white to orange. */
    private static int color(double d, double largest) {
        int[] end = d < 0 ? new int[] {0x00, 0x72, 0xB2} : new int[] {0xD5, 0x5E, 0x00};
        int rgb = 0;
        for (int part : end) rgb = rgb << 8 | (int) Math.round(255 + share(d, largest) * (part - 255));
        return rgb;
    }
}
