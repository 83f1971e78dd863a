package gradbook.mutant;

import gradbook.layer.Layout;
import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Ten engines that are wrong in one rule each. Every one of these bugs has been in somebody's real program. */
public final class Mutants {
    private Mutants() {}

    /** A fresh set, always in the same order. */
    public static List<Engine> all() {
        return List.of(
                new Engine("overwritten gradient") {
                    @Override
                    protected Matrix added(Matrix before, Matrix downstream) {
                        return downstream;
                    }
                },
                new Engine("no zeroing") {
                    @Override
                    protected void clear() {
                        // the gradients of the pass before are still there
                    }
                },
                new Engine("wrong order") {
                    @Override
                    protected List<Value> order(Value output) {
                        Set<Value> seen = Collections.newSetFromMap(new IdentityHashMap<>());
                        List<Value> depthFirst = new ArrayList<>();
                        Deque<Value> stack = new ArrayDeque<>(List.of(output));
                        while (!stack.isEmpty()) {
                            Value v = stack.pop();
                            if (!seen.add(v)) continue;
                            depthFirst.add(v);
                            for (int i = v.inputs().size() - 1; i >= 0; i--)
                                stack.push(v.inputs().get(i));
                        }
                        return depthFirst;
                    }
                },
                new Engine("missing transpose") {
                    @Override
                    protected Matrix affineDownstream(Layout layout, Matrix w, Matrix g) {
                        return layout == Layout.COLUMNS ? w.matMul(g) : g.matMul(w);
                    }
                },
                new Engine("forgotten batch sum") {
                    @Override
                    protected Matrix biasGradient(Layout layout, Matrix g) {
                        return g;
                    }
                },
                new Engine("forgotten 1/N") {
                    @Override
                    protected double meanFactor(int samples) {
                        return 1;
                    }
                },
                new Engine(">= mask") {
                    @Override
                    protected double reluSlope(double x, double upstream) {
                        return x >= 0 ? 1 : 0;
                    }
                },
                new Engine("gradient-sign mask") {
                    @Override
                    protected double reluSlope(double x, double upstream) {
                        return upstream > 0 ? 1 : 0;
                    }
                },
                new Engine("sigma' at output") {
                    @Override
                    protected double sigmoidSlope(double s) {
                        return super.sigmoidSlope(1 / (1 + Math.exp(-s)));
                    }
                },
                new Engine("degrees") {
                    @Override
                    protected double sineSlope(double x) {
                        return super.sineSlope(Math.toRadians(x));
                    }

                    @Override
                    protected double cosineSlope(double x) {
                        return super.cosineSlope(Math.toRadians(x));
                    }
                });
    }
}
