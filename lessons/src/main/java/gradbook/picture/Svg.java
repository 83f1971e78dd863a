package gradbook.picture;

import gradbook.picture.GraphLayout.Item;
import gradbook.picture.GraphLayout.Kind;
import gradbook.picture.GraphLayout.Wire;
import gradbook.picture.Steps.Timed;
import gradbook.scalar.Trace;
import gradbook.show.Html;
import gradbook.show.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the layout of a graph as SVG. A gate's id is the picture's with the number of its step behind it; with
 * {@link Steps}, every number says from which frame to which it is seen.
 */
final class Svg {
    /** Stands for the picture's id while it is drawn; {@link Html#escape} lets none come from a name. */
    static final char ID = '\u0001';

    private static final double PAD = 26;
    private static final double TIP = 8;
    private static final double KEY = 34;
    private static final double KEY_LINE = 19;
    private static final double KEY_LETTER = 6.9; // as wide as the broadest of the usual fonts has them on average
    private static final double KEY_WIDTH = 600; // a small picture grows as wide for a key on one line
    private static final Pattern INDEXED = Pattern.compile("(\\p{L}+)_?(\\d+)");

    private final Trace trace;
    private final Steps steps; // null for a picture that does not move
    private final Labels labels;
    private final List<Integer> gates;
    private final int hidden; // how many values are not drawn
    private final Path path; // null where none is marked
    private final StringBuilder out = new StringBuilder();

    double width;
    double height;
    String id;

    Svg(Trace trace, Steps steps, int hidden) {
        this(trace, steps, hidden, null);
    }

    Svg(Trace trace, Steps steps, int hidden, Path path) {
        this.path = path;
        this.trace = trace;
        this.steps = steps;
        this.hidden = hidden;
        labels = new Labels(trace, steps);
        gates = Steps.gates(trace);
    }

    String title() {
        return Words.title(trace);
    }

    private String description() {
        return Words.description(trace, hidden) + (path == null ? "" : " " + path.says());
    }

    String draw() {
        GraphLayout layout = GraphLayout.of(trace, new SvgMetrics(labels));
        layout.wires.forEach(w -> wire(layout, w));
        for (List<Item> column : layout.columns) column.forEach(this::item);
        List<String> key = key(layout.width);
        int longest = key.stream().mapToInt(Svg::letters).max().getAsInt();
        width = Math.max(layout.width, longest * KEY_LETTER) + 2 * PAD;
        double room = KEY + (key.size() - 1) * KEY_LINE;
        double above = hidden > 0 ? room + PAD / 2 : 0; // the notice stands where a large picture is looked at first
        height = above + layout.height + 2 * PAD + (hidden > 0 ? 0 : room);
        double left = (layout.width - width) / 2 + PAD;
        double y = hidden > 0 ? 14 - above : layout.height + KEY + 4;
        for (int i = 0; i < key.size(); i++)
            out.append("<text class=\"small start\" x=\"")
                    .append(number(left))
                    .append("\" y=\"")
                    .append(number(y + i * KEY_LINE))
                    .append("\">")
                    .append(key.get(i))
                    .append("</text>");
        String shift = number((width - layout.width) / 2) + "," + number(PAD + above);
        String content = "<g transform=\"translate(" + shift + ")\">" + out + "</g>";
        id = id(title(), description(), content);
        return image(title(), description(), width, height, content);
    }

    String onPage() {
        return Html.drawing(title(), description(), draw());
    }

    /**
     * Pictures that differ in anything have different ids. A picture that stands on a page twice has its ids twice:
     * whichever of the two an id leads to says the same, and the player looks for its gates in its own picture only.
     */
    private static String id(String title, String description, String content) {
        return Html.id(title + description + content);
    }

