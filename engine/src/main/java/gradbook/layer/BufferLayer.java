package gradbook.layer;

import static gradbook.scalar.Given.given;

import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.List;

/**
 * A layer whose rules work on buffers, so that the training loop can use its own again for every batch. The public methods
 * run the same rules on fresh ones.
 */
abstract class BufferLayer implements Layer {
    private Buffer in;
    private Buffer out;

    /** Fills {@code out}, which this method shapes. */
    abstract void forward(Buffer in, Buffer out);

    /** Fills {@code downstream}, which this method shapes, unless it is {@code null}: nobody needs it then. */
    abstract void backward(Buffer in, Buffer out, Buffer upstream, Buffer downstream);

    /** Fills {@code result} with the Jacobian-vector product, J times {@code direction}. */
    abstract void jvp(Buffer in, Buffer out, Buffer direction, Buffer result);

    /** Puts the last pass aside, so that others may follow; what it returns puts it back for {@code backward}. */
    Runnable keep() {
        Buffer keptIn = in, keptOut = out;
        return () -> {
            in = keptIn;
            out = keptOut;
        };
    }

    final void forget() {
        in = null;
        out = null;
    }

    static BufferLayer buffered(Layer layer) {
        return layer instanceof BufferLayer b ? b : new MatrixLayer(given(layer, "network", "a layer", "a Layer"));
    }

    @Override
    public final Matrix forward(Matrix input) {
        Buffer freshIn = Buffer.of(given(input, this, "the input", "a Matrix"));
        Buffer freshOut = new Buffer();
        Runnable putBack = keep();
        try {
            forward(freshIn, freshOut);
        } catch (RuntimeException | Error failed) { // backward still speaks of the last pass that went through
            putBack.run();
            throw failed;
        }
        in = freshIn;
        out = freshOut;
        return out.toMatrix();
    }

    @Override
    public final Matrix backward(Matrix upstream) {
        if (in == null)
            throw new IllegalStateException(
                    this + ": backward before forward. Call forward(input) first: the rule needs"
                            + " the values that it keeps");
        requireShape("upstream", upstream, out, "forward returned", "a gradient has the shape of its value");
        Buffer downstream = new Buffer();
        backward(in, out, Buffer.of(upstream), downstream);
        return downstream.toMatrix();
    }

    @Override
    public final Matrix jvp(Matrix input, Matrix direction) {
        return Undisturbed.in(this, layer -> {
            forward(input);
            requireDirection(direction, in);
            Buffer result = new Buffer();
            jvp(in, out, Buffer.of(direction), result);
            return result.toMatrix();
        });
    }

    final void requireDirection(Matrix direction, Buffer input) {
        requireShape("direction", direction, input, "the input is", "a direction has the shape of the input");
    }

    final void requireShape(String what, Matrix given, Buffer expected, String origin, String why) {
        given(given, this, what, "a Matrix");
        if (given.rows() == expected.rows && given.cols() == expected.cols) return;
        boolean turned = given.rows() == expected.cols && given.cols() == expected.rows;
        String name = given.name() == null ? "" : " (" + given.name() + ")";
        throw new IllegalArgumentException(this + ": " + what + " is " + given.shape() + name + ", and " + origin + " "
                + expected.shape() + ": " + why + (turned ? ". Did you mean its transpose?" : ""));
    }

    @Override
    public String toString() {
        return getClass().getSimpleName();
    }

    /** A student's own layer among the built-in ones. */
    private static final class MatrixLayer extends BufferLayer {
        private final Layer layer;
        private Matrix last; // what went forward last

        MatrixLayer(Layer layer) {
            this.layer = layer;
        }

        @Override
        void forward(Buffer in, Buffer out) {
            last = in.toMatrix();
            copy(given(layer.forward(last), this, "what forward returned", "a Matrix"), out);
        }

        @Override
        void backward(Buffer in, Buffer out, Buffer upstream, Buffer downstream) {
            Matrix result = layer.backward(upstream.toMatrix());
            if (downstream == null) return;
            requireShape("what backward returned", result, in, "the input is", "downstream has the shape of the input");
            copy(result, downstream);
        }

        @Override
        void jvp(Buffer in, Buffer out, Buffer direction, Buffer result) {
            Matrix product = layer.jvp(in.toMatrix(), direction.toMatrix());
            requireShape("what jvp returned", product, out, "the output is", "J v has the shape of the output");
            copy(product, result);
        }

        /** What the layer keeps is its own affair, so that it is brought back by the same input. */
        @Override
        Runnable keep() {
            Runnable putBack = super.keep();
            Matrix kept = last;
            return () -> {
                putBack.run();
                last = kept;
                if (kept == null) return;
                try {
                    layer.forward(kept);
                } catch (RuntimeException refused) { // its weights are others now: backward asks for a forward again
                    forget();
                }
            };
        }

        private static void copy(Matrix m, Buffer target) {
            m.copyTo(target.shaped(m.rows(), m.cols()).data);
        }

        @Override
        public List<Parameter> parameters() {
            return layer.parameters();
        }

        @Override
        public String rule() {
            return layer.rule();
        }

        @Override
        public String shapes() {
            return layer.shapes();
        }

        @Override
        public Value[][] unroll(Value[][] input, Unrolled.Leaves graph) {
            return layer.unroll(input, graph);
        }

        @Override
        public String toString() {
            String name = layer.getClass().getSimpleName();
            return name.isEmpty() ? "your layer" : name;
        }
    }
}
