package gradbook.spark;

import java.io.Serializable;
import java.net.URI;
import java.util.Iterator;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The rows of one partition of the files as numbers: the inputs, then the target. What cannot be read is told
 * with the partition and the file; a value that is no number, also with the row. This is before the rows are dealt out to
 * other shards, while it is known.
 */
final class Rows implements Iterator<double[]> {
    /**
     * What the columns of a row mean: the inputs first, then the target, and for CSV the line that could not be read.
     *
     * @param classes how many columns the target has as one-hot, or 0 for a target that is a number
     */
    record Format(String[] inputs, String target, double scale, int classes, boolean csv) implements Serializable {}

    private final int partition;
    private final Iterator<InternalRow> rows;
    private final Format format;
    private UTF8String file = UTF8String.EMPTY_UTF8;
    private long from;
    private long row;

    Rows(int partition, Iterator<InternalRow> rows, Format format) {
        this.partition = partition;
        this.rows = rows;
        this.format = format;
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
    public double[] next() {
        InternalRow values = rows.next();
        count();
        int columns = format.inputs.length;
        if (format.csv && !values.isNullAt(columns + 1))
            throw corrupt("is no line of " + (columns + 1) + " numbers: " + values.getString(columns + 1));
        double[] numbers = new double[columns + 1];
        for (int c = 0; c < columns; c++) numbers[c] = format.scale * number(values, c, format.inputs[c]);
        numbers[columns] = number(values, columns, format.target);
        if (format.classes > 0) requireLabel(numbers[columns]);
        return numbers;
    }

    /** A partition may hold a part of a large file, or several small ones: rows are counted in each. */
    private void count() {
        UTF8String now = InputFileBlockHolder.getInputFilePath();
        if (from != InputFileBlockHolder.getStartOffset() || !now.equals(file)) row = 0;
        file = now;
        from = InputFileBlockHolder.getStartOffset();
        row++;
    }

    private double number(InternalRow values, int column, String name) {
        if (values.isNullAt(column)) throw corrupt("has nothing in the column " + name);
        double value = values.getDouble(column);
        if (Double.isFinite(value)) return value;
        throw corrupt("has " + value + " in the column " + name + ", and a network takes finite numbers");
    }

    private void requireLabel(double target) {
        if ((int) target == target && target >= 0 && target < format.classes) return;
        throw corrupt("has " + target + " in the column " + format.target + ", and the network has the classes 0 to "
                + (format.classes - 1));
    }

    private ShardException corrupt(String what) {
        return new ShardException(place() + ": row " + row + " " + what, null);
    }

    private ShardException unreadable(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) cause = cause.getCause();
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return new ShardException(place() + " cannot be read: " + reason, e);
    }

    private String place() {
        String path = InputFileBlockHolder.getInputFilePath().toString();
        if (path.isEmpty()) return "partition " + partition;
        String name = URI.create(path).getPath();
        long start = InputFileBlockHolder.getStartOffset();
        return "partition " + partition + " (" + name.substring(name.lastIndexOf('/') + 1)
                + (start > 0 ? " from byte " + start : "") + ")";
    }
}
