package gradbook.layer;

import gradbook.scalar.Value;

/**
 * A layer that treats every entry alone. Its Jacobian is diagonal, so that the vector-Jacobian and the Jacobian-vector
 * product are the same: entry by entry, upstream times slope (B §8).
 */
abstract class Elementwise extends BufferLayer {
    /** The scalar gate that this layer applies to every entry. */
    abstract Value gate(Value input);

    @Override
    final void jvp(Buffer in, Buffer out, Buffer direction, Buffer result) {
        backward(in, out, direction, result);
    }

    @Override
    public final Value[][] unroll(Value[][] input, Unrolled.Leaves graph) {
        Value[][] output = new Value[input.length][input[0].length];
        for (int i = 0; i < input.length; i++)
            for (int j = 0; j < input[i].length; j++) output[i][j] = gate(input[i][j]);
        return output;
    }
}
