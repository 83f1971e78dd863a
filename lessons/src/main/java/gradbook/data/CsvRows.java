package gradbook.data;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Splits a CSV text into rows, quotes and line feeds inside quotes included, and knows the line it is in. */
final class CsvRows {
    private final Reader in;
    private final char delimiter;
    private int next;
    private int line = 1;
    private int rowLine;
    private int count;

    CsvRows(Reader in, char delimiter) throws IOException {
        this.in = in;
        this.delimiter = delimiter;
        next = in.read();
        if (next == '\uFEFF') next = in.read();
    }

    /** The line, from 1, in which the last row began. */
    int line() {
        return rowLine;
    }

    /** How many rows were read, headings included. */
    int count() {
        return count;
    }

    /** The fields of the next row that is not blank, or {@code null} at the end. */
    List<String> read() throws IOException {
        while (next != delimiter && Character.isWhitespace(next)) advance();
        if (next < 0) return null;
        count++;
        rowLine = line;
        List<String> fields = new ArrayList<>();
        while (true) {
            fields.add(next == '"' ? quoted() : plain());
            if (next != delimiter) return fields;
            advance();
        }
    }

    private String plain() throws IOException {
        StringBuilder field = new StringBuilder();
        for (; next >= 0 && next != delimiter && next != '\n' && next != '\r'; advance()) field.append((char) next);
        return field.toString().strip();
    }

    private String quoted() throws IOException {
        StringBuilder field = new StringBuilder();
        for (advance(); next >= 0; advance()) {
            if (next == '"') {
                advance();
                if (next != '"') return field + plain();
            }
            field.append((char) next);
        }
        throw new CsvException(rowLine, null, "a quote (\") opens here and is never closed");
    }

    private void advance() throws IOException {
        int was = next;
        next = in.read();
        if (was == '\n' || was == '\r' && next != '\n') line++;
    }
}
