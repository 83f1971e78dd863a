package gradbook.session;

import gradbook.session.Failure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/** Tells a student what does not compile: line, caret, the compiler's message, and a hint in plain words. */
final class CompileErrors {
    static final String NAME = "CompilationException";

    private final JShell shell;
    private final ClassLoader loader;

    CompileErrors(JShell shell, ClassLoader loader) {
        this.shell = shell;
        this.loader = loader;
    }

    /** A snippet that the compiler refused. */
    Failure rejected(Snippet snippet, Source source) {
        List<Diag> errors = shell.diagnostics(snippet).filter(Diag::isError).toList();
        if (errors.isEmpty()) return failure("This does not compile", "This does not compile:\n" + source.cell());
        List<String> paragraphs = new ArrayList<>();
        for (Diag error : errors.subList(0, Math.min(5, errors.size()))) paragraphs.add(describe(error, source));
        Diag first = errors.get(0);
        int line = source.lineAt(position(source, first.getStartPosition()));
        return failure(source.where(line) + ": " + firstLine(message(first)), String.join("\n\n", paragraphs));
    }

    /** A variable whose type is not known. */
    Failure missingType(DeclarationSnippet variable, Source source) {
        String sentence = unresolved(shell, variable);
        int line = source.lineAt(source.start());
        String type = shell.unresolvedDependencies(variable).findFirst().orElse("");
        String hint = Hints.forMissing("class", type.replaceFirst("^class ", ""), shell, loader);
        return failure(
                source.where(line) + ": " + sentence,
                "Error in " + source.where(line) + ": " + sentence + "\n"
                        + source.marked(
                                source.start(),
                                source.start()
                                        + variable.source().stripTrailing().length())
                        + (hint == null ? "" : "\nHint: " + hint));
    }

    /** A declaration that was called before all its names are declared. */
    Failure unresolved(DeclarationSnippet declared, Source source) {
        String sentence = unresolved(shell, declared);
        String where = shell.diagnostics(declared)
                .filter(Diag::isError)
                .map(error -> "\n\n" + describe(error, source))
                .collect(Collectors.joining());
        return failure(sentence, sentence + where);
    }

    /** A declaration of long ago was called, of which nothing more is known. */
    static Failure neverComplete() {
        String sentence =
                "A method or class of long ago was called that was never complete: a name that it needs was not declared.";
        return failure(sentence, sentence);
    }

    /** One sentence for a declaration that refers to names which do not exist yet. */
    static String unresolved(JShell shell, DeclarationSnippet declared) {
        String missing = shell.unresolvedDependencies(declared).collect(Collectors.joining(", "));
        String name = declared.name() + (declared.kind() == Snippet.Kind.METHOD ? "()" : "");
        return declared.kind() == Snippet.Kind.VAR
                ? "the variable " + name + " needs " + missing + ", which is not declared"
                : name + " is noted, but cannot be used until " + (missing.isEmpty() ? "its errors are gone" : missing)
                        + " is declared.";
    }

    private String describe(Diag error, Source source) {
        int from = position(source, error.getStartPosition());
        int to = position(source, error.getEndPosition());
        if (from == source.cell().length() && from > 0) from--;
        String message = message(error);
        String at =
                source.cell().substring(from, Math.min(from + 1, source.cell().length()));
        String hint = Hints.forError(error.getCode(), message, at, shell, loader);
        return "Error in " + source.where(source.lineAt(from)) + ": " + message + "\n" + source.marked(from, to)
                + (hint == null ? "" : "\nHint: " + hint);
    }

    private static int position(Source source, long inSnippet) {
        return (int) Math.max(0, Math.min(source.cell().length(), source.start() + inSnippet));
    }

    /** The compiler's message without the names that JShell wraps around snippets. */
    private static String message(Diag error) {
        return error.getMessage(Locale.ENGLISH)
                .replaceAll("\\(?(REPL\\.)?\\$JShell\\$[0-9]+[A-Z]*\\.?\\)?", "")
                .replaceAll(" in (class (?= )|method do_it\\$\\(\\))", "")
                .replaceAll("\\bjava\\.(lang|util)\\.(?=[A-Z])", "")
                .lines()
                .filter(line -> !line.strip().matches("location:\\s+class\\s*"))
                .collect(Collectors.joining("\n"));
    }

    private static String firstLine(String message) {
        List<String> lines = message.lines().map(String::strip).toList();
        return lines.size() > 1 && lines.get(1).startsWith("symbol:")
                ? lines.get(0) + ": " + lines.get(1).replaceFirst("symbol:\\s*", "")
                : lines.get(0);
    }

    private static Failure failure(String message, String text) {
        return new Failure(Kind.COMPILE, NAME, message, text, null);
    }
}
