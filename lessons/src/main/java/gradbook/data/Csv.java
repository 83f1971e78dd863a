package gradbook.data;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * Reads a CSV file, headings in its first line, into a Tablesaw table. Every row is checked first, so that a fault is told
 * with file, line and column: a row with too many or too few fields, text in a column of numbers, NaN or infinity.
 *
 * <p>A column whose first value is a number is a column of numbers; name it in {@link #text} if it only looks like one. An
 * empty field, {@code NA} and {@code ?} stand for a missing value. At most 1,000,000 rows are read.
 */
public final class Csv {
    static final int ROW_LIMIT = 1_000_000;
    private static final Set<String> MISSING = Set.of("", "NA", "?");
    private static final String NUMBER = "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?";

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
        return new Csv(delimiter, Set.of(columns));
    }

    /** Reads a file with commas. */
    public static Table read(Path file) throws IOException {
        return delimitedBy(',').load(file);
    }

    public Table load(Path file) throws IOException {
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
        return load(name, () -> new StringReader(text));
    }

    @FunctionalInterface
    interface Source {
        Reader open() throws IOException;
    }

    Table load(String name, Source source) throws IOException {
        try {
            ColumnType[] types;
            try (Reader reader = source.open()) {
                types = check(new CsvRows(reader, delimiter));
            }
            try (Reader reader = source.open()) {
                return Table.read()
                        .usingOptions(CsvReadOptions.builder(reader)
                                .tableName(name)
                                .separator(delimiter)
                                .missingValueIndicator(MISSING.toArray(String[]::new))
                                .maxCharsPerColumn(1 << 20)
                                .columnTypes(types));
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
        ColumnType[] types = new ColumnType[headings.size()];
        for (String text : textColumns) {
            if (!headings.contains(text)) throw new CsvException(1, null, "there is no column '" + text + "'");
            types[headings.indexOf(text)] = ColumnType.STRING;
        }
        int count = 0;
        for (List<String> row = rows.read(); row != null; row = rows.read()) {
            if (++count > ROW_LIMIT)
                throw new CsvException(rows.line(), null, "more than 1,000,000 rows: that is the limit; take a sample");
            if (row.size() != headings.size())
                throw new CsvException(
                        rows.line(),
                        null,
                        "this row has " + fields(row.size()) + ", and there are " + headings.size() + " headings");
            for (int c = 0; c < types.length; c++) types[c] = type(rows.line(), headings.get(c), row.get(c), types[c]);
        }
        if (count == 0) throw new CsvException(1, null, "there are headings and no rows below them");
        for (int c = 0; c < types.length; c++) if (types[c] == null) types[c] = ColumnType.STRING;
        return types;
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
        Set<String> seen = new HashSet<>();
        for (int c = 0; c < headings.size(); c++) {
            if (headings.get(c).isEmpty()) throw new CsvException(1, null, "heading " + (c + 1) + " is empty");
            if (!seen.add(headings.get(c).toLowerCase(java.util.Locale.ROOT)))
                throw new CsvException(1, headings.get(c), "two columns have this heading");
        }
        if (headings.stream().allMatch(h -> h.matches(NUMBER)))
            throw new CsvException(1, null, "the first line has numbers only: it should be the headings");
    }

    private static ColumnType type(int line, String heading, String field, ColumnType soFar) throws CsvException {
        if (soFar == ColumnType.STRING || MISSING.contains(field)) return soFar;
        if (field.matches(NUMBER)) return ColumnType.DOUBLE;
        if (field.matches("(?i)[-+]?(nan|inf|infinity)"))
            throw new CsvException(
                    line,
                    heading,
                    "'" + field + "' is no number to train on; leave the field empty to mark a missing value");
        if (soFar == ColumnType.DOUBLE)
            throw new CsvException(
                    line,
                    heading,
                    "'" + shortened(field)
                            + "' is not a number, and the values above it are. Correct it, or read the column as text: text(\""
                            + heading + "\")");
        return ColumnType.STRING;
    }

    private static String shortened(String field) {
        return field.length() > 40 ? field.substring(0, 40) + "..." : field;
    }

    private static String fields(int n) {
        return n + (n == 1 ? " field" : " fields");
    }

    private static String written(char delimiter) {
        return delimiter == '\t' ? "\\t" : String.valueOf(delimiter);
    }
}
