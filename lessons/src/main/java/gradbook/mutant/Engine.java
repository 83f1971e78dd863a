package gradbook.mutant;

import gradbook.layer.Affine;
import gradbook.layer.Layer;
import gradbook.layer.Layout;
import gradbook.layer.Parameter;
import gradbook.layer.Relu;
import gradbook.layer.Sequential;
import gradbook.layer.Sigmoid;
import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A backward pass whose every rule is a method of its own, so that a {@link Mutants mutant} can get one of them wrong and
 * keep the rest. As it stands it is right. It walks the same graphs and the same layers as the real engine does.
 */
public class Engine {
    private final String name;
    private final Map<Object, Matrix> gradients = new IdentityHashMap<>(); // of values (1x1) and parameters

    protected Engine(String name) {
        this.name = name;
    }

    /** The engine without a bug. */
    public static Engine good() {
        return new Engine("good");
    }

    /** What is wrong with it, in two or three words. */
    public final String name() {
        return name;
    }

    // The rules, as the real engine has them.

    /** Before every pass all gradients are 0 (E8). */
    protected void clear() {
        gradients.clear();
    }

    /** Where a value is used more than once, the gradients add (B §4.3). */
    protected Matrix added(Matrix before, Matrix downstream) {
        return before.add(downstream);
    }

    /** Every value after all its consumers (E8). */
    protected List<Value> order(Value output) {
        List<Value> order = new ArrayList<>(output.forwardOrder());
        Collections.reverse(order);
        return order;
    }

    protected double sineSlope(double x) {
        return Math.cos(x);
    }

    protected double cosineSlope(double x) {
        return -Math.sin(x);
    }

    /** 1 where the input is above 0, else 0 (B §8.1). */
    protected double reluSlope(double x, double upstream) {
        return x > 0 ? 1 : 0;
    }

    /** sigmoid(s) (1 - sigmoid(s)) (B §5.2). */
    protected double sigmoidSlope(double s) {
        double h = 1 / (1 + Math.exp(-s));
        return h * (1 - h);
    }

    /** W^T g for columns, G W^T for rows (B §9, §10). */
    protected Matrix affineDownstream(Layout layout, Matrix w, Matrix g) {
        return layout == Layout.COLUMNS ? w.transposeMatMul(g) : g.matMulTranspose(w);
    }

    /** The sum of the upstream gradient over the samples (B §10). */
    protected Matrix biasGradient(Layout layout, Matrix g) {
        return layout == Layout.COLUMNS ? g.sumOfColumns() : g.sumOfRows();
    }

    /** 1/N for the mean over N samples (E7). */
    protected double meanFactor(int samples) {
        return 1.0 / samples;
    }

    // The walks.

    /** The gradients of a scalar with respect to its inputs. */
    final List<Matrix> backward(Value output, List<Value> inputs) {
        clear();
        accumulate(output, Matrix.row(1));
        for (Value v : order(output)) {
            double upstream = gradients.getOrDefault(v, Matrix.row(0)).get(0, 0);
            double[] in = v.inputs().stream().mapToDouble(Value::data).toArray();
            for (int slot = 0; slot < in.length; slot++)
                accumulate(v.inputs().get(slot), Matrix.row(upstream * local(v, slot, in, upstream)));
        }
        return inputs.stream()
                .map(x -> gradients.getOrDefault(x, Matrix.row(0)))
                .toList();
    }

    private double local(Value v, int slot, double[] in, double upstream) {
        return switch (v.gate().name()) {
            case "sin" -> sineSlope(in[0]);
            case "cos" -> cosineSlope(in[0]);
            case "relu" -> reluSlope(in[0], upstream);
            case "sigmoid" -> sigmoidSlope(in[0]);
            default -> v.gate().local(slot, v.data(), in);
        };
    }

    /** The gradients with respect to the input and to every parameter, in order. */
    final List<Matrix> backward(Layer layer, Matrix x, Matrix upstream) {
        clear();
        List<Matrix> result = new ArrayList<>(List.of(back(layer, x, upstream)));
        for (Parameter p : layer.parameters())
            result.add(gradients.getOrDefault(p, p.value().scale(0)));
        return result;
    }

    private Matrix back(Layer layer, Matrix x, Matrix g) {
        if (layer instanceof Sequential net) return back(net.layers(), x, g);
        if (layer instanceof Relu) return slopes(x, g, this::reluSlope);
        if (layer instanceof Sigmoid) return slopes(x, g, (s, upstream) -> sigmoidSlope(s));
        if (!(layer instanceof Affine affine)) return backByItself(layer, x, g);
        boolean columns = affine.layout() == Layout.COLUMNS;
        Matrix bias = biasGradient(affine.layout(), g);
        Matrix b = affine.bias().value();
        accumulate(affine.weights(), columns ? g.matMulTranspose(x) : x.transposeMatMul(g));
        accumulate(affine.bias(), b.rows() == bias.rows() ? bias : bias.transpose());
        return affineDownstream(affine.layout(), affine.weights().value(), g);
    }

    private Matrix back(List<Layer> layers, Matrix x, Matrix g) {
        if (layers.isEmpty()) return g;
        Layer first = layers.get(0);
        return back(first, x, back(layers.subList(1, layers.size()), first.forward(x), g));
    }

    /** A layer without a rule here, a student's for instance, adds to its own parameters: they are read and cleared. */
    private Matrix backByItself(Layer layer, Matrix x, Matrix g) {
        layer.zeroGrad();
        layer.forward(x); // where it is used twice, it has seen other data since
        Matrix downstream = layer.backward(g);
        for (Parameter p : layer.parameters()) accumulate(p, p.grad());
        layer.zeroGrad();
        return downstream;
    }

    private void accumulate(Object to, Matrix downstream) {
        gradients.merge(to, downstream, this::added);
    }

    private static Matrix slopes(Matrix x, Matrix g, java.util.function.DoubleBinaryOperator slope) {
        double[] in = x.toRowMajor();
        double[] out = g.toRowMajor();
        for (int i = 0; i < in.length; i++) out[i] *= slope.applyAsDouble(in[i], out[i]);
        return Matrix.of(x.rows(), x.cols(), out);
    }
}
