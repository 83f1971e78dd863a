package gradbook.scalar;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One walk of a graph: puts its values in order, operands before what is made of them. Depth first with a stack of
 * its own, so that a graph of ten million values needs no deep Java stack; visited values carry the number of the
 * walk, so that it needs no set of them either.
 */
final class Walk {
    static final AtomicInteger WALKS = new AtomicInteger();

    private final int open = nextMark(); // the mark of a value whose operands are being placed
    private final int placed = open + 1; // the mark of a value that has its place
    private final boolean leaves;
    private Value[] stack = new Value[64];
    private int depth;
    private List<Value> finished; // a list whose values are all placed; the next neuron of a layer has the same inputs

    private Walk(boolean leaves) {
        this.leaves = leaves;
    }

    /** Never 0, the mark of a value that no walk has seen: after two billion walks the marks begin again. */
    private static int nextMark() {
        int mark = 2 * WALKS.incrementAndGet();
        return mark != 0 ? mark : nextMark();
    }

    /** Every value of the graph that ends in {@code output}, once. */
    static Value[] all(Value output) {
        return new Walk(true).order(output);
    }

    /** The same without the leaves, which have nothing to send downstream. */
    static Value[] gatesOnly(Value output) {
        return new Walk(false).order(output);
    }

    private Value[] order(Value output) {
        Value[] order = new Value[64];
        int n = 0;
        stack[depth++] = output;
        while (depth > 0) {
            Value v = stack[depth - 1];
            if (v.mark != open && v.mark != placed) { // seen for the first time: its operands come before it
                v.mark = open;
                v.visitOperands(this);
                continue;
            }
            depth--;
            if (v.mark == placed) continue; // it was on the stack twice
            v.mark = placed;
            if (n == order.length) order = Arrays.copyOf(order, 2 * n);
            order[n++] = v;
        }
        return Arrays.copyOf(order, n);
    }

    /** Places this operand before its consumer, unless it has its place already. */
    void visit(Value v) {
        if (v.mark == placed || !leaves && v.isLeaf()) return;
        if (depth == stack.length) stack = Arrays.copyOf(stack, 2 * depth);
        stack[depth++] = v;
    }

    /** The same for a whole list, the first of it on top. */
    void visit(List<Value> values, boolean allLeaves) {
        if (values == finished || !leaves && allLeaves) return;
        int before = depth;
        for (int i = values.size() - 1; i >= 0; i--) visit(values.get(i));
        if (depth == before) finished = values; // none had to go onto the stack
    }
}
