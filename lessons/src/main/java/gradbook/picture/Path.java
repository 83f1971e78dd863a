package gradbook.picture;

import gradbook.derivative.Paths;
import gradbook.scalar.Trace;
import gradbook.scalar.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What lies between a value and the output of a graph: all that a nudge of the value moves. */
final class Path {
    private final Trace trace;
    private final Trace.Node start;
    private final BigInteger[] ways; // from the start to each value; 0 where it is not moved

    private Path(Trace trace, Trace.Node start) {
        this.trace = trace;
        this.start = start;
        ways = new Paths(trace).counts(start);
    }

    static Path of(Trace trace, Value from) {
        for (Trace.Node node : trace.nodes()) if (node.value() == from) return new Path(trace, node);
        throw new IllegalArgumentException("No path leads from this value to " + Words.name(trace.output())
                + ", because it is not a part of that graph: give one of its values.");
    }

    boolean touches(Trace.Node node) {
        return ways[node.id()].signum() > 0;
    }

    /** {@code the one path from W_21 to L}. */
    String ends() {
        BigInteger count = ways[trace.output().id()];
        String paths = count.equals(BigInteger.ONE) ? "the one path" : "the " + count + " paths";
        return paths + " from " + Words.name(start) + " to " + Words.name(trace.output());
    }

    /** {@code Marked is the one path from W_21 to L: W_21, v3, z_2, L.} */
    String says() {
        List<String> names = new ArrayList<>();
        for (Trace.Node node : trace.nodes()) if (touches(node)) names.add(Words.name(node));
        return "Marked: " + ends() + ": " + String.join(", ", names) + ".";
    }
}
