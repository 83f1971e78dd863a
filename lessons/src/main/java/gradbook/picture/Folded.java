package gradbook.picture;

import gradbook.scalar.Trace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a large graph that is next to its output, as a graph of its own: what lies beyond is folded into the
 * values at the rim, which keep their numbers and are drawn like inputs.
 */
final class Folded {
    /** More than this many values are not legible in one picture. */
    static final int MOST = 200;

    private Folded() {}

    /** How many values the picture leaves out. */
    static int hidden(Trace trace) {
        return trace.nodes().size() - of(trace).nodes().size();
    }

    /** The trace itself if it is small enough. */
    static Trace of(Trace trace) {
        int n = trace.nodes().size();
        if (n <= MOST) return trace;
        boolean[] kept = new boolean[n];
        boolean[] open = new boolean[n]; // kept with its operands
        ArrayDeque<Trace.Node> queue = new ArrayDeque<>(List.of(trace.output()));
        kept[n - 1] = true;
        int count = 1;
        while (!queue.isEmpty()) {
            Trace.Node node = queue.poll();
            int more = (int)
                    node.inputs().stream().distinct().filter(i -> !kept[i]).count();
            if (count + more > MOST) continue;
            open[node.id()] = true;
            count += more;
            for (int input : node.inputs()) {
                if (!kept[input]) queue.add(trace.nodes().get(input));
                kept[input] = true;
            }
        }
        return cut(trace, kept, open);
    }

    private static Trace cut(Trace trace, boolean[] kept, boolean[] open) {
        int[] place = new int[kept.length];
        int[] uses = new int[kept.length];
        for (Trace.Node node : trace.nodes()) if (open[node.id()]) for (int input : node.inputs()) uses[input]++;
        List<Trace.Node> nodes = new ArrayList<>();
        for (Trace.Node node : trace.nodes()) {
            if (!kept[node.id()]) continue;
            place[node.id()] = nodes.size();
            boolean whole = open[node.id()];
            List<Integer> inputs =
                    whole ? node.inputs().stream().map(i -> place[i]).toList() : List.of();
            nodes.add(new Trace.Node(
                    nodes.size(),
                    node.label(),
                    whole ? node.gate() : null,
                    node.data(),
                    node.grad(),
                    inputs,
                    uses[node.id()],
                    node.value()));
        }
        List<Trace.Edge> edges = new ArrayList<>();
        for (Trace.Edge e : trace.edges()) {
            if (!open[e.consumer().id()]) continue;
            Trace.Node consumer = nodes.get(place[e.consumer().id()]);
            Trace.Node input = nodes.get(place[e.input().id()]);
            edges.add(new Trace.Edge(consumer, input, e.slot(), e.copy(), e.upstream(), e.local(), e.downstream()));
        }
        return new Trace(List.copyOf(nodes), List.copyOf(edges), trace.hasGradients());
    }
}
