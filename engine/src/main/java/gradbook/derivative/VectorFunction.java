package gradbook.derivative;

import static gradbook.scalar.Given.given;

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
        double[] entries = given(x, "VectorFunction", "the point", "a Matrix").toRowMajor();
        List<Value> leaves = new ArrayList<>();
        for (int i = 0; i < entries.length; i++) leaves.add(Value.of("x_" + (i + 1), entries[i]));
        return List.copyOf(leaves);
    }

    /** What a student's function makes of these leaves. */
    static List<Value> outputs(VectorFunction f, List<Value> leaves) {
        List<Value> outputs = given(
                        f, "VectorFunction", "the function", "a function such as x -> List.of(x.get(0).sin())")
                .apply(leaves);
        return given(outputs, "VectorFunction", "what it returned", "a List of Values");
    }
}
