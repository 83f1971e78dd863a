package gradbook.layer;

import static gradbook.scalar.Given.given;

import gradbook.matrix.Matrix;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Random;

/**
 * Inputs and targets, one sample per row.
 *
 * @param inputs N x D
 * @param targets N x K
 */
public record Dataset(Matrix inputs, Matrix targets) implements Serializable {
    /** Refuses inputs and targets of different numbers of rows. */
    public Dataset {
        given(inputs, "Dataset", "the inputs", "a Matrix");
        given(targets, "Dataset", "the targets", "a Matrix");
        if (inputs.rows() != targets.rows())
            throw new IllegalArgumentException("Dataset: the inputs are " + inputs.shape() + " and the targets "
                    + targets.shape() + ": both need one row per sample");
    }

    /** Two parts of one data set. */
    public record Split(Dataset train, Dataset test) {}

    /** N, the number of samples. */
    public int size() {
        return inputs.rows();
    }

    /** The samples {@code from} (included) to {@code to} (excluded). */
    public Dataset slice(int from, int to) {
        return new Dataset(inputs.slice(from, to), targets.slice(from, to));
    }

    /** The same samples in an order that depends on the seed alone. */
    public Dataset shuffled(long seed) {
        int[] order = order(size());
        shuffle(order, new Random(seed));
        return new Dataset(pick(inputs, order), pick(targets, order));
    }

    /** Shuffles by the seed; the first {@code trainFraction} of the samples are for training, the rest for the test. */
    public Split split(double trainFraction, long seed) {
        int cut = (int) Math.round(trainFraction * size());
        if (!(trainFraction > 0 && trainFraction < 1) || cut < 1 || cut >= size())
            throw new IllegalArgumentException("split: " + trainFraction + " of " + size()
                    + " samples leaves a part empty: ask for a fraction between 0 and 1 that gives both parts one");
        Dataset mixed = shuffled(seed);
        return new Split(mixed.slice(0, cut), mixed.slice(cut, size()));
    }

    static int[] order(int n) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        return order;
    }

    static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
    }

    private static Matrix pick(Matrix m, int[] order) {
        double[][] rows = m.toArray();
        return Matrix.of(Arrays.stream(order).mapToObj(i -> rows[i]).toArray(double[][]::new))
                .named(m.name());
    }
}
