package gradbook.picture;

import gradbook.scalar.Trace;
import gradbook.show.Paragraph;
import java.util.ArrayList;
import java.util.List;

/** A graph for a terminal: the circuit where it fits, otherwise the same graph as a tree that hangs from its output. */
final class GraphText {
    private static final int LARGEST_CIRCUIT = 24;
    private static final int MOST_LINES = 80;
    private static final int DEEPEST = 24;
    private static final String CUT = "goes on";

    private GraphText() {}

    static String draw(Trace trace) {
        Labels labels = new Labels(trace, null);
        String circuit = circuit(labels, 0);
        return circuit == null ? tree(trace, DEEPEST) : circuit + "\n\n" + Paragraph.wrap(key(labels), 0);
    }

    /** One step of a walk through the graph, or {@code null} where a circuit does not fit into a terminal. */
    static String circuit(Labels labels, int step) {
        if (labels.trace.nodes().size() > LARGEST_CIRCUIT) return null;
        return TextCircuit.draw(labels, step, Paragraph.WIDTH);
    }

    private static String key(Labels labels) {
        if (!labels.hasGradients()) return "above a wire: its value";
        return "above a wire: its value; below: "
                + labels.meaning(false).replace("%s", Words.name(labels.trace.output()));
    }

    private record Line(String left, String value, String gradient, String note) {}

    /** The tree as deep as it fits into a terminal, at most {@code deepest}. */
    private static String tree(Trace trace, int deepest) {
        List<Line> lines = new ArrayList<>();
        Trace.Node output = trace.output();
        lines.add(new Line("", "value", trace.hasGradients() ? "gradient" : "", ""));
        hang(trace, output, "", "", deepest, new boolean[trace.nodes().size()], lines);
        int left = width(lines.stream().map(Line::left).toList());
        int value = width(lines.stream().map(Line::value).toList());
        int gradient = width(lines.stream().map(Line::gradient).toList());
        int note = width(lines.stream().map(Line::note).toList());
        if (left + value + gradient + note + 6 > Paragraph.WIDTH && deepest > 1) return tree(trace, deepest - 1);
        StringBuilder out = new StringBuilder();
        for (Line line : lines) {
            String row = line.left + " ".repeat(left - length(line.left) + 2) + right(line.value, value);
            if (gradient > 0) row += "  " + right(line.gradient, gradient);
            out.append((row + "  " + line.note).stripTrailing()).append('\n');
        }
        if (lines.size() > MOST_LINES || lines.stream().anyMatch(line -> line.note.equals(CUT)))
            out.append("... ")
                    .append(trace.nodes().size())
                    .append(" values in all; only the part next to ")
                    .append(Words.name(output))
                    .append(" is drawn\n");
        return out.toString().stripTrailing();
    }

    private static void hang(
            Trace trace, Trace.Node node, String first, String rest, int deeper, boolean[] seen, List<Line> lines) {
        if (lines.size() > MOST_LINES) return;
        boolean again = seen[node.id()];
        String note = node.fanOut() < 2 ? "" : again ? "see above" : node.fanOut() + " uses: gradients add";
        boolean end = again || deeper == 0;
        if (deeper == 0 && !again && node.gate() != null) note = CUT;
        String gradient = trace.hasGradients() ? Words.number(node.grad()) : "";
        String left = first + (again ? Words.name(node) : Words.definition(trace, node));
        lines.add(new Line(left, Words.number(node.data()), gradient, note));
        if (end) return;
        seen[node.id()] = true;
        for (int i = 0; i < node.inputs().size(); i++) {
            boolean last = i == node.inputs().size() - 1;
            Trace.Node input = trace.nodes().get(node.inputs().get(i));
            hang(trace, input, rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "), deeper - 1, seen, lines);
        }
    }

    private static int width(List<String> cells) {
        return cells.stream().mapToInt(GraphText::length).max().orElse(0);
    }

    private static int length(String s) {
        return s.codePointCount(0, s.length());
    }

    private static String right(String s, int width) {
        return " ".repeat(width - length(s)) + s;
    }
}
