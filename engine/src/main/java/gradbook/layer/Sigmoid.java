package gradbook.layer;

import gradbook.scalar.Gates;
import gradbook.scalar.Value;

/**
 * 1 / (1 + e^-s), entry by entry; the slope is out (1 - out) (B §5.2). At s = 1.4 it is 0.8021838886 with slope
 * 0.1586848975. It overflows for no s.
 */
public final class Sigmoid extends Elementwise {
    @Override
    void forward(Buffer in, Buffer out) {
        double[] h = out.shapedLike(in).data;
        for (int i = 0, n = in.size(); i < n; i++)
            h[i] = Gates.SIGMOID.forward().applyAsDouble(in.data[i], Double.NaN);
    }

    @Override
    void backward(Buffer in, Buffer out, Buffer upstream, Buffer downstream) {
        if (downstream == null) return;
        double[] h = out.data;
        double[] ds = downstream.shapedLike(in).data;
        for (int i = 0, n = in.size(); i < n; i++) ds[i] = upstream.data[i] * h[i] * (1 - h[i]);
    }

    @Override
    Value gate(Value input) {
        return input.sigmoid();
    }

    @Override
    public String rule() {
        return "downstream is upstream times out (1 - out)";
    }
}
