package gradbook.kernel.execution;

import gradbook.kernel.magic.Magics;
import gradbook.session.Failure;
import gradbook.session.Outcome;
import gradbook.session.Session;
import gradbook.session.Snippets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a notebook cell: Java with magics between its lines, or one magic for the whole cell. */
final class Interpreter {
    /** A magic whose value goes into a variable, such as {@code List<String> jars = %jars libs/*.jar}. */
    private static final Pattern ASSIGNMENT = Pattern.compile("([\\w<>\\[\\],.? ]*\\w\\s*=\\s*)%(\\w.*?);?\\s*");

    private final Session session;
    private final Magics magics;
    private final String name;

    Interpreter(Session session, Magics magics, String name) {
        this.session = session;
        this.magics = magics;
        this.name = name;
    }

    Outcome run(String cell) {
        int first = Snippets.nextStart(cell, 0);
        if (cell.startsWith("%%", first)) return magic(() -> magics.runCell(cell.substring(first + 2)));
        Outcome last = Outcome.EMPTY;
        int java = 0; // where the Java that has not run yet starts
        int at = 0;
        while (last.failure() == null && (at = Snippets.nextStart(cell, at)) < cell.length()) {
            Matcher assignment = ASSIGNMENT.matcher(cell).region(at, lineEnd(cell, at));
            boolean assigned = assignment.matches();
            if (cell.charAt(at) != '%' && !assigned) {
                at = Snippets.end(cell, at);
                continue;
            }
            last = java(cell, java, at);
            if (last.failure() != null) return last;
            int end = lineEnd(cell, at);
            String line = cell.substring(at + 1, end);
            last = assigned
                    ? java(cell, at, assignment.group(1) + "lineMagic(" + literal(assignment.group(2)) + ");")
                    : magic(() -> magics.runLine(line));
            java = at = end;
        }
        if (last.failure() != null || Snippets.nextStart(cell, java) == cell.length() && java > 0) return last;
        return java(cell, java, cell.length());
    }

    private Outcome java(String cell, int from, int to) {
        return java(cell, from, cell.substring(from, to));
    }

    /** Runs Java that stands in a cell; blanks stand for what comes before, so that lines and columns stay what they are. */
    private Outcome java(String cell, int from, String java) {
        Outcome outcome = session.run(cell.substring(0, from).replaceAll("[^\n]", " ") + java, name);
        outcome.notices().forEach(System.err::println);
        return outcome;
    }

    /** The Java of a cell, with blanks for its magics. */
    static String javaOf(String cell) {
        StringBuilder java = new StringBuilder(cell);
        int at = 0;
        while ((at = Snippets.nextStart(java.toString(), at)) < java.length()) {
            if (java.charAt(at) != '%'
                    && !ASSIGNMENT.matcher(java).region(at, lineEnd(cell, at)).matches())
                at = Snippets.end(java.toString(), at);
            else while (at < java.length() && java.charAt(at) != '\n') java.setCharAt(at++, ' ');
        }
        return java.toString();
    }

    private static int lineEnd(String cell, int at) {
        int end = cell.indexOf('\n', at);
        return end < 0 ? cell.length() : end;
    }

    /** A text as Java writes it. */
    private static String literal(String text) {
        return '"' + text.strip().replaceAll("[\\\\\"]", "\\\\$0") + '"';
    }

    private Outcome magic(Callable<Object> magic) {
        Outcome outcome = session.call(name, magic);
        Failure failure = outcome.failure();
        if (failure != null && failure.thrown() instanceof Magics.Refused refused)
            return new Outcome(
                    null,
                    false,
                    new Failure(
                            Failure.Kind.THROWN, "MagicException", refused.getMessage(), refused.getMessage(), refused),
                    List.of());
        if (failure == null && outcome.value() instanceof Outcome inner) return inner;
        if (failure == null && outcome.value() instanceof Magics.Quiet) return Outcome.EMPTY;
        return failure == null ? new Outcome(outcome.value(), outcome.value() != null, null, List.of()) : outcome;
    }
}
