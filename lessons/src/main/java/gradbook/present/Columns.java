package gradbook.present;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** A table of prose in a terminal: its columns share the width, cells wrap; where that is too little, rows become lists. */
final class Columns {
    private static final int GAP = 2;
    private static final int NARROWEST = 8;

    private Columns() {}

    /** Lines of at most {@code width} columns; the first row holds the headings. */
    static List<AttributedString> of(List<List<AttributedString>> rows, int width) {
        int columns = rows.get(0).size();
        List<Integer> widths = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            int widest = 1;
            for (List<AttributedString> row : rows)
                widest = Math.max(widest, row.get(c).columnLength());
            widths.add(widest);
        }
        int room = width - GAP * (columns - 1);
        while (sum(widths) > room) {
            int widest = widths.indexOf(Collections.max(widths));
            if (widths.get(widest) <= NARROWEST) return lists(rows, width);
            widths.set(widest, widths.get(widest) - 1);
        }
        List<AttributedString> lines = new ArrayList<>();
        boolean hasWrapped = rows.stream()
                .skip(1)
                .anyMatch(row -> wrapped(row, widths).stream().anyMatch(cell -> cell.size() > 1));
        for (int r = 0; r < rows.size(); r++) {
            if (r > 1 && hasWrapped) lines.add(AttributedString.EMPTY);
            row(wrapped(rows.get(r), widths), widths, lines);
            if (r == 0) rule(widths, lines);
        }
        return lines;
    }

    private static List<List<AttributedString>> wrapped(List<AttributedString> row, List<Integer> widths) {
        List<List<AttributedString>> cells = new ArrayList<>();
        for (int c = 0; c < widths.size(); c++) cells.add(Wrap.lines(row.get(c), widths.get(c)));
        return cells;
    }

    private static void row(List<List<AttributedString>> cells, List<Integer> widths, List<AttributedString> lines) {
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < height; i++) {
            AttributedStringBuilder line = new AttributedStringBuilder();
            int due = 0; // blanks that are written only if something follows
            for (int c = 0; c < cells.size(); c++) {
                AttributedString part = i < cells.get(c).size() ? cells.get(c).get(i) : AttributedString.EMPTY;
                if (part.length() > 0) {
                    line.append(" ".repeat(due)).append(part);
                    due = 0;
                }
                due += widths.get(c) - part.columnLength() + GAP;
            }
            lines.add(line.toAttributedString());
        }
    }

    private static void rule(List<Integer> widths, List<AttributedString> lines) {
        List<String> parts = widths.stream().map("\u2500"::repeat).toList();
        lines.add(new AttributedString(String.join(" ".repeat(GAP), parts)));
    }

    /** Each row as lines {@code heading: cell}. */
    private static List<AttributedString> lists(List<List<AttributedString>> rows, int width) {
        List<AttributedString> lines = new ArrayList<>();
        for (List<AttributedString> row : rows.subList(1, rows.size())) {
            if (!lines.isEmpty()) lines.add(AttributedString.EMPTY);
            for (int c = 0; c < row.size(); c++) {
                if (row.get(c).length() == 0) continue;
                AttributedString pair = AttributedString.join(
                        new AttributedString(": "), rows.get(0).get(c), row.get(c));
                lines.addAll(Wrap.lines(pair, width));
            }
        }
        return lines;
    }

    private static int sum(List<Integer> widths) {
        return widths.stream().mapToInt(Integer::intValue).sum();
    }
}
