package gradbook.terminal;

import gradbook.show.Html;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Java, coloured. Each kind of word looks different without colours, too, where that matters: keywords are bold. */
public final class JavaCode {
    private JavaCode() {}

    private enum Kind {
        COMMENT(AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN).italic()),
        STRING(AttributedStyle.DEFAULT.foreground(AttributedStyle.RED)),
        NUMBER(AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN)),
        KEYWORD(AttributedStyle.DEFAULT.bold()),
        TYPE(AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA)),
        PLAIN(AttributedStyle.DEFAULT);

        final AttributedStyle style;

        Kind(AttributedStyle style) {
            this.style = style;
        }
    }

    private static final Pattern TOKEN = Pattern.compile("(?<comment>//[^\n]*|/\\*[\\s\\S]*?(?:\\*/|$))"
            + "|(?<string>\"\"\"[\\s\\S]*?(?:\"\"\"|$)|\"(?:\\\\.|[^\"\\\\\n])*+\"?|'(?:\\\\.|[^'\\\\\n])*+'?)"
            + "|(?<number>(?<![\\w$.])\\d(?:[eE][+-]|[\\w.])*)"
            + "|(?<word>[\\p{L}_$][\\p{L}\\p{N}_$]*)");
    private static final Set<String> KEYWORDS = Set.of(("abstract assert boolean break byte case catch char class const"
                    + " continue default do double else enum extends final finally float for goto if implements import"
                    + " instanceof int interface long native new package private protected public record return sealed"
                    + " permits short static strictfp super switch synchronized this throw throws transient try var"
                    + " void volatile while yield true false null")
            .split(" "));

    /** The code as it looks in a terminal. */
    public static AttributedString styled(String code) {
        AttributedStringBuilder out = new AttributedStringBuilder();
        scan(code, (kind, text) -> out.styled(kind.style, text));
        return out.toAttributedString();
    }

    /** The code as it stands in a page: spans whose classes are the kinds, {@code keyword}, {@code comment} and so on. */
    public static String html(String code) {
        StringBuilder out = new StringBuilder();
        scan(code, (kind, text) -> {
            String escaped = Html.escape(text);
            out.append(
                    kind == Kind.PLAIN
                            ? escaped
                            : "<span class=\"" + kind.name().toLowerCase(Locale.ROOT) + "\">" + escaped + "</span>");
        });
        return out.toString();
    }

    private static void scan(String code, BiConsumer<Kind, String> found) {
        Matcher token = TOKEN.matcher(code);
        int at = 0;
        while (token.find()) {
            if (token.start() > at) found.accept(Kind.PLAIN, code.substring(at, token.start()));
            found.accept(kind(token), token.group());
            at = token.end();
        }
        if (at < code.length()) found.accept(Kind.PLAIN, code.substring(at));
    }

    private static Kind kind(Matcher token) {
        if (token.group("comment") != null) return Kind.COMMENT;
        if (token.group("string") != null) return Kind.STRING;
        if (token.group("number") != null) return Kind.NUMBER;
        String word = token.group();
        if (KEYWORDS.contains(word)) return Kind.KEYWORD;
        boolean isType = Character.isUpperCase(word.charAt(0)) && word.chars().anyMatch(Character::isLowerCase);
        return isType ? Kind.TYPE : Kind.PLAIN;
    }
}
