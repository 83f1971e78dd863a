package gradbook.layer;

import gradbook.scalar.Value;

/** The hyperbolic tangent, entry by entry; the slope is 1 - out^2. At s = 0.5 it is 0.4621171573 with slope 0.7864477330. */
public final class Tanh extends Elementwise {
    @Override
    void forward(Buffer in, Buffer out) {
        double[] h = out.shapedLike(in).data;
        for (int i = 0, n = in.size(); i < n; i++) h[i] = Math.tanh(in.data[i]);
    }

    @Override
    void backward(Buffer in, Buffer out, Buffer upstream, Buffer downstream) {
        if (downstream == null) return;
        double[] h = out.data;
        double[] ds = downstream.shapedLike(in).data;
        for (int i = 0, n = in.size(); i < n; i++) ds[i] = upstream.data[i] * (1 - h[i] * h[i]);
    }

    @Override
    Value gate(Value input) {
        return input.tanh();
    }

    @Override
    public String rule() {
        return "downstream is upstream times 1 - out squared";
    }
}
