package gradbook.derivative;

import static gradbook.scalar.Given.given;

import gradbook.layer.Layer;
import gradbook.matrix.Matrix;
import gradbook.scalar.Trace;
import gradbook.scalar.Value;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Jacobian-vector product J v: how the outputs move when the inputs move along v, in one forward pass. It is forward
 * mode, and not what backpropagation does ({@link Vjp}, E2).
 */
public final class Jvp {
    private Jvp() {}

    /** Direction v, with the shape of {@code x}, pushed forward to the shape of the layer's output. */
    public static Matrix of(Layer layer, Matrix x, Matrix v) {
        return given(layer, "Jvp", "the layer", "a Layer").jvp(given(x, "Jvp", "the input", "a Matrix"), v);
    }

    /** The same for a function made of scalar gates; the result is a column with one entry per output. */
    public static Matrix of(VectorFunction f, Matrix x, Matrix v) {
        given(x, "Jvp", "x", "a Matrix");
        given(v, "Jvp", "v", "a Matrix");
        if (v.rows() != x.rows() || v.cols() != x.cols())
            throw new IllegalArgumentException(
                    "Jvp: v is " + v.shape() + " and x is " + x.shape() + ": a direction has the shape of the input");
        List<Value> inputs = VectorFunction.leaves(x);
        double[] direction = v.toRowMajor();
        Map<Value, Double> tangents = new IdentityHashMap<>();
        for (int i = 0; i < direction.length; i++) tangents.put(inputs.get(i), direction[i]);
        return Matrix.column(VectorFunction.outputs(f, inputs).stream()
                .mapToDouble(output -> tangent(Trace.of(output), tangents))
                .toArray());
    }

    /** The sum over all edges into a value of local derivative times the tangent of the input, from the leaves up. */
    private static double tangent(Trace trace, Map<Value, Double> leaves) {
        Map<Integer, Double> tangents = new HashMap<>();
        for (Trace.Node node : trace.nodes()) tangents.put(node.id(), leaves.getOrDefault(node.value(), 0.0));
        for (int i = trace.edges().size() - 1; i >= 0; i--) { // edges are listed from the output down
            Trace.Edge edge = trace.edges().get(i);
            tangents.merge(
                    edge.consumer().id(),
                    edge.local() * tangents.get(edge.input().id()),
                    Double::sum);
        }
        return tangents.get(trace.nodes().size() - 1);
    }
}
