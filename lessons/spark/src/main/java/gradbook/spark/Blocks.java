package gradbook.spark;

import gradbook.layer.Dataset;
import gradbook.matrix.Matrix;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The rows of one shard as blocks of at most 1024 samples: however large the shard is, one block is in memory. */
final class Blocks implements Iterator<Dataset> {
    private static final int ROWS = 1024;

    private final Iterator<double[]> rows;
    private final int columns;
    private final int classes;

    /** @param classes how many columns the target has as one-hot, or 0 for a target that is a number */
    Blocks(Iterator<double[]> rows, int columns, int classes) {
        this.rows = rows;
        this.columns = columns;
        this.classes = classes;
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public Dataset next() {
        if (!hasNext()) throw new NoSuchElementException();
        int width = Math.max(1, classes);
        double[] inputs = new double[ROWS * columns];
        double[] targets = new double[ROWS * width];
        int n = 0;
        for (; n < ROWS && hasNext(); n++) {
            double[] row = rows.next();
            System.arraycopy(row, 0, inputs, n * columns, columns);
            if (classes == 0) targets[n] = row[columns];
            else targets[n * width + (int) row[columns]] = 1;
        }
        return new Dataset(
                Matrix.of(n, columns, Arrays.copyOf(inputs, n * columns)),
                Matrix.of(n, width, Arrays.copyOf(targets, n * width)));
    }
}
