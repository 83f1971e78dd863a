package gradbook.derivative;

import gradbook.scalar.Gate;
import gradbook.scalar.Gates;
import gradbook.scalar.Value;
import java.util.List;

/** Builds an expression as a person would write it: no times 1, no plus 0, numbers worked out, one minus at most. */
final class Fold {
    private Fold() {}

    /** The output of a gate for these operands, or something simpler that is equal to it. */
    static Value apply(Gate gate, List<Value> in) {
        if (in.stream().allMatch(Fold::isNumber))
            return Value.of(gate.value(in.stream().mapToDouble(Value::data).toArray()));
        Value a = in.get(0), b = in.size() == 2 ? in.get(1) : null;
        if (gate == Gates.ADD) return add(a, b);
        if (gate == Gates.SUB) return sub(a, b);
        if (gate == Gates.MUL) return mul(a, b);
        if (gate == Gates.DIV) return is(a, 0) ? a : is(b, 1) ? a : gate.unchecked(in);
        if (gate == Gates.NEG) return neg(a);
        if (gate == Gates.power(0)) return Value.of(1);
        if (gate == Gates.power(1)) return a;
        return gate.unchecked(in);
    }

    static Value add(Value a, Value b) {
        if (isNumber(a) && isNumber(b)) return Value.of(a.data() + b.data());
        if (is(a, 0)) return b;
        if (is(b, 0)) return a;
        return b.gate() == Gates.NEG ? a.sub(b.inputs().get(0)) : a.add(b);
    }

    private static Value sub(Value a, Value b) {
        return is(a, 0) ? neg(b) : is(b, 0) ? a : a.sub(b);
    }

    static Value mul(Value a, Value b) {
        if (isNumber(a) && isNumber(b)) return Value.of(a.data() * b.data());
        if (is(a, 0) || is(b, 0)) return Value.of(0);
        if (is(a, 1)) return b;
        if (is(b, 1)) return a;
        if (is(a, -1)) return neg(b);
        if (is(b, -1)) return neg(a);
        if (a.gate() == Gates.NEG) return neg(mul(a.inputs().get(0), b));
        if (b.gate() == Gates.NEG) return neg(mul(a, b.inputs().get(0)));
        if (a.gate() == Gates.DIV && is(a.inputs().get(0), 1))
            return Gates.DIV.unchecked(List.of(b, a.inputs().get(1)));
        if (b.gate() == Gates.DIV && is(b.inputs().get(0), 1))
            return Gates.DIV.unchecked(List.of(a, b.inputs().get(1)));
        if (isNumber(a) && b.gate() == Gates.MUL && isNumber(b.inputs().get(0)))
            return mul(mul(a, b.inputs().get(0)), b.inputs().get(1));
        return isNumber(b) ? mul(b, a) : a.mul(b);
    }

    private static Value neg(Value a) {
        if (isNumber(a)) return Value.of(-a.data());
        return a.gate() == Gates.NEG ? a.inputs().get(0) : a.neg();
    }

    private static boolean isNumber(Value v) {
        return v.isLeaf() && v.name() == null;
    }

    private static boolean is(Value v, double number) {
        return isNumber(v) && v.data() == number;
    }
}
