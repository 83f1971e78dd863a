package gradbook.show;

/** Text in lines that fit into a terminal. */
public final class Paragraph {
    /** The columns of a terminal as it opens. */
    public static final int WIDTH = 80;

    private Paragraph() {}

    /** {@code text} in lines of at most {@link #WIDTH} characters, cut at blanks; all but the first are indented. */
    public static String wrap(String text, int indent) {
        StringBuilder out = new StringBuilder();
        for (String rest = text; ; ) {
            int room = out.length() == 0 ? WIDTH : WIDTH - indent;
            int cut = rest.length() <= room ? -1 : rest.lastIndexOf(' ', room);
            if (cut <= 0) return out.append(rest).toString();
            out.append(rest, 0, cut).append('\n').append(" ".repeat(indent));
            rest = rest.substring(cut + 1);
        }
    }
}
