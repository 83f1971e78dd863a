package gradbook.derivative;

import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.List;

/** Several values made from several values: {@code x -> List.of(x.get(0).mul(x.get(1)), x.get(0).add(x.get(1)))}. */
@FunctionalInterface
public interface VectorFunction {
    /** The outputs, m of them, made from the n inputs. */
    List<Value> apply(List<Value> x);

    /** Fresh leaves x_1, x_2, ... for the entries of a vector or matrix. */
    static List<Value> leaves(Matrix x) {
        double[] entries = x.toRowMajor();
        List<Value> leaves = new ArrayList<>();
        for (int i = 0; i < entries.length; i++) leaves.add(Value.of("x_" + (i + 1), entries[i]));
        return List.copyOf(leaves);
    }
}
