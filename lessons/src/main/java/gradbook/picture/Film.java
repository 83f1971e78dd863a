package gradbook.picture;

import gradbook.show.Html;
import gradbook.show.Paragraph;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The walk as one image that moves by itself: an SVG file whose styles show each frame for some seconds, again and
 * again. It needs no script, so that a README or a slide can hold it; for a reader who wants no motion it stands still
 * at its last frame.
 */
final class Film {
    private static final int SECONDS = 4; // for each frame
    private static final double WIDE = 680; // holds a line of a sentence
    private static final int LINE = 22;
    private static final int PAD = 26;
    private static final String RESTS = "fill:var(--gate);stroke:var(--ink);stroke-width:1.6";
    private static final String WORKS = "fill:var(--mark);stroke:var(--mark-line);stroke-width:3.5";

    private final List<Steps.Frame> frames;
    private final StringBuilder style = new StringBuilder();

    private Film(List<Steps.Frame> frames) {
        this.frames = frames;
    }

    static String draw(Svg graph, Steps steps) {
        return new Film(steps.frames).film(graph, steps);
    }

    private String film(Svg graph, Steps steps) {
        String drawing = graph.draw();
        StringBuilder says = new StringBuilder();
        int lines = 0;
        for (int i = 0; i < frames.size(); i++) {
            seen("[data-from=\"" + i + "\"]", i, frames.size());
            for (int to = i + 1; to < frames.size(); to++)
                seen("[data-from=\"" + i + "\"][data-to=\"" + to + "\"]", i, to);
            seen(".f" + i, i, i + 1);
            Steps.Frame frame = frames.get(i);
            if (frame.node() != null && steps.marks(frame.node()).get(0) == i)
                works(graph.id, steps.marks(frame.node()));
            List<String> sentence = Paragraph.wrap(frame.sentence(), 0).lines().toList();
            lines = Math.max(lines, sentence.size());
            says.append("<g class=\"says f").append(i).append("\">");
            line(says, "small", graph.height + LINE / 2.0, frame.name());
            for (int k = 0; k < sentence.size(); k++) line(says, "", graph.height + LINE * (k + 1.5), sentence.get(k));
            says.append("</g>");
        }
        String rules = ".gb .says{visibility:hidden}.gb .f" + steps.last() + "{visibility:visible}" + style
                + "@media (prefers-reduced-motion:reduce){.gb *{animation:none !important}}";
        String words = frames.stream().map(f -> f.name() + ": " + f.sentence()).collect(Collectors.joining(" "));
        double height = graph.height + (lines + 2) * LINE;
        String content = "<style>" + rules + "</style>" + drawing + says;
        return Svg.image(graph.title() + ", step by step", words, Math.max(WIDE, graph.width), height, content);
    }

    private static void line(StringBuilder out, String type, double y, String text) {
        out.append("<text class=\"start ").append(type).append("\" x=\"").append(PAD);
        out.append("\" y=\"").append(y).append("\">").append(Html.escape(text)).append("</text>");
    }

    /** What {@code selector} selects is seen from one frame until another. */
    private void seen(String selector, int from, int to) {
        boolean toTheEnd = to == frames.size();
        animate(
                selector,
                "seen-" + from + "-" + to,
                at(0, "visibility:hidden")
                        + at(from, "visibility:visible")
                        + at(to, toTheEnd ? "visibility:visible" : "visibility:hidden"));
    }

    /** The gate is at work in these frames. */
    private void works(String id, List<Integer> marks) {
        StringBuilder times = new StringBuilder(at(0, RESTS));
        for (int frame : marks) times.append(at(frame, WORKS)).append(at(frame + 1, RESTS));
        animate("#" + id + "-" + marks.get(0) + " .box", "works-" + marks.get(0), times.toString());
    }

    private void animate(String selector, String name, String times) {
        style.append("@keyframes ")
                .append(name)
                .append('{')
                .append(times)
                .append("}.gb ")
                .append(selector);
        style.append("{animation:")
                .append(name)
                .append(' ')
                .append(SECONDS * frames.size())
                .append("s step-end infinite}");
    }

    private String at(int frame, String look) {
        return String.format(Locale.ROOT, "%.2f%%{%s}", 100.0 * frame / frames.size(), look);
    }
}
