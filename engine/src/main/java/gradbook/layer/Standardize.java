package gradbook.layer;

import static gradbook.scalar.Given.given;

import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.List;

/**
 * Shifts and scales every column to mean 0 and standard deviation 1, with the statistics of the data it was fitted to.
 * It is a layer, the first of a network, so that the statistics are saved with the weights and the test data are treated
 * exactly as the training data were. Samples are rows. A column that never varies is only shifted; one whose numbers
 * agree to twelve digits counts as such, since rounding makes as much of a difference.
 *
 * <p>Fitted to (1, 2, 3), which has mean 2 and standard deviation sqrt(2/3), it turns 3 into 1.2247448714.
 */
public final class Standardize extends BufferLayer {
    private static final double ROUNDING = 1e-12; // of a column's size: a range that is no variation

    private final Parameter mean;
    private final Parameter deviation;

    private Standardize(Matrix mean, Matrix deviation) {
        this.mean = new Parameter("mean", mean, true);
        this.deviation = new Parameter("deviation", deviation, true);
    }

    /** Takes mean and standard deviation (divided by N) of every column of the training inputs. */
    public static Standardize fit(Matrix inputs) {
        int n = given(inputs, "Standardize", "the data", "a Matrix of inputs").rows();
        Matrix mean = inputs.sumOfRows().scale(1.0 / n);
        Matrix centred = inputs.addToEachRow(mean.scale(-1));
        double[] deviation = centred.mul(centred).sumOfRows().toRowMajor();
        for (int j = 0; j < deviation.length; j++) deviation[j] = varies(inputs, j) ? Math.sqrt(deviation[j] / n) : 1;
        return new Standardize(mean, Matrix.row(deviation));
    }

    // Not told from the deviation: the mean of numbers that are all 98.6 rounds, and the deviation from it is not 0.
    private static boolean varies(Matrix inputs, int column) {
        double low = inputs.get(0, column), high = low;
        for (int i = 1; i < inputs.rows(); i++) {
            low = Math.min(low, inputs.get(i, column));
            high = Math.max(high, inputs.get(i, column));
        }
        return !(high - low <= ROUNDING * Math.max(Math.abs(low), Math.abs(high)));
    }

    /** For {@code features} columns, changing nothing yet: the form to load saved statistics into. */
    public static Standardize unfitted(int features) {
        return new Standardize(
                Matrix.zeros(1, features), Matrix.zeros(1, features).map(v -> 1));
    }

    @Override
    void forward(Buffer in, Buffer out) {
        int cols = mean.value.length;
        if (in.cols != cols)
            throw new IllegalArgumentException(
                    "Standardize: the input is " + in.shape() + ", and it was fitted to " + cols + " columns");
        double[] z = out.shapedLike(in).data;
        for (int i = 0; i < in.rows; i++)
            for (int j = 0; j < cols; j++)
                z[i * cols + j] = (in.data[i * cols + j] - mean.value[j]) / deviation.value[j];
    }

    @Override
    void backward(Buffer in, Buffer out, Buffer upstream, Buffer downstream) {
        if (downstream == null) return;
        int cols = mean.value.length;
        double[] dx = downstream.shapedLike(in).data;
        for (int i = 0; i < in.rows; i++)
            for (int j = 0; j < cols; j++) dx[i * cols + j] = upstream.data[i * cols + j] / deviation.value[j];
    }

    @Override
    void jvp(Buffer in, Buffer out, Buffer direction, Buffer result) {
        backward(in, out, direction, result);
    }

    @Override
    public Value[][] unroll(Value[][] input, Unrolled.Leaves graph) {
        Value[][] m = graph.of(mean);
        Value[][] d = graph.of(deviation);
        Value[][] output = new Value[input.length][input[0].length];
        for (int i = 0; i < input.length; i++)
            for (int j = 0; j < input[i].length; j++)
                output[i][j] = input[i][j].sub(m[0][j]).div(d[0][j]);
        return output;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(mean, deviation);
    }

    @Override
    public String rule() {
        return "downstream is upstream divided by the standard deviation of its column";
    }

    @Override
    public String shapes() {
        return "Nx" + mean.value.length + " in, the same out";
    }
}
