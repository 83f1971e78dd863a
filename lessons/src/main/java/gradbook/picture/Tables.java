package gradbook.picture;

import gradbook.chart.Heat;
import gradbook.derivative.FourWays;
import gradbook.derivative.GradientCheck;
import gradbook.derivative.Jacobian;
import gradbook.scalar.Style;
import gradbook.show.Paragraph;
import gradbook.show.Sheet;
import gradbook.show.Showable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/** The engine's tables and Tablesaw's, on a page with real headers; their text is their own. */
public final class Tables {
    private static final int MOST_ROWS = 20; // of a data set: its head says what it holds

    private Tables() {}

    /** What the gradient check says about every input, and in sum. */
    public static Showable of(GradientCheck check) {
        Sheet sheet = new Sheet(
                "Each gradient beside a central difference",
                "input",
                "analytic",
                "numeric",
                "absolute error",
                "relative error",
                "verdict");
        for (GradientCheck.Row row : check.rows())
            sheet.row(
                    row.input(),
                    Style.TEXT.number(row.analytic()),
                    Style.TEXT.number(row.numeric(), 7),
                    error(row.absoluteError()),
                    error(row.relativeError()),
                    row.verdict().toString());
        List<String> lines = check.toString().strip().lines().toList();
        return sheet.note(lines.get(lines.size() - 1));
    }

    private static String error(double error) {
        return error < 1e-9 ? "< 1e-9" : Style.TEXT.number(error, 1);
    }

    /** Every derivative of every output, in colour: what is 0 stays blank paper. */
    public static Showable of(Jacobian jacobian) {
        Heat heat = Heat.of("Jacobian, " + jacobian.account(), jacobian.matrix().toArray());
        return texted(isNarrow(jacobian.toString()) ? jacobian.toString() : heat.text(), heat::html, heat::png);
    }

    /** Four ways to one gradient, with what each of them costs. */
    public static Showable of(FourWays ways) {
        List<String> header = new ArrayList<>(List.of("way"));
        for (String input : ways.inputs()) header.add("\u2202/\u2202" + input);
        header.addAll(List.of("evaluations", "multiply-adds"));
        Sheet sheet = new Sheet(
                "The same gradient in several ways, and its cost. " + FourWays.COUNTED, header.toArray(String[]::new));
        for (FourWays.Row row : ways.rows()) {
            List<String> cells = new ArrayList<>(List.of(row.way()));
            for (double d : row.gradient()) cells.add(Style.TEXT.number(d));
            cells.add(Long.toString(row.evaluations()));
            cells.add(row.multiplyAdds() < 0 ? "" : Long.toString(row.multiplyAdds()));
            sheet.row(cells.toArray(String[]::new));
        }
        return sheet;
    }

    /** A data set: its first rows, and how many there are; in a terminal the columns that fit. */
    public static Showable of(Table table) {
        int columns = table.columnCount();
        Sheet narrow = head(table, columns);
        while (columns > 1 && !isNarrow(narrow.text())) narrow = head(table, --columns);
        return texted(narrow.text(), head(table, table.columnCount())::html, () -> null);
    }

    private static boolean isNarrow(String text) {
        return text.lines().allMatch(line -> line.length() <= Paragraph.WIDTH);
    }

    private static Sheet head(Table table, int columns) {
        int shown = Math.min(MOST_ROWS, table.rowCount());
        String caption = table.name() + ": " + table.rowCount() + " rows, " + table.columnCount() + " columns";
        if (shown < table.rowCount()) caption += "; the first " + shown + " are shown";
        List<String> names = table.columnNames();
        Sheet sheet = new Sheet(caption, names.subList(0, columns).toArray(String[]::new));
        if (columns < names.size())
            sheet.note("Not shown here: " + String.join(", ", names.subList(columns, names.size())) + ".");
        for (int i = 0; i < shown; i++) {
            int row = i;
            sheet.row(IntStream.range(0, columns)
                    .mapToObj(c -> table.getString(row, c))
                    .toArray(String[]::new));
        }
        return sheet;
    }

    private static Showable texted(String text, Supplier<String> html, Supplier<byte[]> png) {
        return new Showable() {
            @Override
            public String text() {
                return text.stripTrailing();
            }

            @Override
            public String html() {
                return html.get();
            }

            @Override
            public byte[] png() {
                return png.get();
            }

            @Override
            public String toString() {
                return text();
            }
        };
    }
}
