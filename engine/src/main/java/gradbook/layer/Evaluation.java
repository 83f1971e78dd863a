package gradbook.layer;

import static gradbook.scalar.Given.given;

import gradbook.matrix.Matrix;
import gradbook.scalar.Style;

/**
 * How well a network does on data that it does not learn from.
 *
 * @param loss the loss over all samples
 * @param accuracy the share of the samples it gets right, or NaN where the loss knows no right and wrong
 */
public record Evaluation(double loss, double accuracy) {
    static final Evaluation NONE = new Evaluation(Double.NaN, Double.NaN);
    private static final int CHUNK = 1024; // rows at a time, so that a large data set needs no large activations

    /** Sends all samples forward through the network; no parameter changes. */
    public static Evaluation of(Layer net, Loss loss, Dataset data) {
        BufferLayer layers = BufferLayer.buffered(net);
        BufferLoss known = requireRows(loss);
        known.requireTarget(
                Buffer.of(given(data, "Evaluation", "the data", "a Dataset").targets()));
        Buffer out = new Buffer();
        Buffer gradient = new Buffer();
        double sum = 0;
        int correct = 0;
        for (int from = 0; from < data.size(); from += CHUNK) {
            Dataset chunk = data.slice(from, Math.min(data.size(), from + CHUNK));
            Buffer target = Buffer.of(chunk.targets());
            layers.forward(Buffer.of(chunk.inputs()), out);
            double part = known.evaluate(out, target, gradient);
            sum += known.reduction == Reduction.MEAN ? part * chunk.size() : part;
            correct += known.correct(out, target);
        }
        return new Evaluation(
                known.reduction == Reduction.MEAN ? sum / data.size() : sum,
                correct < 0 ? Double.NaN : (double) correct / data.size());
    }

    /** Looks at every number, and tries one sample, so that what does not fit is told before the first epoch. */
    static void requireFit(BufferLayer net, BufferLoss loss, Dataset data) {
        requireFinite("inputs", data.inputs());
        requireFinite("targets", data.targets());
        Dataset one = data.slice(0, 1);
        Buffer out = new Buffer();
        net.forward(Buffer.of(one.inputs()), out);
        loss.evaluate(out, Buffer.of(one.targets()), new Buffer());
        loss.requireTarget(Buffer.of(data.targets()));
    }

    private static void requireFinite(String what, Matrix m) {
        double[] entries = m.toRowMajor();
        for (int i = 0; i < entries.length; i++)
            if (!Double.isFinite(entries[i]))
                throw new IllegalArgumentException("training: the " + what + " have " + Style.TEXT.number(entries[i])
                        + " in row " + i / m.cols() + ", column " + i % m.cols()
                        + " (counted from 0): leave such rows out or fill them in before you train");
    }

    static BufferLoss requireRows(Loss loss) {
        given(loss, "training", "the loss", "a Loss such as new SoftmaxLoss()");
        if (loss instanceof BufferLoss known && known.layout == Layout.ROWS) return known;
        throw new IllegalArgumentException(
                "training feeds samples as rows (B §10): it takes SquaredLoss, LogisticLoss or"
                        + " SoftmaxLoss over rows, not " + loss.getClass().getSimpleName()
                        + (loss instanceof BufferLoss ? " over columns" : ""));
    }
}