    /**
     * An image that stands alone, as a file or on a page: with a title and a description, on paper of its own. On a page
     * too narrow for it, it shrinks by a sixth at most.
     */
    static String image(String title, String description, double width, double height, String content) {
        String id = id(title, description, content);
        String size = "width=\"" + number(width) + "\" height=\"" + number(height) + "\"";
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"gb\" role=\"img\" aria-labelledby=\"" + id + "-t "
                + id
                + "-d\" " + size + " viewBox=\"0 0 " + number(width) + " " + number(height)
                + "\" style=\"max-width:100%;height:auto;min-width:" + number(width * 5 / 6) + "px\"><title id=\"" + id
                + "-t\">" + Html.escape(title) + "</title><desc id=\"" + id + "-d\">" + Html.escape(description)
                + "</desc><style>" + Styles.THEME + Styles.GRAPH + "</style><rect class=\"paper\" " + size
                + " rx=\"12\"/>" + content.replace(String.valueOf(ID), id) + "</svg>";
    }

    private void wire(GraphLayout layout, Wire w) {
        double[] zone = layout.labels.get(w.from.rank);
        double startX = w.from.x + w.from.width / 2;
        double endX = border(w);
        boolean isMarked = path != null && path.touches(w.node()) && path.touches(w.to.node);
        out.append(isMarked ? "<g class=\"wire marked\">" : "<g class=\"wire\">")
                .append("<path d=\"M")
                .append(point(startX, w.fromY));
        double bentX = startX;
        double rise = w.toY - w.fromY;
        if (rise != 0) out.append('L').append(point(bentX = zone[1], w.fromY));
        double before = w.to.x - layout.names.get(w.to.rank) / 2;
        if (rise != 0 && before < w.to.x) { // it crosses no name
            out.append('L').append(point(bentX = before, w.toY));
            rise = 0;
        }
        double length = Math.hypot(endX - bentX, rise);
        double dx = (endX - bentX) / length;
        double dy = rise / length;
        boolean tip = w.last && w.to.kind != Kind.COPY;
        out.append('L')
                .append(tip ? point(endX - dx * TIP, w.toY - dy * TIP) : point(endX, w.toY))
                .append("\"/>");
        if (tip) tip(endX, w.toY, dx, dy);
        if (w.first) labels(w, (zone[0] + zone[1]) / 2);
        out.append("</g>");
    }

    private void tip(double x, double y, double dx, double dy) {
        double half = TIP * 0.45;
        out.append("<path class=\"tip\" d=\"M").append(point(x, y));
        out.append('L').append(point(x - dx * TIP - dy * half, y - dy * TIP + dx * half));
        out.append('L')
                .append(point(x - dx * TIP + dy * half, y - dy * TIP - dx * half))
                .append("z\"/>");
    }

    private void labels(Wire w, double x) {
        label("v", x, w.fromY - 8, labels.above(w));
        for (Timed gradient : labels.below(w)) label("g", x, w.fromY + 20, gradient);
    }

    private void label(String type, double x, double y, Timed t) {
        String to = t.to() == Timed.END ? "" : "\" data-to=\"" + t.to() + "\" visibility=\"hidden";
        String times = steps == null ? "" : " data-from=\"" + t.from() + to + "\"";
        text(type, x, y, Html.number(t.text()), times);
    }

    /** Where a wire meets the border of what it enters. */
    private static double border(Wire w) {
        double left = w.to.x - w.to.width / 2;
        if (w.to.kind != Kind.GATE) return left;
        double straight = SvgMetrics.half(w.to.inPorts) - SvgMetrics.GATE;
        double beyond = Math.max(0, Math.abs(w.toY - w.to.y) - straight);
        return left + SvgMetrics.GATE - Math.sqrt(SvgMetrics.GATE * SvgMetrics.GATE - beyond * beyond);
    }

