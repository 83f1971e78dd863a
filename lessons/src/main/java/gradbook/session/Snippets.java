package gradbook.session;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts a cell into snippets: the pieces that JShell evaluates one by one.
 *
 * <p>Our own small scanner of brackets, strings and a few key words. JShell's completeness analysis knows more, but takes
 * longer than the evaluation itself and starts to index every class there is.
 */
public final class Snippets {
    /** One snippet: where it starts in the cell, and its text, with the semicolon that a last expression may lack. */
    public record Snippet(int start, String text) {
        private static final Pattern TYPE =
                Pattern.compile("[^({=]*\\b(class|interface|enum|record)\\s+\\w+[^;]*\\{.*", Pattern.DOTALL);
        private static final Pattern METHOD = Pattern.compile(
                "[\\w<>\\[\\],.?\\s&]+\\s\\w+\\s*\\([^()]*\\)\\s*(throws[\\w.,\\s]+)?\\{.*", Pattern.DOTALL);

        /** Whether this looks like a class or a method, which other snippets may use before it stands. */
        boolean isDeclaration() {
            return text.endsWith("}")
                    && (TYPE.matcher(text).matches() || METHOD.matcher(text).matches());
        }
    }

    private final String code;
    private int at;
    private int end; // behind the last token of the snippet, before comments that follow it

    private Snippets(String code, int start) {
        this.code = code;
        this.at = start;
    }

    /** The snippets of a cell in order; none for blanks and comments. What is wrong in it is left to the compiler. */
    public static List<Snippet> of(String cell) {
        List<Snippet> found = new ArrayList<>();
        Snippets scan = new Snippets(cell, 0);
        while (scan.skipToSnippet()) {
            int start = scan.at;
            boolean open = scan.skipSnippet();
            found.add(new Snippet(start, cell.substring(start, scan.end) + (open ? ";" : "")));
        }
        return found;
    }

    /** Where the first snippet at or after {@code from} starts; the length of the cell if there is none. */
    public static int nextStart(String cell, int from) {
        Snippets scan = new Snippets(cell, from);
        scan.skipToSnippet();
        return scan.at;
    }

    /** Whether nothing but blanks and comments follows, the last of which is not closed. */
    public static boolean isOpenComment(String cell, int from) {
        Snippets scan = new Snippets(cell, from);
        int last = from;
        while (scan.at < cell.length()) {
            last = scan.at;
            if (!scan.skipComment()) scan.at++;
        }
        return cell.startsWith("/*", last) && cell.indexOf("*/", last + 2) < 0;
    }

    /** Where the snippet ends that starts at {@code start}. */
    public static int end(String cell, int start) {
        Snippets scan = new Snippets(cell, start);
        scan.skipSnippet();
        return scan.at;
    }

    /** Skips blanks, comments and lone semicolons; false at the end of the cell. */
    private boolean skipToSnippet() {
        while (at < code.length()) {
            if (Character.isWhitespace(code.charAt(at)) || code.charAt(at) == ';') at++;
            else if (!skipComment()) return true;
        }
        return false;
    }

    /** Moves behind one snippet; true if it ends with the cell and lacks its semicolon. */
    private boolean skipSnippet() {
        int depth = 0;
        int pendingDo = 0;
        boolean expression =
                false; // a closing brace does not end an expression: int[] a = {1}, x -> {...}, new A() {...}
        boolean afterBlock = false;
        char last = 0;
        while (at < code.length()) {
            char c = code.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            if (skipComment()) continue;
            if (c == '"' || c == '\'') {
                skipQuoted(c);
                end = at;
                last = c;
                continue;
            }
            if (Character.isJavaIdentifierStart(c)) {
                String word = word();
                if (depth == 0) {
                    if (word.equals("do")) pendingDo++;
                    else if (word.equals("while") && pendingDo > 0 && (last == '}' || last == ';')) pendingDo--;
                    else if (word.equals("new") || word.equals("throw") || word.equals("return")) expression = true;
                }
                end = at;
                last = 'w';
                continue;
            }
            end = ++at;
            if (c == '(' || c == '[' || c == '{') depth++;
            else if (c == ')' || c == ']' || c == '}') {
                depth--;
                if (depth < 0) return restIsOne();
                if (c == '}' && depth == 0 && !expression && pendingDo == 0 && !continues()) return false;
                if (c == '}' && depth == 0 && nextIs("else", "catch", "finally")) expression = false;
            } else if (depth == 0) {
                if (c == '=' || c == '>' && last == '-') expression = true;
                else if (c == ';') {
                    if (pendingDo == 0 && !nextIs("else")) return false;
                    if (pendingDo > 0 && nextIs("while")) expression = false;
                    if (nextIs("else")) expression = false;
                }
            }
            last = c;
        }
        return depth == 0 && (last != '}' || expression);
    }

    /** A bracket is closed that was never opened: the compiler shall see all that is left in one piece. */
    private boolean restIsOne() {
        end = at = code.length();
        return false;
    }

    /** Whether the statement goes on behind a closing brace: with another branch, or with a call on a switch expression. */
    private boolean continues() {
        return nextIs("else", "catch", "finally") || nextIs(".");
    }

    private boolean nextIs(String... words) {
        int here = at;
        while (at < code.length() && (Character.isWhitespace(code.charAt(at)) || skipComment()))
            if (at < code.length() && Character.isWhitespace(code.charAt(at))) at++;
        boolean found = false;
        for (String word : words) {
            int end = at + word.length();
            found |= code.startsWith(word, at)
                    && (end == code.length()
                            || !Character.isJavaIdentifierPart(word.charAt(0))
                            || !Character.isJavaIdentifierPart(code.charAt(end)));
        }
        at = here;
        return found;
    }

    private String word() {
        int start = at;
        while (at < code.length() && Character.isJavaIdentifierPart(code.charAt(at))) at++;
        return code.substring(start, at);
    }

    private boolean skipComment() {
        if (code.startsWith("//", at)) at = endOf("\n", at);
        else if (code.startsWith("/*", at)) at = endOf("*/", at + 2);
        else return false;
        return true;
    }

    private void skipQuoted(char quote) {
        boolean block = code.startsWith("\"\"\"", at);
        at += block ? 3 : 1;
        while (at < code.length()) {
            char c = code.charAt(at);
            if (c == '\\') at += 2;
            else if (block && code.startsWith("\"\"\"", at)) {
                at += 3;
                return;
            } else {
                at++;
                if (!block && (c == quote || c == '\n')) return;
            }
        }
        at = code.length();
    }

    private int endOf(String mark, int from) {
        int found = code.indexOf(mark, from);
        return found < 0 ? code.length() : found + mark.length();
    }
}
