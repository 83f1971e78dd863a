package gradbook.derivative;

import static gradbook.scalar.Given.given;

import gradbook.scalar.Formula;
import gradbook.scalar.Gate;
import gradbook.scalar.Style;
import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Symbolic differentiation: the derivative as a formula of its own, built from the same gates, with zeros and ones
 * folded away. It is a {@link Value}, so it prints, has a number, and can be differentiated again.
 *
 * <pre>{@code
 * Value x = Value.of("x", 3);
 * Value d = Symbolic.derivative(x.sin().mul(x), x);
 * Formula.of(d, Style.TEXT);   // "x cos(x) + sin(x)"
 * d.data();                    // -2.8288574812
 * }</pre>
 *
 * <p>The formula shares what {@code f} already computed. Written out as a tree it can grow exponentially; kept as a
 * graph it does not: {@link ExpressionSize} counts both (C).
 */
public final class Symbolic {
    private Symbolic() {}

    /**
     * The derivative of {@code f} with respect to {@code x}, a leaf or any value inside.
     *
     * @throws IllegalArgumentException if a gate on the way declares no symbolic derivative
     */
    public static Value derivative(Value f, Value x) {
        ScalarFunction.requireOutput(f);
        given(x, "Symbolic", "the value to derive by", "a Value");
        Map<Value, Value> slopes = new IdentityHashMap<>(); // of each value that depends on x, its derivative by x
        slopes.put(x, Value.of(1));
        for (Value v : f.forwardOrder()) {
            if (v == x || v.isLeaf()) continue;
            Value sum = null;
            List<Value> in = v.inputs();
            for (int slot = 0; slot < in.size(); slot++) {
                Value inner = slopes.get(in.get(slot));
                if (inner == null) continue;
                Value term = Fold.mul(local(v, slot), inner);
                sum = sum == null ? term : Fold.add(sum, term);
            }
            if (sum != null) slopes.put(v, sum);
        }
        return slopes.getOrDefault(f, Value.of(0));
    }

    /**
     * The local derivative of {@code v} with respect to its operand at {@code slot}, as a formula in the values
     * around it.
     */
    static Value local(Value v, int slot) {
        Value local = local(v.gate(), slot, v, v.inputs());
        if (local != null) return local;
        String operand = v.inputs().get(slot).name();
        throw new IllegalArgumentException("The gate " + v.gate().name() + " in " + Formula.cut(v, Style.TEXT)
                + " declares no symbolic derivative" + (operand == null ? "" : " for " + operand)
                + ". Give it one: gate.symbolic(...) with its local derivatives written in Values.");
    }

    /** The same for a gate with the given output and inputs, or {@code null} if it declares no formula. */
    static Value local(Gate gate, int slot, Value out, List<Value> in) {
        try {
            return local(gate, slot, out, in, Value::data);
        } catch (ArithmeticException notDefinedThere) { // though the gate itself is: NaN passes every domain check
            return local(gate, slot, out, in, v -> Double.NaN);
        }
    }

    private static Value local(Gate gate, int slot, Value out, List<Value> in, ToDoubleFunction<Value> number) {
        List<Value> standIns = new ArrayList<>(); // so that folding does not walk into the operands
        for (Value v : in) standIns.add(Value.of("in", number.applyAsDouble(v)));
        Value outStandIn = Value.of("out", number.applyAsDouble(out));
        Value slope = gate.slope(slot, outStandIn, standIns);
        if (slope == null) return null;
        Map<Value, Value> folded = new IdentityHashMap<>();
        for (int i = 0; i < in.size(); i++) folded.put(standIns.get(i), in.get(i));
        folded.put(outStandIn, out);
        for (Value v : slope.forwardOrder()) {
            if (folded.containsKey(v)) continue;
            List<Value> operands = v.inputs().stream().map(folded::get).toList();
            folded.put(v, v.isLeaf() ? v : Fold.apply(v.gate(), operands));
        }
        return folded.get(slope);
    }
}
