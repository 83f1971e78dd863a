package gradbook.show;

import gradbook.scalar.TextTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of text on every stage: aligned columns in a terminal, a real table with headers on a page.
 *
 * <pre>{@code
 * Sheet sheet = new Sheet("Two numbers", "name", "value");
 * sheet.row("x", "-2");
 * sheet.row("y", "5");
 * }</pre>
 */
public final class Sheet implements Showable {
    private record Row(List<String> cells, boolean isSum) {}

    private static final String NUMBER = "|< ?[\\d.e-]+|[-+]?([\\d.]+(e-?\\d+)?|\u221e|NaN)";

    private final String caption;
    private final List<String> header;
    private final List<Row> rows = new ArrayList<>();
    private String note = "";

    /** An empty table; {@code caption} says what it holds, {@code header} names its columns. */
    public Sheet(String caption, String... header) {
        this.caption = caption;
        this.header = List.of(header);
    }

    /** A sentence below the table. */
    public Sheet note(String sentence) {
        note = sentence;
        return this;
    }

    /** Adds a row, one cell for each column. */
    public Sheet row(String... cells) {
        return add(false, cells);
    }

    /** A row that sums up rows above it, set off from them. */
    public Sheet sum(String... cells) {
        return add(true, cells);
    }

    private Sheet add(boolean isSum, String... cells) {
        if (cells.length != header.size())
            throw new IllegalArgumentException("A row of " + cells.length + " cells does not fit a table of "
                    + header.size() + " columns (" + String.join(", ", header) + "): give one cell for each column.");
        rows.add(new Row(List.of(cells), isSum));
        return this;
    }

    @Override
    public String text() {
        TextTable table = TextTable.of(header.toArray(String[]::new));
        for (Row row : rows) table.row(row.cells.toArray(String[]::new));
        return (Paragraph.wrap(caption, 0) + "\n" + table + Paragraph.wrap(note, 0)).stripTrailing();
    }

    @Override
    public String html() {
        return Html.fragment(Styles.TABLE, Html.scroller("sheet", caption, table()));
    }

    @Override
    public String toString() {
        return text();
    }

    /** The table alone, for a fragment that holds more than it. */
    public String table() {
        StringBuilder out = new StringBuilder("<table><caption>")
                .append(Html.escape(caption))
                .append("</caption><thead><tr>");
        for (int c = 0; c < header.size(); c++) cell(out, "th scope=\"col\"", c, header.get(c));
        out.append("</tr></thead><tbody>");
        for (Row row : rows) {
            out.append(row.isSum ? "<tr class=\"sum\">" : "<tr>");
            for (int c = 0; c < header.size(); c++) cell(out, c == 0 ? "th scope=\"row\"" : "td", c, row.cells.get(c));
            out.append("</tr>");
        }
        out.append("</tbody></table>");
        if (!note.isEmpty())
            out.append("<p class=\"note\">").append(Html.escape(note)).append("</p>");
        return out.toString();
    }

    private void cell(StringBuilder out, String tag, int column, String text) {
        boolean isNumber = isNumeric(column);
        String type = isNumber ? "" : " class=\"l\"";
        String shown = isNumber && !tag.startsWith("th scope=\"col") ? Html.number(text) : text;
        out.append('<').append(tag).append(type).append('>').append(Html.escape(shown));
        out.append("</").append(tag, 0, 2).append('>');
    }

    private boolean isNumeric(int column) {
        return rows.stream().allMatch(row -> row.cells.get(column).matches(NUMBER));
    }
}
