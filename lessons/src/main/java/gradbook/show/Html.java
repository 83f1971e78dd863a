package gradbook.show;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The one place where text becomes part of a page. Everything a student can name goes through {@link #escape}, and every
 * page fragment through {@link #fragment}, so that no name can break a page and no page sets a name as a formula.
 */
public final class Html {
    /** Jupyter's formula setter leaves alone what stands inside these classes: a {@code $} in a name stays a dollar. */
    private static final String NO_FORMULAS = "tex2jax_ignore mathjax_ignore";

    private Html() {}

    /** {@code text} as it may stand between tags or inside a quoted attribute; what XML cannot carry becomes U+FFFD. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return out.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c < 0xD800
                || c >= 0xE000 && c < 0xFFFE
                || c > 0xFFFF;
    }

    /** At most {@code length} characters of a name, the last of them an ellipsis where something is left out. */
    public static String shorten(String name, int length) {
        if (name.codePointCount(0, name.length()) <= length) return name;
        return name.substring(0, name.offsetByCodePoints(0, length - 1)) + "\u2026";
    }

    /** A number as a formula prints it: with a minus sign, where plain text has a hyphen. */
    public static String number(String number) {
        return number.replace('-', '\u2212');
    }

    /** One self-contained piece of a page: {@code body} with the styles it needs. */
    public static String fragment(String styles, String body) {
        return "<div class=\"gb " + NO_FORMULAS + "\"><style>" + Styles.THEME + styles + "</style>" + body + "</div>";
    }

    /** What stays folded until it is asked for, and then scrolls where it is long, with the keys too. */
    public static String disclosure(String summary, String body) {
        return "<details><summary>" + escape(summary) + "</summary>" + scroller("sheet", summary, body) + "</details>";
    }

    /** A part of the page that may be larger than its frame; it takes the focus, so that the keys can scroll it. */
    public static String scroller(String type, String label, String body) {
        return "<div class=\"" + type + "\" role=\"group\" tabindex=\"0\" aria-label=\"" + escape(label) + "\">" + body
                + "</div>";
    }

    /**
     * A drawing in a frame that scrolls. From a stranger's outputs JupyterLab takes styles, scripts and drawings away and
     * leaves their letters: those are hidden unless our styles are there, and the same drawing stands as an image instead.
     */
    public static String drawing(String title, String description, String svg) {
        String image = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
        return "<div class=\"drawn\" hidden=\"hidden\">" + scroller("scroll", title, svg)
                + "</div><img class=\"still\" alt=\"" + escape(title + ". " + description)
                + "\" src=\"data:image/svg+xml;base64," + image + "\"/>";
    }

    /** An id that depends on the content alone: the same picture always gets the same one. */
    public static String id(String content) {
        long hash = 0xcbf29ce484222325L; // FNV-1a, 64 bits
        for (int i = 0; i < content.length(); i++) hash = (hash ^ content.charAt(i)) * 0x100000001b3L;
        return "gb-" + Long.toHexString(hash);
    }
}
