package gradbook.derivative;

import static gradbook.scalar.Given.given;

import gradbook.scalar.Value;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Derivatives by trying: nudge one coordinate, look how far the function moves. It knows nothing about the inside of
 * the function, and pays for it with one or two evaluations for every coordinate and with rounding (C; the costs and
 * the best steps are measured in lesson 08).
 */
public final class Numeric {
    private Numeric() {}

    /**
     * Cube root of the machine epsilon, 6.06e-6: where rounding and curvature cost a central difference about the
     * same.
     */
    private static final double STEP = Math.cbrt(Math.ulp(1.0));

    private static final double FORWARD_STEP = 1e-8; // about the square root of the machine epsilon

    /** The central-difference step that suits a coordinate of this size: 6.06e-6, scaled up for |x| above 1. */
    public static double step(double x) {
        return STEP * Math.max(1, Math.abs(x));
    }

    /** The gradient by central differences, each with its own {@link #step}: 2n evaluations, error about 1e-10. */
    public static double[] gradient(ToDoubleFunction<double[]> f, double... x) {
        requireGiven(f, x);
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) gradient[i] = central(f, x, i, step(x[i]));
        return gradient;
    }

    /** The gradient of a graph with respect to its named leaves, by central differences; the graph is not touched. */
    public static double[] gradient(Value f) {
        ScalarFunction function = ScalarFunction.of(f);
        return gradient(function, function.point());
    }

    /** The gradient by central differences, (f(x + h) - f(x - h)) / 2h in each coordinate: 2n evaluations. */
    public static double[] central(ToDoubleFunction<double[]> f, double[] x, double h) {
        requireGiven(f, x);
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) gradient[i] = central(f, x, i, h);
        return gradient;
    }

    /** The gradient by forward differences, (f(x + h) - f(x)) / h in each coordinate: n + 1 evaluations. */
    public static double[] forward(ToDoubleFunction<double[]> f, double[] x, double h) {
        requireStep(h);
        return forward(f, x, coordinate -> h);
    }

    /** The same, each with the step 1e-8, scaled up for |x| above 1: n + 1 evaluations, error about 1e-8. */
    public static double[] forward(ToDoubleFunction<double[]> f, double[] x) {
        return forward(f, x, coordinate -> FORWARD_STEP * Math.max(1, Math.abs(coordinate)));
    }

    private static double[] forward(ToDoubleFunction<double[]> f, double[] x, DoubleUnaryOperator step) {
        requireGiven(f, x);
        double here = f.applyAsDouble(x.clone());
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double h = step.applyAsDouble(x[i]);
            gradient[i] = (nudged(f, x, i, h) - here) / h;
        }
        return gradient;
    }

    /** The slope of a curve by a central difference. */
    public static double central(DoubleUnaryOperator f, double x, double h) {
        requireCurve(f);
        requireStep(h);
        return (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
    }

    /** The slope of a curve by a forward difference. */
    public static double forward(DoubleUnaryOperator f, double x, double h) {
        requireCurve(f);
        requireStep(h);
        return (f.applyAsDouble(x + h) - f.applyAsDouble(x)) / h;
    }

    private static double central(ToDoubleFunction<double[]> f, double[] x, int i, double h) {
        requireStep(h);
        return (nudged(f, x, i, h) - nudged(f, x, i, -h)) / (2 * h);
    }

    /** The function with one coordinate moved by {@code h}. */
    static double nudged(ToDoubleFunction<double[]> f, double[] x, int i, double h) {
        double[] there = x.clone();
        there[i] += h;
        return f.applyAsDouble(there);
    }

    private static void requireGiven(ToDoubleFunction<double[]> f, double[] x) {
        given(f, "Numeric", "the function", "a function such as x -> x[0] * x[1]");
        given(x, "Numeric", "the point", "numbers, one for each input");
    }

    private static void requireCurve(DoubleUnaryOperator f) {
        given(f, "Numeric", "the function", "a function such as x -> x * x");
    }

    private static void requireStep(double h) {
        if (!(h > 0) || Double.isInfinite(h))
            throw new IllegalArgumentException("The step must be a positive number such as 1e-5, and it is " + h + ".");
    }
}
