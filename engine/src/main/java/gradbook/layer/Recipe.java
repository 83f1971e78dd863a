package gradbook.layer;

import static gradbook.scalar.Given.given;

import gradbook.matrix.Matrix;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * What a network and its loss are made of, in words, without the weights: so that another process, or another machine,
 * can make the same. The weights travel apart, as a {@link Weights} file or as the numbers of {@link #values}.
 *
 * <pre>{@code
 * Recipe recipe = new Recipe("affine 64 32, relu, affine 32 10", "softmax mean");
 * Recipe.of(recipe.newNet(1), recipe.newLoss()).equals(recipe);   // true
 * }</pre>
 *
 * @param net the layers in order: {@code affine IN OUT}, {@code relu}, {@code sigmoid}, {@code tanh}, {@code standardize COLUMNS}
 * @param loss {@code softmax}, {@code logistic} or {@code squared}, and {@code mean} or {@code sum}
 */
public record Recipe(String net, String loss) implements Serializable {
    private static final String KNOWN = "affine IN OUT, relu, sigmoid, tanh and standardize COLUMNS";

    /** Refuses words that are not there. */
    public Recipe {
        given(net, "Recipe", "the network", "words such as \"affine 64 10\"");
        given(loss, "Recipe", "the loss", "words such as \"softmax mean\"");
    }

    /** The words for this network and this loss; samples are rows, and every layer is a built-in one. */
    public static Recipe of(Layer net, Loss loss) {
        StringJoiner words = new StringJoiner(", ");
        given(net, "Recipe", "the network", "a Layer");
        List<Layer> layers = net instanceof Sequential s ? s.layers() : List.of(net);
        for (Layer layer : layers) words.add(word(layer));
        BufferLoss known = Evaluation.requireRows(loss);
        String name = known.name().replace("Loss", "").toLowerCase(Locale.ROOT);
        return new Recipe(words.toString(), name + (known.reduction == Reduction.MEAN ? " mean" : " sum"));
    }

    private static String word(Layer layer) {
        if (layer instanceof Affine a && a.layout() == Layout.ROWS) return "affine " + a.inputs() + " " + a.outputs();
        if (layer instanceof Standardize s)
            return "standardize " + s.parameters().get(0).cols;
        if (layer instanceof Relu) return "relu";
        if (layer instanceof Sigmoid) return "sigmoid";
        if (layer instanceof Tanh) return "tanh";
        throw new IllegalArgumentException("a recipe has no word for " + layer + ": it knows " + KNOWN
                + ", with samples as rows. A layer of your own exists only in this process");
    }

    /** A fresh network: an affine layer that is layer i of the network, counted from 0, starts from seed + i. */
    public Sequential newNet(long seed) {
        return build((index, inputs, outputs) -> Affine.rows(inputs, outputs, seed + index));
    }

    /** A network whose weights are all 0, for {@link #setValues} or {@link Weights#load} to fill. */
    public Sequential blankNet() {
        return build((index, inputs, outputs) -> Affine.rows(Matrix.zeros(inputs, outputs), Matrix.zeros(1, outputs)));
    }

    private interface Start {
        Affine affine(int index, int inputs, int outputs);
    }

    private Sequential build(Start start) {
        List<Layer> layers = new ArrayList<>();
        for (String word : net.trim().split("\\s*,\\s*")) layers.add(layer(word, layers.size(), start));
        return Sequential.of(layers.toArray(Layer[]::new));
    }

    private static Layer layer(String word, int index, Start start) {
        String[] parts = word.split("\\s+");
        try {
            int[] sizes = Stream.of(parts).skip(1).mapToInt(Integer::parseInt).toArray();
            switch (parts[0] + " " + sizes.length) {
                case "affine 2":
                    return start.affine(index, sizes[0], sizes[1]);
                case "standardize 1":
                    return Standardize.unfitted(sizes[0]);
                case "relu 0":
                    return new Relu();
                case "sigmoid 0":
                    return new Sigmoid();
                case "tanh 0":
                    return new Tanh();
                default:
            }
        } catch (NumberFormatException e) {
            // told below, as any other word that is not known
        }
        throw new IllegalArgumentException("\"" + word + "\" is no layer: write a network as " + KNOWN
                + ", for example affine 64 32, relu, affine 32 10");
    }

    /** A fresh loss. */
    public Loss newLoss() {
        String[] parts = loss.trim().split("\\s+");
        boolean sum = parts.length == 2 && parts[1].equals("sum");
        if (parts.length == 1 || parts.length == 2 && (sum || parts[1].equals("mean"))) {
            Reduction reduction = sum ? Reduction.SUM : Reduction.MEAN;
            switch (parts[0]) {
                case "softmax":
                    return new SoftmaxLoss(reduction, Layout.ROWS);
                case "logistic":
                    return new LogisticLoss(reduction, Layout.ROWS);
                case "squared":
                    return new SquaredLoss(reduction, Layout.ROWS);
                default:
            }
        }
        throw new IllegalArgumentException(
                "\"" + loss + "\" is no loss: write softmax, logistic or squared, and after it mean or sum");
    }

    /** All parameters of a network as one row of numbers: 8 bytes for each, and nothing else, when they travel. */
    public static double[] values(Layer net) {
        return join(net, true);
    }

    /** The gradients of all parameters, in the same order; those of frozen ones are 0. */
    static double[] gradients(Layer net) {
        return join(net, false);
    }

    private static double[] join(Layer net, boolean values) {
        given(net, "Recipe", "the network", "a Layer");
        int length = net.parameters().stream().mapToInt(p -> p.value.length).sum();
        double[] joined = new double[length];
        int at = 0;
        for (Parameter p : net.parameters()) {
            System.arraycopy(values ? p.value : p.grad, 0, joined, at, p.value.length);
            at += p.value.length;
        }
        return joined;
    }

    /** Gives the parameters of a network the numbers that {@link #values} took from one of the same shapes. */
    public static void setValues(Layer net, double[] values) {
        List<Matrix> parts = split(net, values);
        for (int i = 0; i < parts.size(); i++) net.parameters().get(i).setValue(parts.get(i));
    }

    static List<Matrix> split(Layer net, double[] joined) {
        given(net, "Recipe", "the network", "a Layer");
        given(joined, "Recipe", "the list of values", "numbers");
        List<Matrix> parts = new ArrayList<>();
        int at = 0;
        for (Parameter p : net.parameters()) at += p.value.length;
        if (at != joined.length)
            throw new IllegalArgumentException(joined.length + " numbers were given, and this network has " + at);
        at = 0;
        for (Parameter p : net.parameters()) {
            parts.add(Matrix.of(p.rows, p.cols, Arrays.copyOfRange(joined, at, at + p.value.length)));
            at += p.value.length;
        }
        return parts;
    }
}
