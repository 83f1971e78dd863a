package gradbook.kernel;

import gradbook.kernel.execution.Cells;
import gradbook.kernel.magic.Magics;
import gradbook.session.Outcome;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What every cell can call without an import. The names are those of IJava. */
public final class Notebook {
    private static Kernel kernel;

    private Notebook() {}

    static void open(Kernel running) {
        kernel = running;
    }

    /** The running kernel. */
    public static Kernel getKernelInstance() {
        return kernel;
    }

    /**
     * Shows a value under the cell.
     *
     * @param mimes the forms to show it in, such as {@code "text/html"}; none for all that it has
     * @return the id under which {@link #updateDisplay} replaces it
     */
    public static String display(Object value, String... mimes) {
        String id = kernel.newDisplayId(UUID.randomUUID().toString());
        cells().show(id, bundle(value, mimes));
        return id;
    }

    /** Replaces what was shown under an id. */
    public static void updateDisplay(String id, Object value, String... mimes) {
        cells().update(id, bundle(value, mimes));
    }

    /** The forms in which a value can be shown; as the last expression of a cell it is shown so. */
    public static Rendered render(Object value, String... mimes) {
        return new Rendered(bundle(value, mimes));
    }

    /** Empties the output of the cell. */
    public static void clearOutput() {
        clearOutput(false);
    }

    /** Empties the output of the cell, at once or when the next output comes. */
    public static void clearOutput(boolean wait) {
        cells().clear(wait);
    }

    /** Evaluates Java and returns the value of its last expression, or null. */
    public static Object eval(String code) throws Exception {
        Outcome outcome = cells().interpret(code, null);
        if (outcome.failure() == null) return outcome.value();
        if (outcome.failure().thrown() instanceof Exception e) throw e;
        if (outcome.failure().thrown() instanceof Error e) throw e;
        throw new IllegalArgumentException(outcome.failure().text());
    }

    /** Runs a magic by its name. */
    public static <T> T lineMagic(String name, List<String> arguments) throws Exception {
        return cast(magics().run(name, arguments, null));
    }

    /** Runs a cell magic by its name. */
    public static <T> T cellMagic(String name, List<String> arguments, String body) throws Exception {
        return cast(magics().run(name, arguments, body));
    }

    /** Runs a magic, given without its percent sign. */
    public static <T> T lineMagic(String line) throws Exception {
        return cast(magics().runLine(line));
    }

    /** Runs a cell magic, given without its percent signs: its line, then the rest of the cell. */
    public static <T> T cellMagic(String cell) throws Exception {
        return cast(magics().runCell(cell));
    }

    /** Asks the person at the front end for a line. */
    public static String readLine(String prompt) throws InterruptedException {
        return cells().ask(prompt, false);
    }

    /** Asks for a line that is not shown while it is typed. */
    public static String readPassword(String prompt) throws InterruptedException {
        return cells().ask(prompt, true);
    }

    /** A value with the forms in which it is to be shown. */
    public static final class Rendered extends DisplayData {
        private final String text;

        Rendered(Map<String, String> bundle) {
            text = bundle.get("text/plain");
            bundle.forEach((mime, form) -> putData(mime, form));
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static Map<String, String> bundle(Object value, String... mimes) {
        if (mimes.length == 0) return kernel.getRenderer().bundle(value);
        Map<String, String> all =
                value instanceof String ? Map.of() : kernel.getRenderer().bundle(value);
        Map<String, String> bundle = new LinkedHashMap<>();
        for (String mime : mimes) {
            Map<String, String> one = all.containsKey(mime)
                    ? Map.of(mime, all.get(mime))
                    : kernel.getRenderer().as(mime, value);
            one.forEach(bundle::putIfAbsent);
        }
        bundle.putIfAbsent("text/plain", all.getOrDefault("text/plain", String.valueOf(value)));
        return bundle;
    }

    private static Cells cells() {
        return kernel.cells();
    }

    private static Magics magics() {
        return kernel.getMagics();
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        if (value instanceof Magics.Quiet quiet) return (T) quiet.value();
        return (T) (value instanceof Outcome outcome ? outcome.value() : value);
    }
}
