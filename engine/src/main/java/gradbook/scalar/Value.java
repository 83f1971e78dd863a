package gradbook.scalar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A number that remembers how it was made. Leaves hold the inputs; every other value is the output of a {@link Gate}
 * and keeps its operands, so that {@link #backward()} can walk the graph from the output to the inputs.
 *
 * <pre>{@code
 * Value x = Value.of("x", -2), y = Value.of("y", 5), z = Value.of("z", -4);
 * Value f = x.add(y).named("q").mul(z).named("f");
 * f.backward();
 * f.data();   // -12.0
 * x.grad();   // -4.0, and y.grad() is -4.0, z.grad() is 3.0   (B §2)
 * }</pre>
 *
 * <p><b>Gradients accumulate.</b> A leaf's gradient is the sum over all paths and over all calls of {@link #backward()}
 * since the last {@link #zeroGrad()}: a second call doubles it. Values in between are cleared at the start of every
 * call, so the second call is never tripled by what the first one left there.
 *
 * <p><b>Threads.</b> Threads may walk different graphs at the same time. A graph, or two that share values, belongs to
 * one thread at a time.
 */
public sealed class Value permits Fused {
    private final Gate gate; // null for a leaf
    private final Value left; // null for a leaf and for a whole sum, which keeps lists of operands
    private final Value right; // null for a unary gate too
    private String name;
    double data;
    double grad;
    int mark; // the number of the walk that saw this value last, so that a walk needs no set of visited values

    Value(double data, Gate gate, Value left, Value right) {
        this.data = data;
        this.gate = gate;
        this.left = left;
        this.right = right;
    }

    /** A leaf without a name, printed as its number. */
    public static Value of(double data) {
        return new Value(data, null, null, null);
    }

    /** A named leaf: {@code Value.of("x", -2)}. */
    public static Value of(String name, double data) {
        return of(data).named(name);
    }

    /** The output of a unary gate, your own or a built-in one, for this input. */
    public Value apply(Gate gate) {
        Gate.requireGate(gate).requireArity(1);
        gate.requireDomain(this, null);
        return new Value(gate.forward().applyAsDouble(data, Double.NaN), gate, this, null);
    }

    /** The output of a binary gate, your own or a built-in one: this value is its first input. */
    public Value apply(Gate gate, Value other) {
        Gate.requireGate(gate).requireArity(2);
        if (other == null) throw missing(gate);
        gate.requireDomain(this, other);
        return new Value(gate.forward().applyAsDouble(data, other.data), gate, this, other);
    }

    /** Names this value, for pictures, tables and messages, and returns it. */
    public Value named(String name) {
        if (name == null || name.isBlank())
            throw new IllegalArgumentException(
                    "A name must have at least one letter, such as \"x\". To print the number, give no name.");
        this.name = name;
        return this;
    }

    /**
     * Gives a leaf another number, as a training step does: {@code w.set(w.data() - 0.1 * w.grad())}. Values already
     * made from it keep theirs, and going backward from them would mix the new number with the old ones: build the
     * expression again.
     */
    public void set(double data) {
        if (!isLeaf())
            throw new IllegalStateException(
                    "Only a leaf can be set, and `" + Formula.label(this) + "` is the output of the " + gate.name()
                            + " gate: its number comes from its inputs. Set a leaf and build the expression again.");
        this.data = data;
    }

    /** The number that the forward pass put here. */
    public double data() {
        return data;
    }

    /** A leaf: the sum over all backward passes since {@link #zeroGrad()}. Any other value: what the last pass left. */
    public double grad() {
        return grad;
    }

    /** The name given with {@link #named}, or {@code null}. */
    public String name() {
        return name;
    }

    /** The gate that made this value, or {@code null} for a leaf. */
    public Gate gate() {
        return gate;
    }

    /** Whether this value is an input of the graph: no gate made it. */
    public boolean isLeaf() {
        return gate == null;
    }

    /** The operands, in order: none for a leaf; for {@code dot} the whole first list, then the second. */
    public List<Value> inputs() {
        return isLeaf() ? List.of() : right == null ? List.of(left) : List.of(left, right);
    }

    /** Walks backward from this value with the upstream gradient 1. */
    public void backward() {
        backward(1);
    }

    /**
     * Walks backward from this value: clears every value in between, starts here with {@code upstream}, then visits
     * each value after all its consumers, and adds upstream times local to each of its inputs (B §11).
     */
    public void backward(double upstream) {
        if (isLeaf()) {
            grad += upstream;
            return;
        }
        Value[] order = Walk.gatesOnly(this);
        for (Value v : order) v.grad = 0;
        grad = upstream;
        for (int i = order.length - 1; i >= 0; i--) order[i].sendDownstream();
    }

    /** The step at one gate: downstream is upstream times local, and downstream gradients add. */
    void sendDownstream() {
        double upstream = grad, a = left.data;
        if (right == null) {
            left.grad += upstream * gate.left().at(a, Double.NaN, data);
            return;
        }
        double b = right.data;
        left.grad += upstream * gate.left().at(a, b, data);
        right.grad += upstream * gate.right().at(a, b, data);
    }

    /** Sets the gradient of every value in this graph to 0, leaves included. */
    public void zeroGrad() {
        if (isLeaf()) grad = 0;
        else for (Value v : Walk.all(this)) v.grad = 0;
    }

    /**
     * The derivatives with respect to these values from one backward pass of its own: every gradient that is in the
     * graph stays as it was.
     */
    public double[] gradient(List<Value> inputs) {
        Given.given(inputs, "gradient", "the list", "a List of Values to derive by");
        List<Value> touched = new ArrayList<>(forwardOrder());
        touched.addAll(inputs);
        if (touched.contains(null))
            throw new IllegalArgumentException(
                    "One of the values to derive by is null: make it first, as a part of " + Formula.label(this) + ".");
        double[] kept = touched.stream().mapToDouble(Value::grad).toArray();
        for (Value v : touched) v.grad = 0;
        backward();
        double[] gradient = inputs.stream().mapToDouble(Value::grad).toArray();
        for (int i = 0; i < kept.length; i++) touched.get(i).grad = kept[i];
        return gradient;
    }

    /** Every value of this graph once, operands before the values made from them, this value last. */
    public List<Value> forwardOrder() {
        return Collections.unmodifiableList(Arrays.asList(Walk.all(this)));
    }

    /**
     * Where NaN or an infinity first appears, as a sentence, forward or backward; or that every number is finite.
     */
    public String firstNonFinite() {
        return Trace.of(this).firstNonFinite();
    }

    /** Shows the walk the operands, the last one first. */
    void visitOperands(Walk walk) {
        if (right != null) walk.visit(right);
        if (left != null) walk.visit(left);
    }

    private static IllegalArgumentException missing(Gate gate) {
        return new IllegalArgumentException("The second input of the " + gate.name()
                + " gate is null: make it first, for example with Value.of(\"y\", 5).");
    }

    /** {@code f = -12, grad 1}; an unnamed value shows its formula. */
    @Override
    public String toString() {
        String number = Style.TEXT.number(data);
        String what = isLeaf() && name == null ? number : Formula.label(this) + " = " + number;
        return grad == 0 ? what : what + ", grad " + Style.TEXT.number(grad);
    }

    // The gates by name. Each is declared in Gates; these methods only apply it.

    /** This plus the other: {@link Gates#ADD}. */
    public Value add(Value other) {
        return apply(Gates.ADD, other);
    }

    /** This plus the other: {@link Gates#ADD}. */
    public Value add(double other) {
        return add(of(other));
    }

    /** This minus the other: {@link Gates#SUB}. */
    public Value sub(Value other) {
        return apply(Gates.SUB, other);
    }

    /** This minus the other: {@link Gates#SUB}. */
    public Value sub(double other) {
        return sub(of(other));
    }

    /** This times the other: {@link Gates#MUL}. */
    public Value mul(Value other) {
        return apply(Gates.MUL, other);
    }

    /** This times the other: {@link Gates#MUL}. */
    public Value mul(double other) {
        return mul(of(other));
    }

    /** This over the other: {@link Gates#DIV}. */
    public Value div(Value other) {
        return apply(Gates.DIV, other);
    }

    /** This over the other: {@link Gates#DIV}. */
    public Value div(double other) {
        return div(of(other));
    }

    /** Minus this: {@link Gates#NEG}. */
    public Value neg() {
        return apply(Gates.NEG);
    }

    /** This value to a fixed power: {@link Gates#power}. */
    public Value pow(double exponent) {
        return apply(Gates.power(exponent));
    }

    /** This positive value to a variable power: {@link Gates#POW}. */
    public Value pow(Value exponent) {
        return apply(Gates.POW, exponent);
    }

    /** e to the power of this: {@link Gates#EXP}. */
    public Value exp() {
        return apply(Gates.EXP);
    }

    /** The natural logarithm: {@link Gates#LOG}. */
    public Value log() {
        return apply(Gates.LOG);
    }

    /** The sine, in radians: {@link Gates#SIN}. */
    public Value sin() {
        return apply(Gates.SIN);
    }

    /** The cosine, in radians: {@link Gates#COS}. */
    public Value cos() {
        return apply(Gates.COS);
    }

    /** The hyperbolic tangent: {@link Gates#TANH}. */
    public Value tanh() {
        return apply(Gates.TANH);
    }

    /** The logistic function: {@link Gates#SIGMOID}. */
    public Value sigmoid() {
        return apply(Gates.SIGMOID);
    }

    /** This where it is positive, else 0: {@link Gates#RELU}. */
    public Value relu() {
        return apply(Gates.RELU);
    }

    /** The larger of the two: {@link Gates#MAX}. */
    public Value max(Value other) {
        return apply(Gates.MAX, other);
    }

    /** The larger of the two: {@link Gates#MAX}. */
    public Value max(double other) {
        return max(of(other));
    }

    /** The smaller of the two: {@link Gates#MIN}. */
    public Value min(Value other) {
        return apply(Gates.MIN, other);
    }

    /** The smaller of the two: {@link Gates#MIN}. */
    public Value min(double other) {
        return min(of(other));
    }

    /** The absolute value: {@link Gates#ABS}. */
    public Value abs() {
        return apply(Gates.ABS);
    }

    /** The square root: {@link Gates#SQRT}. */
    public Value sqrt() {
        return apply(Gates.SQRT);
    }

    /** A smooth relu: {@link Gates#SOFTPLUS}. */
    public Value softplus() {
        return apply(Gates.SOFTPLUS);
    }

    /** The logistic loss of this logit, stable for every logit: {@link Gates#LOGISTIC_LOSS}. */
    public Value logisticLoss(Value target) {
        return apply(Gates.LOGISTIC_LOSS, target);
    }

    /** The logistic loss of this logit, stable for every logit: {@link Gates#LOGISTIC_LOSS}. */
    public Value logisticLoss(double target) {
        return logisticLoss(of(target));
    }

    /** A whole sum as one node: {@link Gates#SUM}. */
    public static Value sum(List<Value> values) {
        return Fused.ofValues(values);
    }

    /**
     * A whole sum of products as one node: {@link Gates#DOT}. A bias rides along as one more weight whose input is the
     * constant 1. Lists made by {@code List.of} or {@code List.copyOf} are kept as they are, others are copied.
     */
    public static Value dot(List<Value> left, List<Value> right) {
        return Fused.ofProducts(left, right);
    }
}
