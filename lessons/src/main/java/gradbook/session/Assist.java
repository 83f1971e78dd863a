package gradbook.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Help while typing. Offsets count Java's {@code char}s. */
public final class Assist {
    /** Texts that may replace the code from {@code start} up to the cursor; those of the wanted type come first. */
    public record Completions(List<String> texts, int start) {}

    /** What is known about a name: its signatures and its Javadoc, which may be null. */
    public record Help(String signature, String javadoc) {}

    /** Whether a cell can be run: {@code more} is false if another line cannot repair it. */
    public record Completeness(boolean complete, boolean more) {}

    private final JShell shell;
    private SourceCodeAnalysis analysis;

    private final Sources sources = new Sources();

    Assist(JShell shell) {
        this.shell = shell;
    }

    /** Finds Javadoc in one more jar of sources or of Javadoc's pages. */
    public void addSources(Path jar) throws IOException {
        sources.add(jar);
    }

    /** Made at the first use: it starts to index every class there is. */
    private synchronized SourceCodeAnalysis analysis() {
        if (analysis == null) analysis = shell.sourceCodeAnalysis();
        return analysis;
    }

    public Completions complete(String cell, int cursor) {
        Context context = context(cell, cursor);
        int[] anchor = new int[1];
        List<Suggestion> found = analysis().completionSuggestions(context.code, context.code.length(), anchor);
        List<String> texts = found.stream()
                .sorted((a, b) -> Boolean.compare(b.matchesType(), a.matchesType()))
                .map(Suggestion::continuation)
                .distinct()
                .toList();
        return new Completions(texts, Math.max(0, anchor[0] + context.shift));
    }

    /** Help for the name or the call at the cursor; empty if nothing is known about it. */
    public List<Help> help(String cell, int cursor) {
        int end = cursor;
        while (end < cell.length() && Character.isJavaIdentifierPart(cell.charAt(end))) end++;
        if (end < cell.length() && cell.charAt(end) == '(') end++;
        Context context = context(cell, end);
        List<Documentation> found = documentation(context.code);
        if (found.isEmpty() && end > 0 && Character.isJavaIdentifierPart(cell.charAt(end - 1)))
            found = documentation(context.code + "("); // a method's name by itself
        return found.stream()
                .filter(d -> d.signature() != null)
                .map(d -> new Help(d.signature(), d.javadoc() == null ? sources.javadoc(d.signature()) : d.javadoc()))
                .distinct()
                .toList();
    }

    private List<Documentation> documentation(String code) {
        return analysis().documentation(code, code.length(), true);
    }

    public Completeness completeness(String cell) {
        int end = 0;
        for (int at; (at = Snippets.nextStart(cell, end)) < cell.length(); ) {
            String snippet = cell.substring(at, Snippets.end(cell, at));
            switch (analysis().analyzeCompletion(snippet).completeness()) {
                case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> {
                    return new Completeness(false, true);
                }
                case UNKNOWN -> {
                    return new Completeness(false, false);
                }
                default -> {
                    // Completeness is judged by brackets and key words; only the parser finds 1 +* 2.
                    if (analysis().sourceToSnippets(snippet).stream().anyMatch(s -> s.kind() == Kind.ERRONEOUS))
                        return new Completeness(false, false);
                    end = at + snippet.length();
                }
            }
        }
        return new Completeness(!Snippets.isOpenComment(cell, end), true);
    }

    /** The code up to the cursor as JShell wants it: one snippet, after the statements of the cell that it may use. */
    private record Context(String code, int shift) {}

    private static Context context(String cell, int cursor) {
        int start = Snippets.nextStart(cell, 0);
        StringBuilder before = new StringBuilder();
        while (start < cursor) {
            int end = Snippets.end(cell, start);
            int next = Snippets.nextStart(cell, end);
            if (next > cursor || end >= cursor) break;
            String snippet = cell.substring(start, end);
            if (!snippet.startsWith("import") && !new Snippets.Snippet(start, snippet.strip()).isDeclaration())
                before.append(snippet).append('\n');
            start = next;
        }
        String code = cell.substring(Math.min(start, cursor), cursor);
        if (code.startsWith("import")) before.setLength(0);
        return new Context(before + code, Math.min(start, cursor) - before.length());
    }
}
