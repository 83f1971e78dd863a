package gradbook.derivative;

import gradbook.scalar.Gate;
import java.util.Arrays;

/**
 * A number and how fast it changes, carried forward together. Where reverse mode asks every value "how much do you move
 * the output?", a dual number answers "how much does the input move you?".
 *
 * @param value the number
 * @param tangent its derivative in the direction that was chosen at the inputs
 */
public record Dual(double value, double tangent) {

    /**
     * Pushes dual numbers through a gate: the tangent of the output is the sum of local derivative times tangent.
     * Through {@code mul}, (3, 1) and (4, 0) become (12, 4).
     */
    public static Dual through(Gate gate, Dual... in) {
        double[] numbers = Arrays.stream(in).mapToDouble(Dual::value).toArray();
        double out = gate.value(numbers);
        double tangent = 0;
        for (int slot = 0; slot < in.length; slot++) {
            if (in[slot].tangent != 0) tangent += gate.local(slot, out, numbers) * in[slot].tangent;
        }
        return new Dual(out, tangent);
    }
}
