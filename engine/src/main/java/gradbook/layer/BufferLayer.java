package gradbook.layer;

import static gradbook.scalar.Given.given;

import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.List;

/** A layer whose rules work on buffers: the public methods run them on fresh ones, the training loop on its own. */
abstract class BufferLayer implements Layer {
    private Buffer in;
    private Buffer out;

    /** Fills {@code out}, which this method shapes. */
    abstract void forward(Buffer in, Buffer out);

    /** Fills {@code downstream}, which this method shapes, unless it is {@code null}: nobody needs it then. */
    abstract void backward(Buffer in, Buffer out, Buffer upstream, Buffer downstream);

    /** Fills {@code result} with the Jacobian-vector product, J times {@code direction}. */
    abstract void jvp(Buffer in, Buffer out, Buffer direction, Buffer result);

    static BufferLayer buffered(Layer layer) {
        return layer instanceof BufferLayer b ? b : new MatrixLayer(given(layer, "network", "a layer", "a Layer"));
    }

    @Override
    public final Matrix forward(Matrix input) {
        Buffer freshIn = Buffer.of(given(input, this, "the input", "a Matrix"));
        Buffer freshOut = new Buffer();
        forward(freshIn, freshOut);
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
        forward(input);
        requireShape("direction", direction, in, "the input is", "a direction has the shape of the input");
        Buffer result = new Buffer();
        jvp(in, out, Buffer.of(direction), result);
        return result.toMatrix();
    }

    private void requireShape(String what, Matrix given, Buffer expected, String origin, String why) {
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

        MatrixLayer(Layer layer) {
            this.layer = layer;
        }

        @Override
        void forward(Buffer in, Buffer out) {
            copy(given(layer.forward(in.toMatrix()), this, "what forward returned", "a Matrix"), out);
        }

        @Override
        void backward(Buffer in, Buffer out, Buffer upstream, Buffer downstream) {
            Matrix result = layer.backward(upstream.toMatrix());
            if (downstream != null) copy(given(result, this, "what backward returned", "a Matrix"), downstream);
        }

        @Override
        void jvp(Buffer in, Buffer out, Buffer direction, Buffer result) {
            copy(layer.jvp(in.toMatrix(), direction.toMatrix()), result);
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
            return layer.getClass().getSimpleName();
        }
    }
}
