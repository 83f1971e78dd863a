package gradbook.scalar;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One operation of the graph, declared once: its forward rule, its local derivatives, how it is written and where it is
 * defined. Evaluation, the backward pass, the trace, derivations, symbolic derivatives, forward mode and the tests all
 * derive from this declaration (B §4). {@link Gates} holds the built-in ones.
 *
 * <p>Gates are open. Make one of your own with the factory that the built-in ones come from:
 *
 * <pre>{@code
 * Gate min = Gate.binary("min", Math::min, (a, b) -> a <= b ? 1 : 0, (a, b) -> a <= b ? 0 : 1);
 * Value m = a.apply(min, b);
 * }</pre>
 *
 * <p>That is enough to go forward and backward. {@link #symbolic(UnaryOperator) symbolic}, {@link #notation},
 * {@link #refuses(DoublePredicate, String) refuses} and {@link #rule(String) rule} each return a gate that knows more.
 *
 * @param name the gate's name, as tables and messages print it
 * @param symbol what a circuit drawing writes inside the gate
 * @param arity how many inputs the gate takes: 1, 2 or {@link #MANY}
 * @param forward the forward rule; a gate of one input ignores the second argument, a gate of many holds one term of
 *     its sum
 * @param left the local derivative with respect to the first input
 * @param right the local derivative with respect to the second input; {@code null} if there is none
 * @param notation how it is written
 * @param slopeLeft the formula of {@code left}; {@code null} if the gate declares none
 * @param slopeRight the formula of {@code right}
 * @param domain where the gate is undefined; {@code null} if nowhere
 * @param rule the backward rule in plain words
 */
// A record, because the JIT trusts a record's fields: x.add(y) compiles to one addition.
public record Gate(
        String name,
        String symbol,
        int arity,
        DoubleBinaryOperator forward,
        Local left,
        Local right,
        Notation notation,
        Slope slopeLeft,
        Slope slopeRight,
        Domain domain,
        String rule) {

    /** The arity of a whole sum: as many inputs as it is given. */
    public static final int MANY = -1;

    private static final String INPUTS = "numbers, one for each input";

    /** A local derivative, evaluated where the forward pass left the gate: at its inputs and its output. */
    @FunctionalInterface
    public interface Local {
        /** The number, from the inputs and the output; {@code b} is NaN for a gate of one input. */
        double at(double a, double b, double out);
    }

    /** The formula of a local derivative, built from the same gates. */
    @FunctionalInterface
    public interface Slope {
        /** The formula, from the inputs and the output; {@code b} is null for a gate of one input. */
        Value at(Value a, Value b, Value out);
    }

    /** Where a gate is undefined, and the words for what it needs instead. */
    public record Domain(Refusal refuses, String needs) {
        /**
         * Whether the gate is undefined at these inputs. NaN is let through, so that it can be traced to its source.
         */
        @FunctionalInterface
        public interface Refusal {
            /** {@code true} for inputs that the gate refuses; {@code b} is NaN for a gate of one input. */
            boolean at(double a, double b);
        }
    }

    /**
     * A gate of one input; {@code derivative} is its local derivative as a function of the input: {@code x -> 2 * x}.
     */
    public static Gate unary(String name, DoubleUnaryOperator forward, DoubleUnaryOperator derivative) {
        given(name, "derivative", derivative);
        return of(name, forward, (a, b, out) -> derivative.applyAsDouble(a));
    }

    /**
     * A gate of one input whose local derivative is easiest from input and output, {@code (x, y) -> y} for the
     * exponential.
     */
    public static Gate unary(String name, DoubleUnaryOperator forward, DoubleBinaryOperator derivative) {
        given(name, "derivative", derivative);
        return of(name, forward, (a, b, out) -> derivative.applyAsDouble(a, out));
    }

    /** A gate of two inputs; {@code dLeft} and {@code dRight} are its local derivatives as functions of the inputs. */
    public static Gate binary(
            String name, DoubleBinaryOperator forward, DoubleBinaryOperator dLeft, DoubleBinaryOperator dRight) {
        given(name, "first local derivative", dLeft);
        given(name, "second local derivative", dRight);
        return binary(
                name, forward, (a, b, out) -> dLeft.applyAsDouble(a, b), (a, b, out) -> dRight.applyAsDouble(a, b));
    }

    /** A gate of two inputs whose local derivatives may use its output too: {@code (a, b, out) -> ...}. */
    public static Gate binary(String name, DoubleBinaryOperator forward, Local dLeft, Local dRight) {
        given(name, "forward rule", forward);
        given(name, "first local derivative", dLeft);
        given(name, "second local derivative", dRight);
        return bare(name, 2, forward, dLeft, dRight);
    }

    private static Gate of(String name, DoubleUnaryOperator forward, Local derivative) {
        given(name, "forward rule", forward);
        return bare(name, 1, (a, b) -> forward.applyAsDouble(a), derivative, null);
    }

    private static Gate bare(String name, int arity, DoubleBinaryOperator forward, Local left, Local right) {
        if (name == null || name.isBlank())
            throw new IllegalArgumentException("A gate needs a name, such as \"min\"; it is printed in every table.");
        String rule = "the " + name + " gate: each input gets its local derivative times the upstream gradient";
        return new Gate(name, name, arity, forward, left, right, Notation.function(name), null, null, null, rule);
    }

    private static void given(String name, String part, Object function) {
        Given.given(
                function,
                "gate " + name,
                "the " + part,
                "a function of its inputs: a -> ... for one, (a, b) -> ... for two");
    }

    private static void givenText(String name, String part, String text) {
        Given.given(text, "gate " + name, "the " + part, "a text");
    }

    /** The same gate as one fused node for a whole sum of such terms. */
    Gate summed() {
        return new Gate(name, symbol, MANY, forward, left, right, notation, slopeLeft, slopeRight, domain, rule);
    }

    /** The same gate with the formula of its derivative: {@code a -> a.cos()}. */
    public Gate symbolic(UnaryOperator<Value> derivative) {
        given(name, "symbolic derivative", derivative);
        return symbolic((a, b, out) -> derivative.apply(a), null);
    }

    /** The same gate with the formula of its derivative in input and output: {@code (a, out) -> out}. */
    public Gate symbolic(BinaryOperator<Value> derivative) {
        given(name, "symbolic derivative", derivative);
        return symbolic((a, b, out) -> derivative.apply(a, out), null);
    }

    /**
     * The same gate with the formulas of its two local derivatives: {@code (a, b, out) -> b} and {@code (a, b, out)
     * -> a}.
     */
    public Gate symbolic(Slope dLeft, Slope dRight) {
        return new Gate(name, symbol, arity, forward, left, right, notation, dLeft, dRight, domain, rule);
    }

    /** The same gate, written another way. */
    public Gate notation(String symbol, Notation notation) {
        givenText(name, "symbol", symbol);
        Given.given(notation, "gate " + name, "the notation", "a Notation");
        return new Gate(name, symbol, arity, forward, left, right, notation, slopeLeft, slopeRight, domain, rule);
    }

    /** The same gate with a domain: {@code .refuses(a -> a <= 0, "a positive input")}. */
    public Gate refuses(DoublePredicate where, String needs) {
        given(name, "test of its domain", where);
        return refuses((a, b) -> where.test(a), needs);
    }

    /** The same gate with a domain: {@code .refuses((a, b) -> b == 0, "a divisor other than 0")}. */
    public Gate refuses(Domain.Refusal where, String needs) {
        given(name, "test of its domain", where);
        givenText(name, "words for what it needs", needs);
        Domain limited = new Domain(where, needs);
        return new Gate(name, symbol, arity, forward, left, right, notation, slopeLeft, slopeRight, limited, rule);
    }

    /** The same gate with its backward rule in plain words. */
    public Gate rule(String rule) {
        givenText(name, "rule", rule);
        return new Gate(name, symbol, arity, forward, left, right, notation, slopeLeft, slopeRight, domain, rule);
    }

    /**
     * The output of this gate for these inputs, wherever they are: the formula of a slope may be infinite where the
     * gate that it belongs to is defined, as that of sqrt is at 0. To be asked about the domain use {@link
     * Value#apply(Gate)}.
     */
    public Value unchecked(List<Value> in) {
        Given.given(in, name, "the list of inputs", "a List of Values");
        if (arity == MANY) {
            int terms = terms(in.size());
            return right == null ? Value.sum(in) : Value.dot(in.subList(0, terms), in.subList(terms, in.size()));
        }
        double out = value(in.stream().mapToDouble(Value::data).toArray());
        return new Value(out, this, in.get(0), arity == 1 ? null : in.get(1));
    }

    /** What the gate makes of these inputs. Where it is undefined this is NaN or an infinity, not an error. */
    public double value(double... in) {
        Given.given(in, name, "the list of inputs", INPUTS);
        if (arity == MANY) {
            double sum = 0;
            for (int i = 0; i < terms(in.length); i++) sum += forward.applyAsDouble(in[i], partner(in, i));
            return sum;
        }
        requireArity(in.length);
        return forward.applyAsDouble(in[0], arity == 1 ? Double.NaN : in[1]);
    }

    /** The local derivative with respect to the input at {@code slot} (from 0), at these inputs and this output. */
    public double local(int slot, double out, double... in) {
        Given.given(in, name, "the list of inputs", INPUTS);
        if (arity != MANY) requireArity(in.length);
        int term = term(slot, in.length);
        return (term == slot ? left : right).at(in[term], partner(in, term), out);
    }

    /**
     * The formula of {@link #local} at these inputs and this output, or {@code null} if the gate declares none.
     */
    public Value slope(int slot, Value out, List<Value> in) {
        Given.given(in, name, "the list of inputs", "a List of Values");
        int term = term(slot, in.size());
        Slope slope = term == slot ? slopeLeft : slopeRight;
        if (slope == null) return null;
        return slope.at(in.get(term), right == null ? null : in.get(term + terms(in.size())), out);
    }

    // Inputs come as all first operands, then all second operands, one of each for a plain gate: of two lists of three,
    // slots 1 and 4 are the operands of term 1.
    private int terms(int inputs) {
        return right == null ? inputs : inputs / 2;
    }

    private int term(int slot, int inputs) {
        int terms = terms(inputs);
        return slot < terms ? slot : slot - terms;
    }

    private double partner(double[] in, int term) {
        return right == null ? Double.NaN : in[term + terms(in.length)];
    }

    /** Throws the sentence for a gate that is not there. */
    static Gate requireGate(Gate gate) {
        if (gate == null)
            throw new IllegalArgumentException(
                    "The gate to apply is null: make it first, for example with Gate.unary(...).");
        return gate;
    }

    /** Throws the sentence for a gate used with the wrong number of inputs. */
    void requireArity(int given) {
        if (arity == given) return;
        String needs = arity == MANY ? "a list of inputs: use Value." + name + "(...)" : inputs(arity);
        throw new IllegalArgumentException(
                "The gate " + name + " takes " + needs + ", but was applied to " + inputs(given) + ".");
    }

    /** Throws the sentence for inputs outside the domain. */
    void requireDomain(Value a, Value b) {
        double second = b == null ? Double.NaN : b.data();
        if (domain == null || !domain.refuses().at(a.data(), second)) return;
        List<Value> in = b == null ? List.of(a) : List.of(a, b);
        String numbers = in.stream().map(v -> Style.TEXT.number(v.data())).collect(Collectors.joining(" and "));
        String nodes = in.stream()
                .map(v -> v.name() != null || !v.isLeaf() ? "`" + Formula.label(v) + "`" : null)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        String where = nodes.isEmpty() ? "" : " (node" + (nodes.contains(", ") ? "s " : " ") + nodes + ")";
        throw new ArithmeticException(name + " of " + numbers + where + ": " + name + " needs " + domain.needs());
    }

    private static String inputs(int n) {
        return n == 1 ? "1 input" : n + " inputs";
    }

    @Override
    public String toString() {
        List<Notation.Term> in = Arrays.asList("a", "b").subList(0, right == null ? 1 : 2).stream()
                .map(s -> Notation.Term.name(s, Style.TEXT))
                .toList();
        return notation.write(Style.TEXT, in).text() + ": " + rule;
    }
}
