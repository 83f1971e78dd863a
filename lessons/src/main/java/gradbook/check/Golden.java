package gradbook.check;

import gradbook.scalar.Trace;
import gradbook.show.Sheet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One known answer of the course. The table of them is read by the lessons, the notebooks, the tests and the ledger.
 *
 * @param id the lesson's number, a dot and a name: {@code 01.df/dx}
 * @param tolerance how far off a number may be, absolutely; 0 where it must be exact
 * @param source the item of the source documents, or an error's number such as {@code E1}
 * @param status {@code right}: as in the source; {@code corrected}: the source is wrong; {@code ours}: not in the sources
 */
public record Golden(String id, double value, double tolerance, String source, String status, String what) {

    /** All known answers, in the order of the table. */
    public static Map<String, Golden> table() {
        Map<String, Golden> table = new LinkedHashMap<>();
        try (InputStream in = Golden.class.getResourceAsStream("/gradbook/golden.csv");
                BufferedReader rows = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            rows.lines().skip(1).map(Golden::parse).forEach(golden -> table.put(golden.id(), golden));
        } catch (IOException e) {
            throw new UncheckedIOException("The table of known answers cannot be read.", e);
        }
        return table;
    }

    /**
     * One entry of the table.
     *
     * @throws IllegalArgumentException where the table has no such entry
     */
    static Golden find(String id) {
        Golden golden = table().get(id);
        if (golden == null) throw new IllegalArgumentException("The table of known answers has no \"" + id + "\".");
        return golden;
    }

    /** The whole table, to be shown. */
    public static Sheet sheet() {
        Sheet sheet = new Sheet("Every known answer of the course", "id", "value", "source", "status", "what it is");
        table().values()
                .forEach(golden ->
                        sheet.row(golden.id, Trace.number(golden.value), golden.source, golden.status, golden.what));
        return sheet;
    }

    private static Golden parse(String row) {
        String[] f = row.split(",", 6); // the last column is free text and may hold commas
        return new Golden(f[0], Double.parseDouble(f[1]), Double.parseDouble(f[2]), f[3], f[4], f[5]);
    }

    boolean agreesWith(double actual) {
        return Math.abs(actual - value) <= tolerance;
    }

    /** One line about a number of the lesson; what agrees is printed as known, without the noise of its last digits. */
    String compare(double actual) {
        String name = id.substring(id.indexOf('.') + 1);
        String known = Trace.number(value) + (tolerance == 0 ? "" : " within " + Trace.number(tolerance));
        String verdict = agreesWith(actual)
                ? "ok   " + name + " = " + known
                : "OFF  " + name + " is " + actual + ", but must be " + known;
        return verdict + "   (" + what + ")";
    }
}
