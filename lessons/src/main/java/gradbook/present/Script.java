package gradbook.present;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A lesson script: a {@code .jsh} file in the percent format, cut into cells. It runs in {@code jshell} as it is, and
 * the notebook is made from it.
 *
 * <pre>
 * // %% [markdown] id="forward"
 * // ## Forward
 * // %% id="forward-code" tags=["exercise"]
 * Value x = Value.of("x", -2);
 * </pre>
 *
 * @param slug the file's name without its ending, such as {@code 01-scalar-chain-rule}
 * @param cells the cells in order
 */
public record Script(String slug, List<Cell> cells) {

    /**
     * One cell.
     *
     * @param id unique in the script; the notebook's cell keeps it
     * @param tags {@code solution}: left out of the notebook; {@code script-only}: only {@code jshell} runs it
     * @param source the text without comment marks for prose; code as it stands, magics uncommented
     */
    public record Cell(boolean isProse, String id, Set<String> tags, String source) {
        public boolean is(String tag) {
            return tags.contains(tag);
        }
    }

    private static final Pattern MARK =
            Pattern.compile("// %%\\s*(\\[markdown])?\\s*id=\"([^\"]+)\"(?:\\s+tags=\\[([^]]*)])?\\s*");
    private static final Pattern TAG = Pattern.compile("\"([^\"]+)\"");

    /**
     * Cuts a script into cells.
     *
     * @throws IllegalArgumentException with file and line where a cell mark cannot be read, an id repeats, a line stands
     *     before the first mark, or a line of prose is not a comment
     */
    public static Script parse(String slug, String text) {
        List<Cell> cells = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); ) {
            Matcher mark = MARK.matcher(lines.get(i));
            String place = slug + ".jsh, line " + (i + 1) + ": ";
            if (!mark.matches())
                throw new IllegalArgumentException(place + "a cell starts with // %% id=\"name\" or"
                        + " // %% [markdown] id=\"name\", then tags=[\"a\"] if there are any; this line is: "
                        + lines.get(i));
            if (!ids.add(mark.group(2)))
                throw new IllegalArgumentException(place + "the id " + mark.group(2) + " is used twice");
            int end = i + 1;
            while (end < lines.size() && !lines.get(end).startsWith("// %%")) end++;
            boolean isProse = mark.group(1) != null;
            cells.add(new Cell(isProse, mark.group(2), tags(mark.group(3)), source(slug, isProse, lines, i + 1, end)));
            i = end;
        }
        return new Script(slug, List.copyOf(cells));
    }

    private static Set<String> tags(String list) {
        Set<String> tags = new LinkedHashSet<>();
        Matcher tag = TAG.matcher(list == null ? "" : list);
        while (tag.find()) tags.add(tag.group(1));
        return tags;
    }

    private static String source(String slug, boolean isProse, List<String> lines, int from, int to) {
        StringBuilder source = new StringBuilder();
        for (int i = from; i < to; i++) {
            String line = lines.get(i);
            if (isProse && !line.isBlank() && !line.startsWith("//"))
                throw new IllegalArgumentException(slug + ".jsh, line " + (i + 1)
                        + ": prose is a comment, so this line needs // before it: " + line);
            boolean isCommented = isProse || line.startsWith("// %");
            source.append(isCommented ? line.replaceFirst("^// ?", "") : line).append('\n');
        }
        return source.toString().strip();
    }

    /** The script's text without its solutions: what a class is given. */
    public String handOut() {
        StringBuilder text = new StringBuilder();
        for (Cell cell : cells) {
            if (cell.is("solution")) continue;
            text.append(text.isEmpty() ? "" : "\n").append("// %% ").append(cell.isProse() ? "[markdown] " : "");
            text.append("id=\"").append(cell.id()).append('"');
            if (!cell.tags().isEmpty())
                text.append(" tags=[\"")
                        .append(String.join("\", \"", cell.tags()))
                        .append("\"]");
            text.append('\n');
            cell.source()
                    .lines()
                    .forEach(line -> text.append(commented(cell, line)).append('\n'));
        }
        return text.toString();
    }

    private static String commented(Cell cell, String line) {
        if (cell.isProse()) return ("// " + line).stripTrailing();
        return line.startsWith("%") ? "// " + line : line;
    }

    /** The cells that are played where there is no notebook, in order. */
    public List<Cell> played(boolean withSolutions) {
        return cells.stream()
                .filter(cell -> !cell.is("script-only") && !cell.is("notebook-only"))
                .filter(cell -> withSolutions || !cell.is("solution"))
                .toList();
    }

    /** The number in front of the slug, {@code 01}. */
    public String number() {
        return slug.replaceFirst("-.*", "");
    }

    /** The first heading, without its mark. */
    public String title() {
        return cells.stream()
                .flatMap(cell -> cell.source().lines())
                .filter(line -> line.startsWith("# "))
                .findFirst()
                .map(line -> line.substring(2))
                .orElse(slug);
    }
}
