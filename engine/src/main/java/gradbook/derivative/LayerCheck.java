package gradbook.derivative;

import static gradbook.scalar.Given.given;

import gradbook.layer.Layer;
import gradbook.layer.Loss;
import gradbook.layer.Parameter;
import gradbook.layer.Undisturbed;
import gradbook.layer.Unrolled;
import gradbook.matrix.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Layers seen as functions of n numbers, the entries of the input and of every parameter, for {@link GradientCheck}. */
final class LayerCheck {
    private final Layer layer;
    private final Matrix x;
    private final List<Parameter> parameters;
    private final List<Matrix> values = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private LayerCheck(Layer layer, Matrix x) {
        this.layer = layer;
        this.x = x;
        parameters = layer.parameters().stream().filter(p -> !p.isFrozen()).toList();
        add(x.name() == null ? "x" : x.name(), x);
        for (Parameter p : parameters) add(p.name(), p.value());
    }

    private void add(String name, Matrix m) {
        values.add(m);
        for (int i = 0; i < m.rows(); i++) for (int j = 0; j < m.cols(); j++) names.add(Unrolled.label(name, m, i, j));
    }

    /** A layer alone has no loss, so its outputs are weighted with numbers that no symmetry can hide behind. */
    static GradientCheck of(Layer layer, Matrix x) {
        requireGiven(layer, x);
        return Undisturbed.in(layer, asked -> {
            Matrix output = asked.forward(x);
            Matrix weights = Matrix.random(output.rows(), output.cols(), 20);
            return new LayerCheck(asked, x).check(out -> out.mul(weights).sum(), out -> weights);
        });
    }

    static GradientCheck of(Layer net, Loss loss, Matrix x, Matrix target) {
        requireGiven(net, x);
        given(loss, "GradientCheck", "the loss", "a Loss");
        given(target, "GradientCheck", "the target", "a Matrix");
        return Undisturbed.in(
                net,
                asked -> Undisturbed.in(
                        loss,
                        same -> new LayerCheck(asked, x)
                                .check(out -> same.forward(out, target), out -> same.backward())));
    }

    private static void requireGiven(Layer net, Matrix x) {
        given(net, "GradientCheck", "the network", "a Layer");
        given(x, "GradientCheck", "the input", "a Matrix");
    }

    private GradientCheck check(ToDoubleFunction<Matrix> scalar, UnaryOperator<Matrix> upstream) {
        layer.zeroGrad();
        Matrix output = layer.forward(x);
        scalar.applyAsDouble(output);
        List<Matrix> gradients = new ArrayList<>();
        gradients.add(layer.backward(upstream.apply(output)));
        for (Parameter p : parameters) gradients.add(p.grad());
        try {
            return GradientCheck.of(
                    names, point -> scalar.applyAsDouble(forward(point)), flat(values), flat(gradients));
        } finally {
            for (int i = 0; i < parameters.size(); i++) parameters.get(i).setValue(values.get(i + 1));
            layer.forward(x);
        }
    }

    private Matrix forward(double[] point) {
        int at = x.rows() * x.cols();
        for (int i = 0; i < parameters.size(); i++) {
            Matrix m = values.get(i + 1);
            int end = at + m.rows() * m.cols();
            parameters.get(i).setValue(Matrix.of(m.rows(), m.cols(), Arrays.copyOfRange(point, at, end)));
            at = end;
        }
        return layer.forward(Matrix.of(x.rows(), x.cols(), Arrays.copyOf(point, x.rows() * x.cols())));
    }

    private static double[] flat(List<Matrix> matrices) {
        return matrices.stream()
                .flatMapToDouble(m -> Arrays.stream(m.toRowMajor()))
                .toArray();
    }
}
