package gradbook.derivative;

import static gradbook.scalar.Given.given;

import gradbook.layer.Layer;
import gradbook.layer.Loss;
import gradbook.matrix.Matrix;
import gradbook.scalar.Style;
import gradbook.scalar.TextTable;
import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Compares a gradient with central differences, input by input. It trusts neither: where the function has a kink
 * within the step there is no derivative to compare with, and the check says so instead of judging.
 *
 * <pre>{@code
 * GradientCheck.of(f);             // prints a table with a verdict for each named input
 * GradientCheck.of(f).passed();    // true
 * }</pre>
 *
 * @param rows one for each input
 */
public record GradientCheck(List<Row> rows) {
    private static final double RELATIVE = 1e-6;
    private static final double[] STEPS = {
        1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15, 1e-16
    };
    private static final int USUAL = 4; // steps that are always tried

    /** What the check says about one input. */
    public enum Verdict {
        /** The two are equal but for rounding. */
        AGREES("agrees"),
        /** They are not: one of them is wrong. */
        DIFFERS("DIFFERS"),
        /** The slopes to the left and to the right differ: there is no derivative to compare with. */
        KINK("kink within h");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * One input: the gradient to be checked, the central difference, the step it was taken with, and what to make of
     * them.
     */
    public record Row(String input, double analytic, double numeric, double step, Verdict verdict) {
        /** |analytic - numeric|. */
        public double absoluteError() {
            return Math.abs(analytic - numeric);
        }

        /** The absolute error over the larger of the two sizes; 0 where both are 0. */
        public double relativeError() {
            double size = Math.max(Math.abs(analytic), Math.abs(numeric));
            return size == 0 ? 0 : absoluteError() / size;
        }
    }

    /**
     * Checks what one backward pass gives for every named leaf. The gradients that are in the graph are kept.
     */
    public static GradientCheck of(Value f) {
        return of(f, ScalarFunction.of(f));
    }

    /** Checks what one backward pass gives for these leaves. The gradients that are in the graph are kept. */
    public static GradientCheck of(Value f, Value... inputs) {
        given(inputs, "GradientCheck", "the list of inputs", "leaves of the expression");
        return of(f, ScalarFunction.of(f, Arrays.asList(inputs)));
    }

    /**
     * Checks the backward pass of a layer or a network: every entry of the input and of the parameters. The outputs are
     * added up with fixed random weights. Values and gradients of the parameters are kept.
     */
    public static GradientCheck of(Layer layer, Matrix x) {
        return LayerCheck.of(layer, x);
    }

    /** Checks the backward pass of a loss on top of a network, down to every entry of its input and its parameters. */
    public static GradientCheck of(Layer net, Loss loss, Matrix x, Matrix target) {
        return LayerCheck.of(net, loss, x, target);
    }

    private static GradientCheck of(Value f, ScalarFunction function) {
        return of(function.names(), function, function.point(), f.gradient(function.inputs()));
    }

    /**
     * Checks a gradient that you worked out yourself for any function of n numbers.
     *
     * @param names the names of the n inputs
     * @param f the function
     * @param x the point
     * @param gradient your n derivatives at that point
     */
    public static GradientCheck of(List<String> names, ToDoubleFunction<double[]> f, double[] x, double[] gradient) {
        given(names, "GradientCheck", "the list of names", "a name for each input");
        given(f, "GradientCheck", "the function", "a function such as x -> x[0] * x[1]");
        given(x, "GradientCheck", "the point", "a number for each input");
        given(gradient, "GradientCheck", "the gradient", "a derivative for each input");
        if (names.size() != x.length || gradient.length != x.length)
            throw new IllegalArgumentException("A gradient has one entry for each input: there are " + names.size()
                    + " names, " + x.length + " inputs and " + gradient.length + " derivatives.");
        double here = f.applyAsDouble(x.clone());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < x.length; i++) rows.add(row(names.get(i), f, x, i, here, gradient[i]));
        return new GradientCheck(List.copyOf(rows));
    }

