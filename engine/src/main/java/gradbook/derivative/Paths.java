package gradbook.derivative;

import gradbook.scalar.Trace;
import gradbook.scalar.Trace.Edge;
import gradbook.scalar.Trace.Node;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The paths of the multivariable chain rule, from the output down to one value. They are counted without being
 * walked.
 */
public final class Paths {
    private static final int MOST = 12;

    private final Trace trace;

    public Paths(Trace trace) {
        this.trace = trace;
    }

    /** How many paths lead from the output to {@code target}. */
    BigInteger count(Node target) {
        return counts(target)[trace.output().id()];
    }

    /** The first paths from the output to {@code target}, at most twelve, each as its edges from the top. */
    List<List<Edge>> to(Node target) {
        List<List<Edge>> found = new ArrayList<>();
        if (target != trace.output()) walk(trace.output(), target, counts(target), new ArrayDeque<>(), found);
        return found;
    }

    private void walk(Node from, Node target, BigInteger[] counts, Deque<Edge> path, List<List<Edge>> found) {
        if (from == target) {
            found.add(List.copyOf(path));
            return;
        }
        for (Edge e : trace.edges()) {
            if (e.consumer() != from || counts[e.input().id()].signum() == 0 || found.size() == MOST) continue;
            path.addLast(e);
            walk(e.input(), target, counts, path, found);
            path.removeLast();
        }
    }

    /** How many paths lead to {@code target} from each value of the graph, in its order; 0 where none does. */
    public BigInteger[] counts(Node target) {
        BigInteger[] counts = new BigInteger[trace.nodes().size()];
        for (Node n : trace.nodes()) {
            counts[n.id()] = n == target
                    ? BigInteger.ONE
                    : n.inputs().stream().map(id -> counts[id]).reduce(BigInteger.ZERO, BigInteger::add);
        }
        return counts;
    }
}
