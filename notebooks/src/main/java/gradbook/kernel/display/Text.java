package gradbook.kernel.display;

import gradbook.show.Sheet;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.BaseStream;

/** The JDK's values as text that can be read: arrays with their elements, also inside of others; what is long, elided. */
final class Text {
    private static final int MOST_ELEMENTS = 100;
    private static final int MOST_ALTOGETHER = 11_000; // 100 rows of 100, and some
    private static final int MOST_IN_TABLE = 20;
    private static final int DEEPEST = 8; // a list may contain itself

    private int left = MOST_ALTOGETHER;

    private Text() {}

    /** Whether a value reads better than its {@code toString()} has it. */
    static boolean knows(Object value) {
        if (value == null) return false;
        Class<?> type = value.getClass();
        return type.isArray()
                || value instanceof BaseStream
                || (value instanceof Collection || value instanceof Map)
                        && type.getName().startsWith("java.util.")
                || hasArrays(type);
    }

    static String of(Object value) {
        return new Text().of(value, 0);
    }

    private String of(Object value, int depth) {
        left--;
        if (!knows(value)) return String.valueOf(value);
        if (depth > DEEPEST) return "...";
        if (value instanceof BaseStream)
            return "a stream, whose elements nobody has asked for yet: .toList() or .toArray() at its end shows them";
        if (value instanceof Map<?, ?> map)
            return elements(
                    "{",
                    ", ",
                    "}",
                    map.size(),
                    map.entrySet().iterator(),
                    e -> of(e.getKey(), depth + 1) + "=" + of(e.getValue(), depth + 1));
        if (value instanceof Collection<?> all)
            return elements("[", ", ", "]", all.size(), all.iterator(), e -> of(e, depth + 1));
        if (value.getClass().isRecord()) return record(value, depth);
        List<Object> shown = new ArrayList<>();
        int length = Array.getLength(value);
        for (int i = 0; i < Math.min(length, MOST_ELEMENTS); i++) shown.add(Array.get(value, i));
        boolean rows =
                length > 1 && shown.get(0) != null && shown.get(0).getClass().isArray();
        return elements("[", rows ? ",\n " : ", ", "]", length, shown.iterator(), e -> of(e, depth + 1));
    }

    private <T> String elements(
            String open, String between, String close, int size, Iterator<? extends T> all, Function<T, String> text) {
        StringJoiner joined = new StringJoiner(between, open, close);
        int shown = 0;
        for (; shown < MOST_ELEMENTS && left > 0 && all.hasNext(); shown++) joined.add(text.apply(all.next()));
        if (shown < size) joined.add("... " + (size - shown) + " more");
        return joined.toString();
    }

    private static boolean hasArrays(Class<?> type) {
        if (!type.isRecord()) return false;
        for (RecordComponent part : type.getRecordComponents())
            if (part.getType().isArray()) return true;
        return false;
    }

    private String record(Object value, int depth) {
        StringJoiner parts = new StringJoiner(", ", value.getClass().getSimpleName() + "[", "]");
        try {
            for (RecordComponent part : value.getClass().getRecordComponents()) {
                part.getAccessor().setAccessible(true);
                parts.add(part.getName() + "=" + of(part.getAccessor().invoke(value), depth + 1));
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            return String.valueOf(value); // an accessor of the student's that fails, or one that is not ours to call
        }
        return parts.toString();
    }

    /** A table for an array of arrays of numbers, or null. */
    static Sheet table(Object value) {
        if (value == null || !value.getClass().isArray()) return null;
        Class<?> row = value.getClass().getComponentType();
        if (!row.isArray() || !row.getComponentType().isPrimitive()) return null;
        int rows = Array.getLength(value);
        int columns = 0;
        for (int i = 0; i < rows; i++) columns = Math.max(columns, length(Array.get(value, i)));
        if (columns == 0) return null;
        int shown = Math.min(columns, MOST_IN_TABLE);
        List<String> header = new ArrayList<>(List.of(""));
        for (int c = 0; c < shown; c++) header.add(String.valueOf(c));
        if (shown < columns) header.add("...");
        Sheet table =
                new Sheet(row.getComponentType() + "[" + rows + "][" + columns + "]", header.toArray(String[]::new));
        for (int r = 0; r < Math.min(rows, MOST_IN_TABLE); r++) {
            Object numbers = Array.get(value, r);
            List<String> cells = new ArrayList<>(List.of(String.valueOf(r)));
            for (int c = 0; c < shown; c++) cells.add(c < length(numbers) ? String.valueOf(Array.get(numbers, c)) : "");
            if (shown < columns) cells.add("...");
            table.row(cells.toArray(String[]::new));
        }
        return rows > MOST_IN_TABLE ? table.note("... " + (rows - MOST_IN_TABLE) + " more rows") : table;
    }

    private static int length(Object array) {
        return array == null ? 0 : Array.getLength(array);
    }
}
