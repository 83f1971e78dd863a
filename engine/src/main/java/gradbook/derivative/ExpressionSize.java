package gradbook.derivative;

import gradbook.scalar.Gate;
import gradbook.scalar.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * How large an expression is, counted in operations: a sum of n values is n - 1, a dot product of n pairs is 2n - 1,
 * every other gate is 1.
 *
 * @param tree written out, with everything that is used twice written twice
 * @param graph with equal parts shared (common subexpressions merged)
 */
public record ExpressionSize(BigInteger tree, long graph) {

    /** The size of the expression that ends in {@code f}. */
    public static ExpressionSize of(Value f) {
        ScalarFunction.requireOutput(f);
        Map<Value, BigInteger> trees = new IdentityHashMap<>();
        Map<Value, Integer> parts = new IdentityHashMap<>(); // equal parts have equal numbers
        Map<List<Object>, Integer> known = new HashMap<>();
        long graph = 0;
        for (Value v : f.forwardOrder()) {
            List<Object> key = new ArrayList<>();
            if (v.isLeaf()) key.add(v.name() == null ? (Object) v.data() : v);
            else key.add(v.gate());
            for (Value in : v.inputs()) key.add(parts.get(in));
            int operations = operations(v);
            if (!known.containsKey(key)) graph += operations;
            known.putIfAbsent(key, known.size());
            parts.put(v, known.get(key));
            trees.put(v, v.inputs().stream().map(trees::get).reduce(BigInteger.valueOf(operations), BigInteger::add));
        }
        return new ExpressionSize(trees.get(f), graph);
    }

    private static int operations(Value v) {
        if (v.isLeaf()) return 0;
        return v.gate().arity() == Gate.MANY ? v.inputs().size() - 1 : 1;
    }
}
