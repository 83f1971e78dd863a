package gradbook.derivative;

import gradbook.scalar.Gate;
import gradbook.scalar.Gates;
import gradbook.scalar.Value;
import java.util.List;

/**
 * Builds an expression as a person would write it: no times 1, no plus 0, numbers worked out and in front, one minus at
 * most, one fraction for a product of fractions.
 */
final class Fold {
    private static final int MOST_FACTORS = 8; // a number deeper inside a product is left where it is

    private Fold() {}

    /** The output of a gate for these operands, or something simpler that is equal to it. */
    static Value apply(Gate gate, List<Value> in) {
        if (in.stream().allMatch(Fold::isNumber))
            return Value.of(gate.value(in.stream().mapToDouble(Value::data).toArray()));
        Value a = in.get(0), b = in.size() == 2 ? in.get(1) : null;
        if (gate == Gates.ADD) return add(a, b);
        if (gate == Gates.SUB) return sub(a, b);
        if (gate == Gates.MUL) return mul(a, b);
        if (gate == Gates.DIV) return div(a, b);
        if (gate == Gates.NEG) return neg(a);
        if (gate == Gates.power(0)) return Value.of(1);
        if (gate == Gates.power(1)) return a;
        return gate.unchecked(in);
    }

    static Value add(Value a, Value b) {
        if (isNumber(a) && isNumber(b)) return Value.of(a.data() + b.data());
        if (is(a, 0)) return b;
        if (is(b, 0)) return a;
        return is(b, Gates.NEG) ? a.sub(first(b)) : a.add(b);
    }

    private static Value sub(Value a, Value b) {
        if (is(a, 0)) return neg(b);
        if (is(b, 0)) return a;
        return is(b, Gates.NEG) || number(b) < 0 ? add(a, neg(b)) : a.sub(b);
    }

    static Value mul(Value a, Value b) {
        if (isNumber(a) && isNumber(b)) return Value.of(a.data() * b.data());
        if (is(a, 0) || is(b, 0)) return Value.of(0);
        if (is(a, 1)) return b;
        if (is(b, 1)) return a;
        if (is(a, -1)) return neg(b);
        if (is(b, -1)) return neg(a);
        if (is(a, Gates.NEG)) return neg(mul(first(a), b));
        if (is(b, Gates.NEG)) return neg(mul(a, first(b)));
        if (is(a, Gates.DIV) || is(b, Gates.DIV)) return div(mul(over(a), over(b)), mul(under(a), under(b)));
        if (isNumber(b) || isFunction(a) && isShort(b)) return mul(b, a);
        if (hasNumber(a) && hasNumber(b)) return mul(with(number(a) * number(b), a), with(1, b));
        return a.mul(b);
    }

    private static Value div(Value a, Value b) {
        if (is(a, 0) || is(b, 1)) return a;
        if (is(a, Gates.NEG)) return neg(div(first(a), b));
        if (is(a, Gates.DIV) || is(b, Gates.DIV)) return div(mul(over(a), under(b)), mul(under(a), over(b)));
        boolean shorter = hasNumber(a) && hasNumber(b) && number(b) != 1 && number(a) % number(b) == 0;
        return shorter ? div(with(number(a) / number(b), a), with(1, b)) : Gates.DIV.unchecked(List.of(a, b));
    }

    private static Value neg(Value a) {
        if (is(a, Gates.NEG)) return first(a);
        return isNumber(a) || number(a) < 0 ? with(-number(a), a) : a.neg();
    }

    private static boolean isNumber(Value v) {
        return v.isLeaf() && v.name() == null;
    }

    private static boolean is(Value v, double number) {
        return isNumber(v) && v.data() == number;
    }

    /** Whether a value may be taken apart as the output of this gate; one with a name is kept whole. */
    private static boolean is(Value v, Gate gate) {
        return v.gate() == gate && v.name() == null;
    }

    private static Value first(Value v) {
        return v.inputs().get(0);
    }

    private static Value second(Value v) {
        return v.inputs().get(1);
    }

    private static boolean hasNumber(Value v) {
        return hasNumber(v, MOST_FACTORS);
    }

    /** Whether a value is a number or a product that has one among its factors: {@code 2x}. */
    private static boolean hasNumber(Value v, int factors) {
        if (factors == 0 || !is(v, Gates.MUL)) return isNumber(v);
        return hasNumber(first(v), factors - 1) || hasNumber(second(v), factors - 1);
    }

    /** That number, 2 of {@code 2x}; of anything else 1. */
    private static double number(Value v) {
        if (!hasNumber(v)) return 1;
        return isNumber(v) ? v.data() : hasNumber(first(v)) ? number(first(v)) : number(second(v));
    }

    /** The same with another number in its place. */
    private static Value with(double number, Value v) {
        if (isNumber(v)) return Value.of(number);
        boolean left = hasNumber(first(v));
        return mul(left ? with(number, first(v)) : first(v), left ? second(v) : with(number, second(v)));
    }

    private static Value over(Value v) {
        return is(v, Gates.DIV) ? first(v) : v;
    }

    private static Value under(Value v) {
        return is(v, Gates.DIV) ? second(v) : Value.of(1);
    }

    /** Whether a value ends in a function, so that a name or its power is better put before it: {@code x^2 sin(y)}. */
    private static boolean isFunction(Value v) {
        Value last = is(v, Gates.MUL) ? second(v) : v;
        return !last.isLeaf() && last.gate().arity() == 1 && !isShort(last);
    }

    private static boolean isShort(Value v) {
        if (is(v, Gates.MUL) && isNumber(first(v))) return isShort(second(v));
        return v.name() != null || !v.isLeaf() && v.gate().symbol().startsWith("^") && first(v).name() != null;
    }
}
