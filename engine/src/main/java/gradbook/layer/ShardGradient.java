package gradbook.layer;

import static gradbook.scalar.Given.given;

import gradbook.matrix.Matrix;
import java.io.Serializable;
import java.util.List;

/**
 * What one shard of a batch contributes to a step: <em>sums</em> over its samples, and how many there are. The sums of all
 * shards, added, are the sums of the batch; the division by the number of samples comes once, at the end (E7). An average
 * of the shards' averages would be wrong as soon as they differ in size.
 *
 * <pre>{@code
 * ShardGradient a = ShardGradient.of(net, loss, data.slice(0, 120));   // on one machine
 * ShardGradient b = ShardGradient.of(net, loss, data.slice(120, 200)); // on another
 * a.plus(b).step(net, loss, sgd);                                      // what a step on all 200 does
 * }</pre>
 *
 * <p>It travels as 8 bytes for each parameter.
 *
 * @param samples how many samples
 * @param lossSum the sum of their losses
 * @param gradientSum the sum of their gradients, for all parameters in order; empty where there was no sample
 */
public record ShardGradient(long samples, double lossSum, double[] gradientSum) implements Serializable {
    /** The contribution of no sample at all: where a sum begins. */
    public static final ShardGradient NONE = new ShardGradient(0, 0, new double[0]);

    /** Forward and backward over a whole shard. The parameters are not changed, their gradients are. */
    public static ShardGradient of(Layer net, Loss loss, Dataset shard) {
        return of(net, loss, List.of(given(shard, "ShardGradient", "the shard", "a Dataset")));
    }

    /** The same over a shard that comes in blocks, one at a time, so that it need not fit into memory. */
    public static ShardGradient of(Layer net, Loss loss, Iterable<Dataset> blocks) {
        BufferLayer layers = BufferLayer.buffered(net);
        BufferLoss known = Evaluation.requireRows(loss);
        Buffer out = new Buffer();
        Buffer upstream = new Buffer();
        given(blocks, "ShardGradient", "the list of blocks", "Datasets");
        net.zeroGrad();
        long samples = 0;
        double sum = 0;
        for (Dataset block : blocks) {
            Buffer in = Buffer.of(block.inputs());
            layers.forward(in, out);
            Buffer target = Buffer.of(block.targets());
            known.requireTarget(target);
            sum += known.sumOf(out, target, upstream);
            layers.backward(in, out, upstream, null);
            samples += block.size();
        }
        return samples == 0 ? NONE : new ShardGradient(samples, sum, Recipe.gradients(net));
    }

    /** The contribution of both shards together. */
    public ShardGradient plus(ShardGradient other) {
        given(other, "plus", "the other", "a ShardGradient");
        if (samples == 0) return other;
        if (other.samples == 0) return this;
        double[] sum = gradientSum.clone();
        for (int i = 0; i < sum.length; i++) sum[i] += other.gradientSum[i];
        return new ShardGradient(samples + other.samples, lossSum + other.lossSum, sum);
    }

    /** The loss of the batch: the mean over its samples, or their sum if the loss is one. */
    public double loss(Loss loss) {
        return lossSum * factor(loss);
    }

    /**
     * One step of the optimiser with the gradient of the batch.
     *
     * @throws IllegalStateException if there is no sample, or the training has diverged: the loss or a gradient is no finite
     *     number. The parameters are then as they were
     */
    public void step(Layer net, Loss loss, Sgd sgd) {
        if (samples == 0) throw new IllegalStateException("there is no sample in this batch: nothing to learn from");
        given(sgd, "step", "the optimiser", "an Sgd such as new Sgd(0.1)");
        requireFinite("the loss", lossSum, sgd);
        for (double g : gradientSum) requireFinite("a gradient", g, sgd);
        given(net, "step", "the network", "a Layer");
        double factor = factor(loss);
        List<Parameter> parameters = net.parameters();
        List<Matrix> gradients = Recipe.split(net, gradientSum);
        for (int i = 0; i < parameters.size(); i++)
            parameters.get(i).setGrad(gradients.get(i).scale(factor));
        sgd.step(parameters);
    }

    private static void requireFinite(String what, double value, Sgd sgd) {
        if (!Double.isFinite(value)) throw new IllegalStateException(what + " is " + value + ". " + sgd.likelyCause());
    }

    private double factor(Loss loss) {
        return Evaluation.requireRows(loss).reduction.factor(samples);
    }
}
