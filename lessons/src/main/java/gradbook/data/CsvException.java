package gradbook.data;

import java.io.IOException;

/** A CSV file that cannot be used as it is; the message says where, and what was expected there. */
public final class CsvException extends IOException {
    private static final long serialVersionUID = 1;
    private final int line; // of the file, from 1; 0 where it is about the whole file
    private final String column; // its heading; null where it is about the whole line
    private final String what;

    CsvException(int line, String column, String what) {
        super(what);
        this.line = line;
        this.column = column;
        this.what = what;
    }

    /** The same with the place in front of it. */
    CsvException in(String file) {
        String place = file + (line > 0 ? ", line " + line : "") + (column == null ? "" : ", column '" + column + "'");
        return new CsvException(line, column, place + ": " + what);
    }
}
