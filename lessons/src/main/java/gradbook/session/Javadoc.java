package gradbook.session;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Javadoc comments for reading: as text, and as HTML. */
public final class Javadoc {
    /** An inline tag such as {@code @link} with its braces; its content may have balanced braces of its own. */
    private static final Pattern TAG = Pattern.compile("\\{@(\\w+)\\s*((?:[^{}]|\\{(?:[^{}]|\\{[^{}]*})*})*)}");

    private static final Pattern BLOCK = Pattern.compile("(?m)^\\s*@(\\w+)\\s+");
    private static final Pattern UNSAFE = Pattern.compile(
            "(?is)<(script|style|iframe)\\b.*?</\\1\\s*>|<\\s*/?\\s*(script|style|iframe|object|embed|link|meta)\\b[^>]*>");

    private Javadoc() {}

    public static String text(String javadoc) {
        String plain = tags(blocks(javadoc, "$1: "), false)
                .replaceAll("(?i)<li[^>]*>\\s*", "\n- ")
                .replaceAll("(?i)<(p|br|pre|ul|ol|h[1-6]|dl|dt|dd|table|tr|/pre|/ul|/ol|/h[1-6])\\b[^>]*>", "\n")
                .replaceAll("<[/!a-zA-Z][^>]*>", "");
        return entities(plain)
                .replaceAll("(?m)[ \t]+$", "")
                .replaceAll("(?m)^ (?! )", "")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    public static String html(String javadoc) {
        return "<div>"
                + UNSAFE.matcher(tags(blocks(javadoc, "<br><b>$1</b> "), true))
                        .replaceAll("")
                        .replaceAll("(?i)\\son\\w+\\s*=|javascript:", " ")
                + "</div>";
    }

    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** {@code @param x} and its like, the name of the tag in another form. */
    private static String blocks(String javadoc, String form) {
        return BLOCK.matcher(javadoc).replaceAll("\n" + form);
    }

    /** Without inline tags: code is code, a link is its label. */
    private static String tags(String javadoc, boolean html) {
        return TAG.matcher(javadoc).replaceAll(m -> {
            String content = m.group(2);
            String text =
                    switch (m.group(1)) {
                        case "link" -> tags(label(content), false);
                        case "linkplain" -> tags(label(content), html);
                        case "return" -> "Returns " + tags(content, html) + ".";
                        case "inheritDoc", "docRoot" -> "";
                        case "code", "literal", "value", "systemProperty" -> content;
                        default -> tags(content, html);
                    };
            boolean code = m.group(1).matches("code|link|value|systemProperty|literal");
            String safe = code ? escape(text) : text;
            return Matcher.quoteReplacement(
                    html && code && !m.group(1).equals("literal") ? "<code>" + safe + "</code>" : safe);
        });
    }

    /** The label of a link, or else its target as code has it. */
    private static String label(String link) {
        Matcher m = Pattern.compile("([^\\s(]+(?:\\([^)]*\\))?)\\s*(.*)", Pattern.DOTALL)
                .matcher(link.strip());
        if (!m.matches()) return link;
        return m.group(2).isEmpty() ? m.group(1).replaceFirst("^#", "").replace('#', '.') : m.group(2);
    }

    private static String entities(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&quot;", "\"")
                .replace("&#64;", "@")
                .replace("&amp;", "&");
    }
}
