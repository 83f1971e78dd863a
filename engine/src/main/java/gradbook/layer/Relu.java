package gradbook.layer;

import gradbook.scalar.Value;

/**
 * max(0, x), entry by entry. The slope is 1 where x is above 0 and 0 elsewhere; 0 at the kink is a convention (B §8.1).
 *
 * <p>x = (1, -2, 3, -1) gives (1, 0, 3, 0); upstream (4, -1, 5, 9) gives downstream (4, 0, 5, 0) (B §8.2). The mask comes
 * from the sign of the input, not from that of the gradient, which would give (4, 0, 5, 9).
 */
public final class Relu extends Elementwise {
    @Override
    void forward(Buffer in, Buffer out) {
        double[] x = in.data;
        double[] z = out.shapedLike(in).data;
        for (int i = 0, n = in.size(); i < n; i++) z[i] = Math.max(x[i], 0);
    }

    @Override
    void backward(Buffer in, Buffer out, Buffer upstream, Buffer downstream) {
        if (downstream == null) return;
        double[] x = in.data;
        double[] g = upstream.data;
        double[] dx = downstream.shapedLike(in).data;
        for (int i = 0, n = in.size(); i < n; i++) dx[i] = x[i] > 0 ? g[i] : 0;
    }

    @Override
    Value gate(Value input) {
        return input.relu();
    }

    @Override
    public String rule() {
        return "downstream is upstream where the input was above 0, and 0 elsewhere";
    }
}
