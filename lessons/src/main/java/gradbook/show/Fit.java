package gradbook.show;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes text fit a narrow terminal without losing any of it: sentences wrap; of a drawing or a table the left part comes
 * first, and what stands to the right of it follows below.
 */
final class Fit {
    private Fit() {}

    /** {@code text} in lines of at most {@code width} columns. */
    static String to(String text, int width) {
        if (text.lines().allMatch(line -> length(line) <= width)) return text;
        List<String> fitting = new ArrayList<>();
        List<String> drawing = new ArrayList<>();
        for (String line : text.lines().toList()) {
            boolean isSentence = !line.startsWith(" ")
                    && !line.contains("  ")
                    && line.chars().noneMatch(Fit::draws);
            if (!isSentence) {
                drawing.add(line);
                continue;
            }
            flush(drawing, fitting, width);
            wrap(line, fitting, width);
        }
        flush(drawing, fitting, width);
        return String.join("\n", fitting);
    }

    private static boolean draws(int c) {
        return c >= 0x2500 && c < 0x2700 || c == '|';
    }

    private static int length(String line) {
        return line.codePointCount(0, line.length());
    }

    private static void wrap(String sentence, List<String> lines, int width) {
        StringBuilder line = new StringBuilder();
        for (String word : sentence.split(" ")) {
            if (line.length() > 0 && length(line.toString()) + 1 + length(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
    }

    private static void flush(List<String> drawing, List<String> lines, int width) {
        int widest = drawing.stream().mapToInt(Fit::length).max().orElse(0);
        for (int from = 0; from == 0 || from < widest; from += width) {
            if (from > 0) lines.add("(to the right of it:)");
            for (String line : drawing) lines.add(part(line, from, width));
            while (from > 0 && lines.get(lines.size() - 1).isEmpty()) lines.remove(lines.size() - 1);
        }
        drawing.clear();
    }

    private static String part(String line, int from, int width) {
        int length = length(line);
        if (from >= length) return "";
        int start = line.offsetByCodePoints(0, from);
        int end = line.offsetByCodePoints(start, Math.min(width, length - from));
        return line.substring(start, end).stripTrailing();
    }
}
