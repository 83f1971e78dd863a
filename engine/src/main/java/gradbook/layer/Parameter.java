package gradbook.layer;

import static gradbook.scalar.Given.given;

import gradbook.matrix.Matrix;
import java.util.Arrays;

/**
 * A matrix that training changes, and its gradient, which always has the same shape.
 *
 * <p>Gradients accumulate, as they do in {@link gradbook.scalar.Value}: a second backward pass adds to the first, until
 * {@link #zeroGrad()}. A step of {@link Sgd} spends the gradient: it can still be read, and the next backward pass or the
 * next step starts again from zero.
 */
public final class Parameter {
    final double[] value;
    final double[] grad;
    final int rows;
    final int cols;
    private final boolean frozen;
    private boolean fresh = true; // the next backward pass overwrites the gradient
    private final String defaultName; // null if it was given a name
    private String name;

    Parameter(String defaultName, Matrix start, boolean frozen) {
        this.defaultName = start.name() == null ? defaultName : null;
        name = start.name() == null ? defaultName : start.name();
        rows = start.rows();
        cols = start.cols();
        value = start.toRowMajor();
        grad = new double[value.length];
        this.frozen = frozen;
    }

    /** A parameter of your own layer. */
    public static Parameter of(String name, Matrix start) {
        given(name, "Parameter", "its name", "a text such as \"W\"");
        return new Parameter(
                name, given(start, "Parameter", "its start", "a Matrix").named(name), false);
    }

    /** The name it was given, or W or b and the number of its layer. */
    public String name() {
        return name;
    }

    /** The current value, as a matrix that later steps do not change. */
    public Matrix value() {
        return Matrix.of(rows, cols, value).named(name);
    }

    /** The gradient of the loss with respect to this parameter: same shape as {@link #value()}. */
    public Matrix grad() {
        return Matrix.of(rows, cols, grad).named("d" + name);
    }

    /** Whether {@link Sgd} leaves this parameter alone, as it does with the statistics of {@link Standardize}. */
    public boolean isFrozen() {
        return frozen;
    }

    /** The shape of value and gradient, {@code 2x3}. */
    public String shape() {
        return rows + "x" + cols;
    }

    /** Puts another matrix of the same shape in place of the value. */
    public void setValue(Matrix newValue) {
        requireShape("setValue", newValue);
        newValue.copyTo(value);
    }

    /** Puts a gradient computed elsewhere in place: the sum over the machines of a data-parallel step, for example. */
    public void setGrad(Matrix newGrad) {
        requireShape("setGrad", newGrad);
        newGrad.copyTo(grad);
        fresh = false;
    }

    /** Adds to the gradient, as the backward pass of your own layer should. */
    public void addGrad(Matrix more) {
        requireShape("addGrad", more);
        double[] added = more.toRowMajor();
        boolean add = beginPass();
        for (int i = 0; i < grad.length; i++) grad[i] = add ? grad[i] + added[i] : added[i];
    }

    /** Sets the gradient to 0. */
    public void zeroGrad() {
        Arrays.fill(grad, 0);
        fresh = true;
    }

    /** Begins a backward pass: true if it must add to the gradient that is there, false if it must write over it. */
    boolean beginPass() {
        boolean adds = !fresh;
        fresh = false;
        return adds;
    }

    /** The gradient has done its work: it can still be read, and the next backward pass writes over it. */
    void spend() {
        fresh = true;
    }

    /** Whether no backward pass has reached this parameter since {@link #spend} or {@link #zeroGrad}. */
    boolean isSpent() {
        return fresh;
    }

    /** A gradient put aside: see {@link Undisturbed}. */
    record Gradient(double[] grad, boolean fresh) {}

    /** A copy of the gradient, to be put back with {@link #restore}. */
    Gradient keepGradient() {
        return new Gradient(grad.clone(), fresh);
    }

    /** Puts a gradient back as it was. */
    void restore(Gradient kept) {
        System.arraycopy(kept.grad, 0, grad, 0, grad.length);
        fresh = kept.fresh;
    }

    /** Tells the parameters of a network apart that were not given a name: W1, b1, W2, b2. */
    void number(int layer) {
        if (defaultName != null) name = defaultName + layer;
    }

    void requireShape(String operation, Matrix m) {
        given(m, operation, "the new one for " + name, "a Matrix");
        if (m.rows() != rows || m.cols() != cols)
            throw new IllegalArgumentException(operation + ": " + name + " is " + shape() + ", and the new one is "
                    + m.shape() + ": value, gradient and velocity keep the shape of their parameter");
    }

    @Override
    public String toString() {
        return value().toString();
    }
}
