package gradbook.picture;

import gradbook.scalar.Trace;
import gradbook.scalar.Value;
import gradbook.show.Html;
import gradbook.show.Paragraph;
import gradbook.show.Show;
import gradbook.show.Showable;
import gradbook.show.Styles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The walk through a graph as a film of stills: forward gate by gate, then backward gate by gate. Each frame marks the
 * gate at work and says what happens there. On a page there are a slider, buttons and keys (the arrows, Home, End), and
 * a live region for screen readers; the last frame stands where scripts may not run. A terminal gets the same frames,
 * Enter by Enter where someone sits at it, else as numbered lines.
 *
 * <pre>{@code
 * show(Player.of(f));
 * Player.of(f).play();          // in JShell: Enter by Enter
 * Player.of(f).frames().get(4); // one frame: the circuit, then "backward 1 of 2: Back at q with gradient -4: ..."
 * }</pre>
 */
public final class Player implements Showable {
    private final Trace trace;
    private final int hidden;
    private final Steps steps;

    private Player(Trace whole) {
        hidden = Folded.hidden(whole);
        trace = Folded.of(whole);
        steps = new Steps(trace);
    }

    /** The walk through the graph of {@code output}; it need not have gone backward yet, and is not changed. */
    public static Player of(Value output) {
        return new Player(Trace.of(output));
    }

    /** Every frame for a terminal: the circuit as it stands then, where it fits, and what the frame says. */
    @Override
    public List<String> frames() {
        Labels labels = new Labels(trace, steps);
        List<String> frames = new ArrayList<>();
        for (int i = 0; i <= steps.last(); i++) {
            String circuit = GraphText.circuit(labels, i);
            Steps.Frame frame = steps.frames.get(i);
            String says = Paragraph.wrap(frame.name() + ": " + frame.sentence(), 0);
            frames.add(circuit == null ? says : circuit + "\n\n" + says);
        }
        return frames;
    }

    /**
     * Plays in a terminal, in JShell for instance: Enter goes on, b and Enter goes back, q and Enter ends. Where single
     * keys can be read, as in the lesson player, b and q need no Enter, and the arrows turn the frames too.
     */
    public void play() {
        Show.play(this);
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder(heading()).append('\n');
        int digits = Integer.toString(steps.last()).length();
        for (int i = 0; i <= steps.last(); i++) {
            Steps.Frame frame = steps.frames.get(i);
            String line = String.format(Locale.ROOT, "%" + digits + "d  %s: %s", i, frame.name(), frame.sentence());
            out.append('\n').append(Paragraph.wrap(line, digits + 2));
        }
        return out.toString();
    }

    /** The walk as an SVG file that moves by itself, for pages that run no script: a README, a slide. */
    public String film() {
        return Film.draw(new Svg(trace, steps, hidden), steps);
    }

    private String heading() {
        return "Step by step through the graph of " + Words.name(trace.output()) + ": forward, then backward"
                + (hidden == 0 ? "" : ". " + Words.hidden(hidden));
    }

    @Override
    public String toString() {
        return text();
    }

    @Override
    public String html() {
        int last = steps.last();
        StringBuilder says = new StringBuilder("<ol class=\"says\" hidden=\"hidden\" start=\"0\">");
        for (Steps.Frame frame : steps.frames)
            says.append("<li><b>")
                    .append(Html.escape(frame.name()))
                    .append("</b> ")
                    .append(Html.escape(frame.sentence()))
                    .append("</li>");
        says.append("</ol>");
        Steps.Frame end = steps.frames.get(last);
        String body = "<div class=\"player\" role=\"group\" aria-label=\"" + Html.escape(heading()) + "\">"
                + new Svg(trace, steps, hidden).onPage()
                + "<p class=\"now\" aria-live=\"polite\"><b>" + Html.escape(end.name()) + "</b> "
                + Html.escape(end.sentence()) + "</p>"
                + "<div class=\"keys\" hidden=\"hidden\">"
                + button("first", "\u00ab", "to the start") + button("back", "\u2039", "one step back")
                + "<input type=\"range\" min=\"0\" max=\"" + last + "\" value=\"" + last
                + "\" step=\"1\" aria-label=\"step\"/>"
                + button("next", "\u203a", "one step on") + button("last", "\u00bb", "to the end") + "</div>"
                + says + "</div>"
                + "<script>" + SCRIPT + "</script>";
        return Html.fragment(Styles.PLAYER, body);
    }

    private static String button(String move, String sign, String says) {
        return "<button type=\"button\" data-move=\"" + move + "\" aria-label=\"" + says + "\" title=\"" + says + "\">"
                + sign + "</button>";
    }

    /** Runs right behind its player, wakes every player that still sleeps, and loads nothing. */
    private static final String SCRIPT = read();

    private static String read() {
        try (InputStream in = Player.class.getResourceAsStream("player.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
