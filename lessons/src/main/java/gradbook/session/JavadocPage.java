package gradbook.session;

import gradbook.session.Sources.Wanted;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a page of a library's Javadoc says of a type or a member, as HTML. Of the pages that the standard doclet has made
 * from JDK 8 to 25 it knows only what all have in common: the anchor that names a member, the heading behind it, and
 * behind the signature the text and the list of notes.
 */
final class JavadocPage {
    private static final Pattern TYPE = Pattern.compile("class=\"(?:class-)?description\"");
    private static final Pattern ANCHOR = Pattern.compile("\\b(?:id|name)=\"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("</h[34]>.*?(?=<h[34]\\b|$)", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("<div class=\"(?:block|deprecation-?[bB]lock)\">");
    private static final Pattern TAG = Pattern.compile("<(/?)(?:div|dl)\\b[^>]*>");

    /** A method's anchor: {@code take(int)}, or until JDK 9 {@code take-int-} with {@code :A} for {@code []}. */
    private static final Pattern METHOD = Pattern.compile("(.+?)(?:\\((.*)\\)|-(.*)-)");

    private JavadocPage() {}

    /** What the page says, or null. */
    static String find(String page, Wanted wanted) {
        if (wanted.member() == null) {
            Matcher type = TYPE.matcher(page);
            if (!type.find()) return null;
            int end = page.indexOf("class=\"summary\"", type.end());
            return text(page, type.end(), end < 0 ? page.length() : end);
        }
        int details = page.indexOf("class=\"details\""); // before them, anchors are those of tables
        if (details < 0) return null;
        Matcher anchor = ANCHOR.matcher(page);
        Matcher heading = HEADING.matcher(page);
        for (int at = details; anchor.find(at); at = anchor.end()) {
            if (!isWanted(anchor.group(1), wanted) || !heading.find(anchor.end())) continue;
            String found = text(page, heading.start(), heading.end());
            if (found != null) return found;
        }
        return null;
    }

    private static boolean isWanted(String anchor, Wanted wanted) {
        if (wanted.parameters() == null) return anchor.equals(wanted.member());
        Matcher method = METHOD.matcher(anchor);
        if (!method.matches()) return false;
        String name = method.group(1).replaceAll("&lt;|&gt;|[<>]", "");
        boolean isConstructor = wanted.member().equals("<init>");
        boolean isNamed = isConstructor ? name.matches("init|(.*\\.)?" + wanted.owner()) : name.equals(wanted.member());
        String types = method.group(2) != null ? method.group(2) : method.group(3);
        List<String> parameters = Stream.of(types.split("[,-]"))
                .filter(type -> !type.isEmpty())
                .map(type -> Sources.simple(type.strip().replace(":A", "[]")))
                .toList();
        return isNamed && parameters.equals(wanted.parameters());
    }

    /** All that a part of the page says: its blocks of text, each with the blocks and lists right behind it. */
    private static String text(String page, int from, int to) {
        StringBuilder all = new StringBuilder();
        Matcher block = TEXT.matcher(page).region(from, to);
        for (int end = from; end < to && block.region(end, to).find(); ) {
            end = end(page, block.start());
            all.append(page, block.start(), end).append('\n');
        }
        if (all.isEmpty()) return null;
        return all.toString()
                .strip()
                .replaceAll("</?a\\b[^>]*>|<wbr>|&#8203;|\\u200b", "") // its links lead nowhere from here
                .replaceAll(">\\s+(</?d[ldt]\\b)", ">$1")
                .replace("@", "&#64;"); // or an annotation would be taken for a tag of Javadoc
    }

    /** Where the blocks and lists end that begin here and follow one another. */
    private static int end(String page, int start) {
        Matcher tag = TAG.matcher(page);
        int end = start;
        for (int depth = 0, at = start; tag.find(at); at = tag.end()) {
            if (depth == 0 && !page.substring(end, tag.start()).isBlank()) break;
            depth += tag.group(1).isEmpty() ? 1 : -1;
            if (depth < 0) break;
            if (depth == 0) end = tag.end();
        }
        return Math.max(end, start + 1); // also of a page that is cut off
    }
}