    // No one step suits all functions. Four are tried, and the one whose neighbour agrees with it best is taken. Near
    // the edge of a domain or a sharp bend none may do: then smaller ones follow until two neighbours agree.
    private static Row row(String name, ToDoubleFunction<double[]> f, double[] x, int i, double here, double analytic) {
        double ulp = Math.ulp(x[i]), rounding = Math.ulp(here);
        double scale = Math.max(Math.min(Math.max(1, Math.abs(x[i])), 1000), 1e6 * ulp);
        double[] slope = new double[STEPS.length]; // the mean of the slopes to the right and to the left
        double[] bend = new double[STEPS.length]; // their difference: it shrinks with h, unless there is a kink
        int best = 0;
        double closest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < STEPS.length; k++) {
            double h = STEPS[k] * scale;
            // Ten times smaller steps make a hundred times smaller errors, so this is well within the tolerance.
            boolean settled = closest <= 30 * RELATIVE * Math.abs(slope[best]) + 1e-9 + 16 * rounding / h;
            if (k >= USUAL && (settled || h < 16 * ulp)) break;
            double above = Numeric.nudged(f, x, i, h), below = Numeric.nudged(f, x, i, -h);
            slope[k] = (above - below) / ((x[i] + h) - (x[i] - h));
            bend[k] = ((above - here) - (here - below)) / h;
            if (k == 0) continue;
            // NaN beside a slope that is not finite. Slopes that agree better than rounding lets them do so by
            // accident.
            double change = Math.max(Math.abs(slope[k] - slope[k - 1]), 16 * rounding / h);
            if (change < closest) {
                closest = change;
                best = k;
            }
        }
        double h = STEPS[best] * scale, size = Math.max(Math.abs(analytic), Math.abs(slope[best]));
        double noise = 1e-9 + 16 * rounding / h;
        boolean kink = best > 0
                && Math.abs(bend[best]) > 0.5 * Math.abs(bend[best - 1])
                && Math.abs(bend[best]) > 1e-5 * Math.max(size, Math.max(1, Math.abs(here))) + noise;
        boolean agrees = Math.abs(analytic - slope[best]) <= RELATIVE * size + noise;
        Verdict verdict = kink ? Verdict.KINK : agrees ? Verdict.AGREES : Verdict.DIFFERS;
        return new Row(name, analytic, slope[best], h, verdict);
    }

    /** Whether no input differs. An input at a kink neither passes nor fails. */
    public boolean passed() {
        return rows.stream().noneMatch(r -> r.verdict == Verdict.DIFFERS);
    }

    /** The inputs at a kink, where the check has no say. */
    public List<Row> kinks() {
        return rows.stream().filter(r -> r.verdict == Verdict.KINK).toList();
    }

    /** The row with the largest relative error. */
    public Row worst() {
        return rows.stream().max(Comparator.comparing(Row::relativeError)).orElseThrow();
    }

    // Below this an error is rounding noise, whose digits differ from one processor to the next and say nothing.
    private static String error(double error) {
        return error < 1e-9 ? "< 1e-9" : Style.TEXT.number(error, 1);
    }

    /** The check as an aligned table, with its verdict in the last line. */
    @Override
    public String toString() {
        TextTable table =
                TextTable.of("input", "analytic", "numeric", "absolute error", "relative error", "h", "verdict");
        for (Row r : rows) {
            table.row(
                    r.input,
                    Style.TEXT.number(r.analytic),
                    Style.TEXT.number(r.numeric, 7),
                    error(r.absoluteError()),
                    error(r.relativeError()),
                    Style.TEXT.number(r.step),
                    r.verdict.toString());
        }
        long differ = rows.stream().filter(r -> r.verdict == Verdict.DIFFERS).count();
        int checked = rows.size() - kinks().size();
        String verdict = differ > 0
                ? differ + " of " + rows.size() + " gradients differ from the central difference."
                : checked + (checked == 1 ? " gradient checked." : " gradients checked.");
        String kinks = kinks().isEmpty()
                ? ""
                : " Where a kink lies within h of the point, there is no derivative to compare with: check beside it.";
        return table + verdict + kinks + "\n";
    }
}
