package gradbook.derivative;

import gradbook.scalar.Gate;
import gradbook.scalar.Gates;
import gradbook.scalar.Value;
import java.util.List;

/**
 * What a gradient costs, counted in multiply-adds: the products of {@code mul} and {@code dot}, which outnumber all
 * the rest in a net. Going backward, a product costs one more multiply-add for each operand that needs a gradient; an
 * unnamed leaf is a number of the formula and needs none (C; the counts are those of a dense net with one sample).
 *
 * @param inputs the named leaves, P
 * @param forward multiply-adds of one evaluation
 * @param backward multiply-adds of one backward pass on top of it
 */
public record Cost(int inputs, long forward, long backward) {

    /** Counts the multiply-adds in the graph of {@code f}. */
    public static Cost of(Value f) {
        ScalarFunction.requireOutput(f);
        int inputs = 0;
        long forward = 0, backward = 0;
        for (Value v : f.forwardOrder()) {
            if (v.isLeaf() && v.name() != null) inputs++;
            if (!isProduct(v.gate())) continue;
            List<Value> operands = v.inputs();
            forward += products(operands.size());
            for (Value operand : operands) if (!operand.isLeaf() || operand.name() != null) backward++;
        }
        return new Cost(inputs, forward, backward);
    }

    /** Whether a gate multiplies its operands with each other. */
    static boolean isProduct(Gate gate) {
        return gate == Gates.MUL || gate == Gates.DOT;
    }

    /** The products that so many operands make, two by two. */
    static int products(int operands) {
        return operands / 2;
    }

    /** One backward pass: a small constant times the cost of one evaluation, O(P). */
    public long reverse() {
        return forward + backward;
    }

    /** Forward mode: every input takes a pass that carries value and tangent; where tangents are 0 it takes less. */
    public long forwardMode() {
        return inputs * (forward + backward);
    }

    /** Forward differences: P + 1 evaluations, O(P²). */
    public long forwardDifferences() {
        return (inputs + 1) * forward;
    }
}
