package gradbook.picture;

import gradbook.scalar.Trace;
import gradbook.scalar.Value;
import gradbook.show.Html;
import gradbook.show.Paragraph;
import gradbook.show.Showable;

/**
 * A graph as a circuit: inputs on the left, the output on the right, each wire with its value above and, once
 * {@code backward} has run, its gradient below. A value that is used more than once passes a copy gate, because that is
 * where gradients add (A, B §4.3). Of more than 200 values, the 200 next to the output are drawn.
 *
 * <pre>{@code
 * show(GraphPicture.of(f));                    // the same as show(f)
 * show(GraphPicture.of(f).marking(x));         // with the paths marked that lead from x to f
 * Files.writeString(path, GraphPicture.of(f).svg());
 * }</pre>
 */
public final class GraphPicture implements Showable {
    private final Trace trace;
    private final Value from; // null where no path is marked

    private GraphPicture(Trace trace, Value from) {
        this.trace = trace;
        this.from = from;
    }

    /** The picture of {@code output} as its last forward and backward pass left it. */
    public static GraphPicture of(Value output) {
        return of(Trace.of(output));
    }

    public static GraphPicture of(Trace trace) {
        return new GraphPicture(trace, null);
    }

    /** The same picture with all paths marked that lead from one of its values to the output. */
    public GraphPicture marking(Value from) {
        Path.of(Folded.of(trace), from);
        return new GraphPicture(trace, from);
    }

    @Override
    public String text() {
        String text = GraphText.draw(trace);
        return from == null
                ? text
                : text + "\n" + Paragraph.wrap(Path.of(trace, from).says(), 0);
    }

    @Override
    public String html() {
        return Html.fragment("", drawn().onPage());
    }

    /** The picture as an SVG file of its own: real text, a title, a description, nothing loaded from elsewhere. */
    public String svg() {
        return drawn().draw();
    }

    private Svg drawn() {
        Trace drawn = Folded.of(trace);
        return new Svg(drawn, null, Folded.hidden(trace), from == null ? null : Path.of(drawn, from));
    }

    @Override
    public String toString() {
        return text();
    }
}
