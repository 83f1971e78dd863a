package gradbook.picture;

import gradbook.scalar.Trace;
import gradbook.scalar.Value;

/**
 * A graph in the language of Graphviz, for who has it and wants another layout: {@code dot -Tsvg graph.dot}. Nothing here
 * needs Graphviz.
 */
public final class Dot {
    private Dot() {}

    /** The whole graph of {@code output}, however large. */
    public static String of(Value output) {
        return of(Trace.of(output));
    }

    public static String of(Trace trace) {
        StringBuilder out = new StringBuilder("digraph {\n  rankdir=LR\n");
        for (Trace.Node node : trace.nodes()) {
            String label = Words.name(node) + "\n" + Words.number(node.data());
            if (trace.hasGradients()) label += "\n" + Words.number(node.grad());
            if (node.gate() != null) label = Words.symbol(node.gate()) + "\n" + label;
            out.append("  n").append(node.id()).append(" [shape=").append(node.gate() == null ? "box" : "ellipse");
            out.append(", label=\"").append(escape(label)).append("\"]\n");
        }
        for (Trace.Node node : trace.nodes())
            for (int input : node.inputs())
                out.append("  n")
                        .append(input)
                        .append(" -> n")
                        .append(node.id())
                        .append('\n');
        return out.append("}\n").toString();
    }

    private static String escape(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
