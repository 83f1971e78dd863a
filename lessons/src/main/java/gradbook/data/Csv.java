package gradbook.data;

import static gradbook.scalar.Given.given;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * Reads a CSV file, headings in its first line, into a Tablesaw table. Every row is checked first, so that a fault is told
 * with file, line and column: a row with too many or too few fields, text in a column of numbers, NaN or infinity.
 *
 * <p>A column is numbers or text, not both: one that has both is refused, naming the first value of the rarer kind, unless
 * {@link #text} declares it. An empty field, {@code NA} and {@code ?} stand for a missing value. At most 1,000,000 rows and
 * 10,000 columns are read.
 */
public final class Csv {
    static final int ROW_LIMIT = 1_000_000;
    private static final int COLUMN_LIMIT = 10_000;
    private static final int FIELD_LIMIT = 1 << 20;
    private static final String NAME = "a String such as \"species\"";

    private final char delimiter;
    private final Set<String> textColumns;

    private Csv(char delimiter, Set<String> textColumns) {
        this.delimiter = delimiter;
        this.textColumns = textColumns;
    }

    /** A reader for another delimiter than the comma: {@code Csv.delimitedBy(';').load(file)}. */
    public static Csv delimitedBy(char delimiter) {
        return new Csv(delimiter, Set.of());
    }

    /** The same reader, with these columns kept as text. */
    public Csv text(String... columns) {
        return new Csv(delimiter, new LinkedHashSet<>(names("text", columns)));
    }

    /** These names of columns, none of them null. */
    static List<String> names(String who, String... columns) {
        for (String column : given(columns, who, "a column", NAME)) given(column, who, "a column", NAME);
        return List.of(columns);
    }

    /** Reads a file with commas. */
    public static Table read(Path file) throws IOException {
        return delimitedBy(',').load(file);
    }

    /** Reads a file in UTF-8; the table and all messages carry its name. */
    public Table load(Path file) throws IOException {
        given(file, "Csv", "the file", "a Path");
        String name = String.valueOf(file.getFileName() == null ? file : file.getFileName());
        if (!Files.exists(file))
            throw new CsvException(
                            0,
                            null,
                            "there is no such file in " + file.toAbsolutePath().getParent())
                    .in(name);
        if (Files.isDirectory(file)) throw new CsvException(0, null, "this is a folder, not a file").in(name);
        return load(name, () -> Files.newBufferedReader(file, StandardCharsets.UTF_8));
    }

    /** Reads a text that is in memory already, under the name that messages should use for it. */
    public Table parse(String name, String text) throws IOException {
        given(name, "Csv", "the name", "a String");
        given(text, "Csv", "the text", "a String");
        return load(name, () -> new StringReader(text));
    }

    @FunctionalInterface
    interface Source {
        Reader open() throws IOException;
    }

    Table load(String name, Source source) throws IOException {
        try {
            ColumnType[] types;
            int checked;
            try (Reader reader = source.open()) {
                CsvRows rows = new CsvRows(reader, delimiter);
                types = check(rows);
                checked = rows.count() - 1; // without the headings
            }
            try (Reader reader = source.open()) {
                Table table = Table.read()
                        .usingOptions(CsvReadOptions.builder(reader)
                                .tableName(name)
                                .separator(delimiter)
                                .missingValueIndicator(CsvColumn.MISSING.toArray(String[]::new))
                                .commentPrefix('\0') // or rows that begin with # would vanish
                                .maxCharsPerColumn(FIELD_LIMIT)
                                .columnTypes(types));
                if (table.rowCount() == checked) return table;
                throw new CsvException(
                        0,
                        null,
                        "this has " + checked + " rows, and " + table.rowCount()
                                + " could be read: is it a text file? Save it as CSV UTF-8");
            }
        } catch (CsvException e) {
            throw e.in(name);
        } catch (CharacterCodingException e) {
            throw new CsvException(0, null, "this is not text in UTF-8; save it as CSV UTF-8").in(name);
        }
    }

    private ColumnType[] check(CsvRows rows) throws IOException {
        List<String> headings = rows.read();
        if (headings == null)
            throw new CsvException(0, null, "the file is empty: the first line should be the headings");
        requireHeadings(headings);
        for (String text : textColumns)
            if (!headings.contains(text)) throw new CsvException(1, null, "there is no column '" + text + "'");
        List<CsvColumn> columns = headings.stream().map(CsvColumn::new).toList();
        for (List<String> row = rows.read(); row != null; row = rows.read()) {
            if (rows.count() - 1 > ROW_LIMIT)
                throw new CsvException(rows.line(), null, "more than 1,000,000 rows: that is the limit; take a sample");
            if (row.size() != headings.size())
                throw new CsvException(
                        rows.line(),
                        null,
                        "this row has " + fields(row.size()) + ", and there are " + headings.size() + " headings");
            for (int c = 0; c < row.size(); c++) {
                requireClosed(rows.line(), headings.get(c), row.get(c));
                columns.get(c).add(rows.line(), row.get(c));
            }
        }
        if (rows.count() == 1) throw new CsvException(1, null, "there are headings and no rows below them");
        ColumnType[] types = new ColumnType[headings.size()];
        for (int c = 0; c < types.length; c++)
            types[c] = textColumns.contains(headings.get(c))
                    ? ColumnType.STRING
                    : columns.get(c).type(asText(headings.get(c)));
        return types;
    }

    /** Univocity, below Tablesaw, has such a limit too, and would tell it with all its settings. */
    private static void requireClosed(int line, String heading, String field) throws CsvException {
        if (field.length() > FIELD_LIMIT)
            throw new CsvException(
                    line,
                    heading,
                    "this field has " + field.length()
                            + " characters, and the limit is 1,048,576: is a quote (\") not closed?");
    }

    /** The call that reads one more column as text. */
    private String asText(String heading) {
        return "Csv.delimitedBy('" + written(delimiter) + "').text("
                + Stream.concat(textColumns.stream(), Stream.of(heading))
                        .collect(Collectors.joining("\", \"", "\"", "\""))
                + ").load(file)";
    }

    private void requireHeadings(List<String> headings) throws CsvException {
        if (headings.size() == 1) {
            for (char other : new char[] {';', '\t', ',', '|'})
                if (other != delimiter && headings.get(0).indexOf(other) >= 0)
                    throw new CsvException(
                            1,
                            null,
                            "there is one column between '" + written(delimiter)
                                    + "'. The delimiter seems to be '" + written(other) + "': Csv.delimitedBy('"
                                    + written(other)
                                    + "').load(file)");
        }
        if (headings.size() > COLUMN_LIMIT)
            throw new CsvException(1, null, headings.size() + " columns: the limit is 10,000");
        Set<String> seen = new HashSet<>();
        for (int c = 0; c < headings.size(); c++) {
            if (headings.get(c).isEmpty()) throw new CsvException(1, null, "heading " + (c + 1) + " is empty");
            if (!seen.add(headings.get(c).toLowerCase(java.util.Locale.ROOT)))
                throw new CsvException(1, headings.get(c), "two columns have this heading");
        }
        if (headings.stream().allMatch(CsvColumn::isNumber))
            throw new CsvException(1, null, "the first line has numbers only: it should be the headings");
    }

    private static String fields(int n) {
        return n + (n == 1 ? " field" : " fields");
    }

    private static String written(char delimiter) {
        return delimiter == '\t' ? "\\t" : String.valueOf(delimiter);
    }
}
