package gradbook.derivative;

import static gradbook.scalar.Given.given;

import gradbook.scalar.Formula;
import gradbook.scalar.Gate;
import gradbook.scalar.Style;
import gradbook.scalar.Value;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A graph read as a function of its inputs, so that it can be evaluated elsewhere. The graph itself is not touched:
 * numbers go into an array beside it. Outside a gate's domain the result is NaN or infinite, not an error.
 *
 * <pre>{@code
 * ScalarFunction g = ScalarFunction.of(f);   // f = (x + y) z
 * g.applyAsDouble(new double[] {1, -3, 2});  // -4.0
 * }</pre>
 */
public final class ScalarFunction implements ToDoubleFunction<double[]> {
    private final List<Value> order;
    private final int[][] operands; // for each value, where its operands stand in the order
    private final List<Value> inputs;
    private final int[] places; // where each input stands in the order
    private long evaluations;
    private long multiplyAdds;

    private ScalarFunction(Value output, List<Value> inputs) {
        this.order = output.forwardOrder();
        this.inputs = inputs;
        Map<Value, Integer> ids = new IdentityHashMap<>();
        operands = new int[order.size()][];
        for (Value v : order) {
            operands[ids.size()] = v.inputs().stream().mapToInt(ids::get).toArray();
            ids.put(v, ids.size());
        }
        places = inputs.stream().mapToInt(v -> ids.getOrDefault(v, -1)).toArray(); // -1: f does not depend on it
    }

    /** The graph as a function of its named leaves, in the order in which they are first used. */
    public static ScalarFunction of(Value output) {
        requireOutput(output);
        List<Value> named = output.forwardOrder().stream()
                .filter(v -> v.isLeaf() && v.name() != null)
                .toList();
        if (named.isEmpty())
            throw new IllegalArgumentException("This expression has no named input: " + Formula.of(output, Style.TEXT)
                    + ". Name what it depends on, for example Value.of(\"x\", -2), or say which leaves you mean.");
        return new ScalarFunction(output, named);
    }

    /** The graph as a function of these leaves, all others kept as they are. */
    public static ScalarFunction of(Value output, List<Value> inputs) {
        requireOutput(output);
        given(inputs, "ScalarFunction", "the list of inputs", "a List of leaves");
        for (Value v : inputs) {
            if (v == null)
                throw new IllegalArgumentException(
                        "One of the inputs is null: make it first, for example with Value.of(\"x\", -2).");
            if (!v.isLeaf())
                throw new IllegalArgumentException("A graph is a function of its leaves, and `" + Formula.label(v)
                        + "` is the output of the " + v.gate().name()
                        + " gate. Vary its inputs instead, or make it a leaf: Value.of(\""
                        + (v.name() == null ? "a" : v.name()) + "\", " + Style.TEXT.number(v.data()) + ").");
        }
        return new ScalarFunction(output, List.copyOf(inputs));
    }

    static void requireOutput(Value output) {
        if (output == null)
            throw new IllegalArgumentException(
                    "The expression is null: make it first, for example Value f = x.add(y).mul(z);");
    }

    /** The leaves that vary. */
    public List<Value> inputs() {
        return inputs;
    }

    /** The names of the inputs; an unnamed one is called by its place, {@code input 2}. */
    public List<String> names() {
        return inputs.stream()
                .map(v -> v.name() != null ? v.name() : "input " + (inputs.indexOf(v) + 1))
                .toList();
    }

    /** The numbers that the inputs have in the graph. */
    public double[] point() {
        return inputs.stream().mapToDouble(Value::data).toArray();
    }

    @Override
    public double applyAsDouble(double[] at) {
        requireLength("point", at);
        evaluations++;
        double[] data = order.stream().mapToDouble(Value::data).toArray();
        for (int i = 0; i < places.length; i++) if (places[i] >= 0) data[places[i]] = at[i];
        for (int i = 0; i < data.length; i++) {
            Gate gate = order.get(i).gate();
            if (gate == null) continue;
            double[] in = new double[operands[i].length];
            for (int slot = 0; slot < in.length; slot++) in[slot] = data[operands[i][slot]];
            data[i] = gate.value(in);
            if (Cost.isProduct(gate)) multiplyAdds += Cost.products(in.length);
        }
        return data[data.length - 1];
    }

    /**
     * Forward mode: one pass that carries a {@link Dual} through every gate and so gives the value at {@code at} and
     * the slope in {@code direction}. The slope along one axis is one entry of the gradient.
     */
    public Dual dual(double[] at, double[] direction) {
        requireLength("point", at);
        requireLength("direction", direction);
        evaluations++;
        Dual[] duals = new Dual[order.size()];
        for (int i = 0; i < places.length; i++) if (places[i] >= 0) duals[places[i]] = new Dual(at[i], direction[i]);
        for (int i = 0; i < duals.length; i++) {
            Value v = order.get(i);
            if (duals[i] != null) continue;
            Gate gate = v.gate();
            if (gate == null) {
                duals[i] = new Dual(v.data(), 0);
                continue;
            }
            Dual[] in = Arrays.stream(operands[i]).mapToObj(k -> duals[k]).toArray(Dual[]::new);
            duals[i] = Dual.through(gate, in);
            if (!Cost.isProduct(gate)) continue;
            multiplyAdds += Cost.products(in.length);
            for (Dual d : in) if (d.tangent() != 0) multiplyAdds++;
        }
        return duals[duals.length - 1];
    }

    /** How often this function was evaluated, with dual numbers or without. */
    public long evaluations() {
        return evaluations;
    }

    /**
     * How many multiply-adds that took, counted at every gate as it ran: the products of {@code mul} and {@code dot},
     * and with dual numbers one more for each tangent that they multiply.
     */
    public long multiplyAdds() {
        return multiplyAdds;
    }

    private void requireLength(String what, double[] numbers) {
        given(numbers, "ScalarFunction", "the " + what, "one number for each input");
        if (numbers.length != places.length)
            throw new IllegalArgumentException(
                    "The " + what + " has " + numbers.length + " numbers, but the function has " + places.length
                            + " inputs: " + String.join(", ", names()) + ".");
    }
}
