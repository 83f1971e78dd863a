package gradbook.kernel.magic;

import gradbook.kernel.magic.Magics.Refused;
import gradbook.session.Outcome;
import gradbook.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** {@code %time}, {@code %%time} and {@code %load}: magics that run Java. */
public final class CellMagics {
    private static final List<String> ENDINGS = List.of("", ".ipynb", ".jsh", ".jshell", ".java", ".ijava");

    private final BiFunction<String, String, Outcome> interpreter;

    private CellMagics(BiFunction<String, String, Outcome> interpreter) {
        this.interpreter = interpreter;
    }

    /** @param interpreter runs code that could stand in a cell, under a name for errors */
    public static void register(Magics magics, BiFunction<String, String, Outcome> interpreter) {
        CellMagics mine = new CellMagics(interpreter);
        magics.line(
                "time",
                "CODE          runs a line of Java and tells how long it took",
                (a, b) -> mine.time(String.join(" ", a)));
        magics.cell("time", "runs the cell and tells how long it took", (a, b) -> mine.time(b));
        magics.completion(
                "%load",
                word -> Words.files(word, name -> ENDINGS.stream().anyMatch(e -> !e.isEmpty() && name.endsWith(e))));
        magics.line("load", "FILE ...      runs the cells of a notebook, or a script of Java snippets", mine::load);
    }

    private Outcome time(String code) {
        long start = System.nanoTime();
        Outcome outcome = interpreter.apply(code, Session.currentCell());
        System.out.printf(Locale.ROOT, "Time: %.3f s\n", (System.nanoTime() - start) / 1e9);
        return outcome;
    }

    private Outcome load(List<String> files, String body) throws Refused, IOException {
        if (files.isEmpty()) throw new Refused("Which file? As in: %load ../lessons/01-scalar-chain-rule.jsh");
        Outcome last = Outcome.EMPTY;
        for (String file : files) {
            Path path = ENDINGS.stream()
                    .map(ending -> Path.of(file + ending))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> Refused.noFile(file));
            String name = path.getFileName().toString();
            String text = Files.readString(path);
            // Lines such as /exit are commands of the jshell tool.
            List<String> codes =
                    name.endsWith(".ipynb") ? cells(name, text) : List.of(text.replaceAll("(?m)^/[a-z!?-].*$", ""));
            for (String code : codes) {
                last = interpreter.apply(code, name);
                if (last.failure() != null) return last;
            }
        }
        return new Outcome(null, false, null, last.notices());
    }

    /** The code of a notebook. */
    private static List<String> cells(String name, String json) throws Refused {
        try {
            return CodeCell.of(json).stream().map(CodeCell::source).toList();
        } catch (IllegalArgumentException e) {
            throw new Refused(name + " is not a notebook that can be read (format 4 or later): " + e.getMessage());
        }
    }
}
