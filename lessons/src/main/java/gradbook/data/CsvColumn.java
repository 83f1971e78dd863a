package gradbook.data;

import java.util.Set;
import tech.tablesaw.api.ColumnType;

/** A column as its rows show it: how many of its values are numbers and how many are text, and where the first stands. */
final class CsvColumn {
    static final Set<String> MISSING = Set.of("", "NA", "?");
    private static final String NUMBER = "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?";

    private final String heading;
    private final Kind numbers = new Kind();
    private final Kind texts = new Kind();
    private final Kind infinite = new Kind(); // NaN too: a number by its looks, and none to train on

    CsvColumn(String heading) {
        this.heading = heading;
    }

    static boolean isNumber(String field) {
        return field.matches(NUMBER);
    }

    void add(int line, String field) {
        if (!MISSING.contains(field)) kind(field).add(line, field);
    }

    private Kind kind(String field) {
        if (isNumber(field)) return Double.isFinite(Double.parseDouble(field)) ? numbers : infinite;
        return field.matches("(?i)[-+]?(nan|inf|infinity)") ? infinite : texts;
    }

    /** Numbers or text; refused where it has both, or has NaN or infinity among its numbers. */
    ColumnType type(String remedy) throws CsvException {
        if (texts.count == 0 && infinite.count > 0)
            throw infinite.refused(" is no number to train on; leave the field empty to mark a missing value");
        if (texts.count == 0 && numbers.count > 0) return ColumnType.DOUBLE;
        if (numbers.count == 0) return ColumnType.STRING;
        String correct = " of its " + (numbers.count + texts.count)
                + " values). Correct it, or read the column as text: " + remedy;
        throw texts.count <= numbers.count
                ? texts.refused(" is text in a column of numbers (" + numbers.count + correct)
                : numbers.refused(" is a number in a column of text (" + texts.count + correct);
    }

    private final class Kind {
        private int count;
        private int line;
        private String first;

        void add(int line, String field) {
            if (count++ > 0) return;
            this.line = line;
            first = field.length() > 40 ? field.substring(0, 40) + "..." : field;
        }

        CsvException refused(String why) {
            return new CsvException(line, heading, "'" + first + "'" + why);
        }
    }
}
