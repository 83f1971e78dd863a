package gradbook.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An aligned table of plain text, for JShell and terminals: numbers to the right, words to the left. */
public final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these column headings. */
    public static TextTable of(String... headings) {
        return new TextTable().row(headings);
    }

    /** Adds a row: a cell for each heading. */
    public TextTable row(String... cells) {
        int columns = rows.isEmpty() ? cells.length : rows.get(0).size();
        if (cells.length != columns)
            throw new IllegalArgumentException(
                    "The table has " + columns + " columns, " + String.join(", ", rows.get(0)) + ", but this row has "
                            + cells.length + ": " + String.join(", ", cells) + ".");
        rows.add(List.of(cells));
        return this;
    }

    @Override
    public String toString() {
        List<String> headings = rows.get(0);
        int[] widths = IntStream.range(0, headings.size())
                .map(c -> rows.stream().mapToInt(r -> width(r.get(c))).max().orElse(0))
                .toArray();
        boolean[] numeric = new boolean[widths.length];
        for (int c = 0; c < widths.length; c++) {
            int column = c;
            numeric[c] = rows.stream().skip(1).allMatch(r -> r.get(column).matches("|[-+]?([\\d.]+(e-?\\d+)?|∞|NaN)"));
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(IntStream.range(0, widths.length)
                    .mapToObj(c -> pad(row.get(c), widths[c], numeric[c]))
                    .collect(Collectors.joining("  "))
                    .stripTrailing());
            if (lines.size() == 1)
                lines.add(IntStream.of(widths).mapToObj("─"::repeat).collect(Collectors.joining("  ")));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String pad(String cell, int width, boolean right) {
        String space = " ".repeat(width - width(cell));
        return right ? space + cell : cell + space;
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
