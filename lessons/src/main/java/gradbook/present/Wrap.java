package gradbook.present;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** Breaks styled text into lines. */
final class Wrap {
    private Wrap() {}

    /** Lines of at most {@code width} columns, broken at blanks where there are any. */
    static List<AttributedString> lines(AttributedString text, int width) {
        return lines(text, width, AttributedString.EMPTY, AttributedString.EMPTY);
    }

    /** The same with {@code first} before the first line and {@code rest} before the others; both count. */
    static List<AttributedString> lines(
            AttributedString text, int width, AttributedString first, AttributedString rest) {
        List<AttributedString> lines = new ArrayList<>();
        for (AttributedString part : text.columnSplitLength(Integer.MAX_VALUE)) {
            AttributedStringBuilder line = new AttributedStringBuilder().append(lines.isEmpty() ? first : rest);
            boolean isFresh = true;
            for (AttributedString word : words(part)) {
                int indent = (lines.isEmpty() ? first : rest).columnLength();
                for (AttributedString piece : word.columnSplitLength(Math.max(1, width - indent))) {
                    if (!isFresh && line.columnLength() + 1 + piece.columnLength() > width) {
                        lines.add(line.toAttributedString());
                        line = new AttributedStringBuilder().append(rest);
                        isFresh = true;
                    }
                    line.append(isFresh ? "" : " ").append(piece);
                    isFresh = false;
                }
            }
            lines.add(line.toAttributedString());
        }
        return lines;
    }

    /** A line of code, cut where the width ends, as it stands. */
    static List<AttributedString> code(
            AttributedString line, int width, AttributedString first, AttributedString rest) {
        List<AttributedString> lines = new ArrayList<>();
        AttributedString left = line;
        do {
            AttributedString bar = lines.isEmpty() ? first : rest;
            int room = Math.max(1, width - bar.columnLength());
            lines.add(AttributedString.join(AttributedString.EMPTY, bar, left.columnSubSequence(0, room)));
            left = left.columnSubSequence(room, Integer.MAX_VALUE);
        } while (left.length() > 0);
        return lines;
    }

    private static List<AttributedString> words(AttributedString text) {
        List<AttributedString> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) != ' ') continue;
            if (i > start) words.add(text.subSequence(start, i));
            start = i + 1;
        }
        return words;
    }
}
