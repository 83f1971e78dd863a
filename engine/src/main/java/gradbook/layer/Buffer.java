package gradbook.layer;

import gradbook.matrix.Matrix;
import java.util.Arrays;

/** A matrix that changes in place: what the training loop fills again for every batch. It grows and never shrinks. */
final class Buffer {
    double[] data = {};
    int rows;
    int cols;

    static Buffer of(Matrix m) {
        Buffer b = new Buffer().shaped(m.rows(), m.cols());
        m.copyTo(b.data);
        return b;
    }

    Buffer shaped(int rows, int cols) {
        this.rows = rows;
        this.cols = cols;
        if (data.length < rows * cols) data = new double[rows * cols];
        return this;
    }

    Buffer shapedLike(Buffer other) {
        return shaped(other.rows, other.cols);
    }

    int size() {
        return rows * cols;
    }

    String shape() {
        return rows + "x" + cols;
    }

    Matrix toMatrix() {
        return Matrix.of(rows, cols, Arrays.copyOf(data, size()));
    }
}
