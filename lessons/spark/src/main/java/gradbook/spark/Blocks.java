package gradbook.spark;

import gradbook.layer.Dataset;
import gradbook.matrix.Matrix;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.catalyst.InternalRow;

/** The rows of one shard as blocks of at most 1024 samples: however large the shard is, one block is in memory. */
final class Blocks implements Iterator<Dataset> {
    private static final int ROWS = 1024;

    /**
     * What the columns of a row mean: the inputs first, then the target, and for CSV the line that could not be read.
     *
     * @param classes how many columns the target has as one-hot, or 0 for a target that is a number
     */
    record Format(String[] inputs, String target, double scale, int classes, boolean csv) implements Serializable {}

    private final int shard;
    private final Iterator<InternalRow> rows;
    private final Format format;
    private final int width;
    private long row;

    Blocks(int shard, Iterator<InternalRow> rows, Format format) {
        this.shard = shard;
        this.rows = rows;
        this.format = format;
        width = Math.max(1, format.classes);
    }

    @Override
    public boolean hasNext() {
        try {
            return rows.hasNext();
        } catch (Exception e) { // Scala throws checked ones unannounced
            throw unreadable(e);
        }
    }

    @Override
    public Dataset next() {
        if (!hasNext()) throw new NoSuchElementException();
        int columns = format.inputs.length;
        double[] inputs = new double[ROWS * columns];
        double[] targets = new double[ROWS * width];
        int n = 0;
        for (; n < ROWS && hasNext(); n++, row++) {
            InternalRow values = rows.next();
            if (format.csv && !values.isNullAt(columns + 1))
                throw corrupt("is no line of " + (columns + 1) + " numbers: " + values.getString(columns + 1));
            for (int c = 0; c < columns; c++)
                inputs[n * columns + c] = format.scale * number(values, c, format.inputs[c]);
            double target = number(values, columns, format.target);
            if (format.classes == 0) targets[n] = target;
            else targets[n * width + label(target)] = 1;
        }
        return new Dataset(
                Matrix.of(n, columns, Arrays.copyOf(inputs, n * columns)),
                Matrix.of(n, width, Arrays.copyOf(targets, n * width)));
    }

    private double number(InternalRow values, int column, String name) {
        if (values.isNullAt(column)) throw corrupt("has nothing in the column " + name);
        double value = values.getDouble(column);
        if (Double.isFinite(value)) return value;
        throw corrupt("has " + value + " in the column " + name + ", and a network takes finite numbers");
    }

    private int label(double target) {
        int label = (int) target;
        if (label == target && label >= 0 && label < format.classes) return label;
        throw corrupt("has " + target + " in the column " + format.target + ", and the network has the classes 0 to "
                + (format.classes - 1));
    }

    private ShardException corrupt(String what) {
        return new ShardException(place() + ": row " + (row + 1) + " " + what, null);
    }

    private ShardException unreadable(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) cause = cause.getCause();
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return new ShardException(place() + " cannot be read: " + reason, e);
    }

    private String place() {
        String file = String.valueOf(InputFileBlockHolder.getInputFilePath());
        return "shard " + shard + (file.isEmpty() ? "" : " (" + file.substring(file.lastIndexOf('/') + 1) + ")");
    }
}
