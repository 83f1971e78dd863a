package gradbook.session;

/**
 * Where a snippet stands: the cell's text, its name or null, and the snippet's offset in it.
 */
record Source(String cell, String name, int start) {
    /** The line of the cell, from 1, of an offset in the cell. */
    int lineAt(int offset) {
        return 1
                + (int) cell.chars()
                        .limit(Math.min(offset, cell.length()))
                        .filter(c -> c == '\n')
                        .count();
    }

    /** The line of the cell, from 1, of a line of the snippet, from 1. */
    int lineOf(int snippetLine) {
        return lineAt(start) + snippetLine - 1;
    }

    String text(int line) {
        return cell.lines().skip(line - 1L).findFirst().orElse("");
    }

    /** Such as {@code cell 3, line 2}. */
    String where(int line) {
        return (name == null ? "" : name + ", ") + "line " + line;
    }

    /** The line with the marked part underlined by carets. */
    String marked(int from, int to) {
        int lineStart = cell.lastIndexOf('\n', from - 1) + 1;
        int lineEnd = cell.indexOf('\n', from);
        if (lineEnd < 0) lineEnd = cell.length();
        String indent = cell.substring(lineStart, from).replaceAll("[^\t]", " ");
        int width = Math.max(1, Math.min(to, lineEnd) - from);
        return "    " + cell.substring(lineStart, lineEnd) + "\n    " + indent + "^".repeat(width);
    }
}
