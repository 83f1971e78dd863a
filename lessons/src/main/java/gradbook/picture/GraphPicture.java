package gradbook.picture;

import gradbook.scalar.Trace;
import gradbook.scalar.Value;
import gradbook.show.Html;
import gradbook.show.Showable;

/**
 * A graph as a circuit: inputs on the left, the output on the right, each wire with its value above and, once
 * {@code backward} has run, its gradient below. A value that is used more than once passes a copy gate, because that is
 * where gradients add (A, B §4.3). Of more than 200 values, the 200 next to the output are drawn.
 *
 * <pre>{@code
 * show(GraphPicture.of(f));                    // the same as show(f)
 * Files.writeString(path, GraphPicture.of(f).svg());
 * }</pre>
 */
public final class GraphPicture implements Showable {
    private final Trace trace;

    private GraphPicture(Trace trace) {
        this.trace = trace;
    }

    /** The picture of {@code output} as its last forward and backward pass left it. */
    public static GraphPicture of(Value output) {
        return of(Trace.of(output));
    }

    public static GraphPicture of(Trace trace) {
        return new GraphPicture(trace);
    }

    @Override
    public String text() {
        return GraphText.draw(trace);
    }

    @Override
    public String html() {
        return Html.fragment("", Html.scroller("scroll", Words.title(trace), svg()));
    }

    /** The picture as an SVG file of its own: real text, a title, a description, nothing loaded from elsewhere. */
    public String svg() {
        return new Svg(Folded.of(trace), null, Folded.hidden(trace)).draw();
    }

    @Override
    public String toString() {
        return text();
    }
}