    private void item(Item item) {
        switch (item.kind) {
            case LEAF -> {
                open(item.node.value().isLeaf() ? "leaf" : "leaf rim", item);
                box(item, 18, 18);
                text("name", item.x, item.y + 6, Words.name(item.node), "");
            }
            case GATE -> {
                open("gate", item);
                box(item, SvgMetrics.half(item.inPorts), SvgMetrics.GATE);
                String symbol = Words.symbol(item.node.gate());
                boolean sign = symbol.codePointCount(0, symbol.length()) == 1;
                text(sign ? "sym" : "fun", item.x, item.y + (sign ? 7.5 : 5), symbol, "");
                if (item.node != trace.output())
                    text(
                            item.node.value().name() == null ? "name auto" : "name",
                            item.x,
                            item.y - SvgMetrics.half(item.inPorts) - 8,
                            Words.name(item.node),
                            "");
            }
            case COPY -> {
                open("copy", item);
                box(item, (item.outPorts - 1) * SvgMetrics.LABEL + 10, 4);
                text("small end", item.x + 4, item.y - (item.outPorts - 1) * SvgMetrics.LABEL - 18, "copy", "");
            }
            case OUTPUT -> {
                open("output", item);
                text("name", item.x + 4, item.y + 6, Words.name(item.node), "");
            }
            default -> {
                return;
            }
        }
        out.append("</g>");
    }

    private void open(String type, Item item) {
        out.append("<g class=\"").append(type);
        if (path != null && path.touches(item.node)) out.append(" marked");
        if (item.kind == Kind.GATE)
            out.append("\" id=\"").append(ID).append('-').append(gates.indexOf(item.node.id()) + 1);
        out.append("\">");
    }

    private void box(Item item, double half, double round) {
        out.append("<rect class=\"box\" x=\"")
                .append(number(item.x - item.width / 2))
                .append("\" y=\"");
        out.append(number(item.y - half))
                .append("\" width=\"")
                .append(number(item.width))
                .append("\" height=\"");
        out.append(number(2 * half)).append("\" rx=\"").append(number(round)).append("\"/>");
    }

    /** What the numbers mean: on one line if it fits. */
    private List<String> key(double room) {
        List<String> lines = new ArrayList<>(List.of("above a wire: <tspan class=\"v\">its value</tspan>"));
        if (labels.hasGradients()) {
            String output = "<tspan class=\"name\">" + Html.escape(Words.name(trace.output())) + "</tspan>";
            String gradient = Html.number(labels.meaning(hidden > 0))
                    .replace("the gradient", "<tspan class=\"g\">the gradient</tspan>")
                    .replace("%s", output);
            lines.add("below: " + gradient);
        }
        String all = String.join(" \u00b7 ", lines);
        if (letters(all) * KEY_LETTER <= Math.max(room, KEY_WIDTH)) lines = new ArrayList<>(List.of(all));
        if (hidden > 0) lines.add(Words.hidden(hidden));
        if (path != null) lines.add("thick: " + Html.escape(path.ends()));
        return lines;
    }

    private static int letters(String line) {
        return line.replaceAll("<[^>]*>|&[a-z]+;", "").length();
    }

    private void text(String type, double x, double y, String text, String more) {
        out.append("<text class=\"").append(type).append("\" x=\"").append(number(x));
        out.append("\" y=\"").append(number(y)).append('"').append(more).append('>');
        if (type.startsWith("name")) out.append(subscripted(text));
        else out.append(Html.escape(text));
        out.append("</text>");
    }

    /** A name as a formula sets it: the number behind a letter stands lower. */
    private static String subscripted(String name) {
        Matcher indexed = INDEXED.matcher(name);
        if (!indexed.matches()) return Html.escape(name);
        return Html.escape(indexed.group(1)) + "<tspan class=\"sub\" dy=\"4\">" + indexed.group(2) + "</tspan>";
    }

    private static String point(double x, double y) {
        return number(x) + " " + number(y);
    }

    /** A coordinate: at most one decimal is plenty. */
    private static String number(double d) {
        String s = String.format(Locale.ROOT, "%.1f", d);
        return s.endsWith(".0") ? s.substring(0, s.length() - 2) : s;
    }
}
