package gradbook.scalar;

import java.util.ArrayList;
import java.util.List;

/** A whole sum in one node: of single values ({@link Gates#SUM}) or of products of pairs ({@link Gates#DOT}). */
final class Fused extends Value {
    private final List<Value> lefts;
    private final List<Value> rights; // null for a plain sum
    private final boolean leftLeaves, rightLeaves; // whether a list has only leaves, as weights are

    private Fused(
            double data, Gate gate, List<Value> lefts, List<Value> rights, boolean leftLeaves, boolean rightLeaves) {
        super(data, gate, null, null);
        this.lefts = lefts;
        this.rights = rights;
        this.leftLeaves = leftLeaves;
        this.rightLeaves = rightLeaves;
    }

    static Fused ofValues(List<Value> given) {
        List<Value> values = operands("sum", given);
        double sum = 0;
        boolean leaves = true;
        for (int i = 0; i < values.size(); i++) {
            Value v = values.get(i);
            sum += v.data;
            leaves &= v.isLeaf();
        }
        return new Fused(sum, Gates.SUM, values, null, leaves, true);
    }

    static Fused ofProducts(List<Value> left, List<Value> right) {
        List<Value> lefts = operands("dot", left), rights = operands("dot", right);
        if (lefts.size() != rights.size())
            throw new IllegalArgumentException(
                    "dot multiplies in pairs, so its two lists must be of one length; they have " + lefts.size()
                            + " and " + rights.size() + " values.");
        double sum = 0;
        boolean leftLeaves = true, rightLeaves = true;
        for (int i = 0; i < lefts.size(); i++) {
            Value l = lefts.get(i), r = rights.get(i);
            sum += Gates.DOT.forward().applyAsDouble(l.data, r.data);
            leftLeaves &= l.isLeaf();
            rightLeaves &= r.isLeaf();
        }
        return new Fused(sum, Gates.DOT, lefts, rights, leftLeaves, rightLeaves);
    }

    private static List<Value> operands(String gate, List<Value> given) {
        try {
            List<Value> operands = List.copyOf(given); // the very same list if it cannot change
            if (!operands.isEmpty()) return operands;
        } catch (NullPointerException e) {
            throw new IllegalArgumentException(
                    "A list given to " + gate + " is null or has a null in it; every operand must be a Value.");
        }
        throw new IllegalArgumentException(
                "The " + gate + " of an empty list is not made of anything; use Value.of(0).");
    }

    @Override
    public List<Value> inputs() {
        if (rights == null) return lefts;
        List<Value> all = new ArrayList<>(lefts);
        all.addAll(rights);
        return List.copyOf(all);
    }

    @Override
    void sendDownstream() {
        double upstream = grad;
        if (rights == null) {
            for (int i = 0; i < lefts.size(); i++) lefts.get(i).grad += upstream;
            return;
        }
        for (int i = 0; i < lefts.size(); i++) {
            Value l = lefts.get(i), r = rights.get(i);
            double a = l.data, b = r.data;
            l.grad += upstream * Gates.DOT.left().at(a, b, data);
            r.grad += upstream * Gates.DOT.right().at(a, b, data);
        }
    }

    @Override
    void visitOperands(Walk walk) {
        if (rights != null) walk.visit(rights, rightLeaves);
        walk.visit(lefts, leftLeaves);
    }
}
