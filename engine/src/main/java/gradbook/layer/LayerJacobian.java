package gradbook.layer;

import static gradbook.scalar.Given.given;

import gradbook.matrix.Matrix;

/** The Jacobian of any layer from its backward pass: upstream e_i gives row i. */
final class LayerJacobian {
    private static final long LIMIT = 10_000_000; // entries: 80 MB

    private LayerJacobian() {}

    static Matrix of(Layer layer, Matrix input) {
        return Undisturbed.in(layer, asked -> rowByRow(asked, input, asked.forward(input)));
    }

    private static Matrix rowByRow(Layer layer, Matrix input, Matrix output) {
        int m = output.rows() * output.cols();
        int n = input.rows() * input.cols();
        if ((long) m * n > LIMIT)
            throw new IllegalArgumentException("the Jacobian would be " + m + "x" + n + ", "
                    + ((long) m * n) + " entries, and at most " + LIMIT
                    + " are built. Backpropagation never builds it: ask for a product instead, Vjp or Jvp");
        double[] rows = new double[m * n];
        double[] unit = new double[m];
        for (int i = 0; i < m; i++) {
            unit[i] = 1;
            double[] row = layer.backward(Matrix.of(output.rows(), output.cols(), unit))
                    .toRowMajor();
            System.arraycopy(row, 0, rows, i * n, n);
            unit[i] = 0;
        }
        return Matrix.of(m, n, rows);
    }

    static Matrix jvp(Layer layer, Matrix input, Matrix direction) {
        given(input, "jvp", "the input", "a Matrix");
        BufferLayer.buffered(layer).requireDirection(direction, Buffer.of(input));
        return Undisturbed.in(layer, asked -> {
            Matrix output = asked.forward(input);
            Matrix product = rowByRow(asked, input, output).matMul(Matrix.column(direction.toRowMajor()));
            return Matrix.of(output.rows(), output.cols(), product.toRowMajor());
        });
    }
}
