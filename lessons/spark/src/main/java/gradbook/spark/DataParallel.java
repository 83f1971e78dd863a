package gradbook.spark;

import gradbook.layer.Dataset;
import gradbook.layer.Loss;
import gradbook.layer.ParallelEpoch;
import gradbook.layer.Recipe;
import gradbook.layer.Sequential;
import gradbook.layer.Sgd;
import gradbook.layer.ShardGradient;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Synchronous data-parallel gradient descent: each step broadcasts the weights, lets every shard of the batch compute the
 * sums of its losses and gradients with the engine's own layers, adds the sums in a tree, divides once, and steps.
 */
final class DataParallel {
    private static final int TREE_DEPTH = 2;

    /** Hears of every step, numbered from 1. */
    interface Steps {
        void step(int number, int of);
    }

    private final JavaSparkContext spark;
    private final Recipe recipe;
    private final Sequential net;
    private final Loss loss;
    private final Sgd sgd;
    private final Batches batches;

    DataParallel(JavaSparkContext spark, Recipe recipe, Sequential net, Sgd sgd, Batches batches) {
        this.spark = spark;
        this.recipe = recipe;
        this.net = net;
        this.loss = recipe.newLoss();
        this.sgd = sgd;
        this.batches = batches;
    }

    /** The sums over some shards, and what they took: the longest of them alone, and all of them one after the other. */
    private record Sum(ShardGradient gradient, double longest, double work) implements Serializable {
        static final Sum NONE = new Sum(ShardGradient.NONE, 0, 0);

        Sum plus(Sum other) {
            return new Sum(gradient.plus(other.gradient), Math.max(longest, other.longest), work + other.work);
        }
    }

    /** One pass over all batches. */
    ParallelEpoch epoch(int number, Steps listener) {
        sgd.epoch(number);
        List<JavaRDD<Dataset>> steps = batches.steps();
        long samples = 0;
        double losses = 0;
        double seconds = 0;
        double longest = 0;
        double work = 0;
        for (int k = 0; k < steps.size(); k++) {
            listener.step(k + 1, steps.size());
            long start = System.nanoTime();
            Sum sum = sum(steps.get(k));
            try {
                sum.gradient.step(net, loss, sgd);
            } catch (IllegalStateException e) {
                throw new UsageException(
                        "Training ends in step " + (k + 1) + " of epoch " + number + ": " + e.getMessage() + ".");
            }
            seconds += (System.nanoTime() - start) / 1e9;
            samples += sum.gradient.samples();
            losses += sum.gradient.lossSum();
            longest += sum.longest;
            work += sum.work;
        }
        double epochLoss = new ShardGradient(samples, losses, new double[0]).loss(loss);
        return new ParallelEpoch(number, epochLoss, samples, steps.size(), seconds, longest, work);
    }

    private Sum sum(JavaRDD<Dataset> batch) {
        Broadcast<double[]> weights = spark.broadcast(Recipe.values(net));
        Recipe words = recipe;
        try {
            return batch.mapPartitions(blocks -> shard(blocks, words, weights))
                    .treeAggregate(Sum.NONE, Sum::plus, Sum::plus, TREE_DEPTH);
        } catch (Exception e) { // SparkException is a checked one that Scala throws unannounced
            ShardException told = ShardException.in(e);
            if (told != null) throw told;
            if (e instanceof SparkException || spark.sc().isStopped())
                throw new IllegalStateException(
                        "Spark gave up: "
                                + String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(""),
                        e);
            throw e;
        } finally {
            weights.destroy();
        }
    }

    private static Iterator<Sum> shard(Iterator<Dataset> blocks, Recipe recipe, Broadcast<double[]> weights) {
        long start = System.nanoTime();
        Sequential net = recipe.blankNet();
        Recipe.setValues(net, weights.value());
        ShardGradient gradient = ShardGradient.of(net, recipe.newLoss(), () -> blocks);
        double seconds = (System.nanoTime() - start) / 1e9;
        return List.of(new Sum(gradient, seconds, seconds)).iterator();
    }
}
