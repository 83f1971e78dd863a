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
 * within the step, or the quotient is no number, there is nothing to compare with, and the check says so instead of judging.
 * How small an error it sees depends on the rounding of the function: a slope of 4e-10 is not one of -3e-10.
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

    /** What the check says about one input. */
    public enum Verdict {
        /** The two are equal but for rounding. */
        AGREES("agrees"),
        /** They are not: one of them is wrong. */
        DIFFERS("DIFFERS"),
        /** The slopes to the left and to the right differ: there is no derivative to compare with. */
        KINK("kink within h"),
        /** The difference quotient comes to no number, as that of sqrt(x) at 0: there is nothing to compare with. */
        NO_QUOTIENT("no quotient here");

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
        if (!Double.isFinite(here))
            throw new IllegalArgumentException("GradientCheck: the function is " + Style.TEXT.number(here)
                    + " at this point, and only where it is a finite number is there a gradient to check.");
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            CentralDifference numeric = CentralDifference.of(f, x, i, here);
            Verdict verdict = verdict(gradient[i], numeric);
            rows.add(new Row(names.get(i), gradient[i], numeric.slope(), numeric.step(), verdict));
        }
        return new GradientCheck(List.copyOf(rows));
    }

    private static Verdict verdict(double analytic, CentralDifference numeric) {
        if (!numeric.exists()) return Verdict.NO_QUOTIENT;
        if (!Double.isFinite(analytic)) return numeric.isSettled() ? Verdict.DIFFERS : Verdict.NO_QUOTIENT;
        double size = Math.max(Math.abs(analytic), Math.abs(numeric.slope()));
        if (numeric.hasKink(size)) return Verdict.KINK;
        double error = Math.abs(analytic - numeric.slope());
        return error <= RELATIVE * size + numeric.error() ? Verdict.AGREES : Verdict.DIFFERS;
    }

    /** Whether no input differs. An input at a kink or without a quotient neither passes nor fails. */
    public boolean passed() {
        return with(Verdict.DIFFERS).isEmpty();
    }

    /** The inputs at a kink, where the check has no say. */
    public List<Row> kinks() {
        return with(Verdict.KINK);
    }

    private List<Row> with(Verdict verdict) {
        return rows.stream().filter(r -> r.verdict == verdict).toList();
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
        int differ = with(Verdict.DIFFERS).size();
        int checked = with(Verdict.AGREES).size();
        String verdict = differ > 0
                ? differ + " of " + rows.size() + " gradients differ from the central difference."
                : checked + (checked == 1 ? " gradient checked." : " gradients checked.");
        String kinks = kinks().isEmpty()
                ? ""
                : " Where a kink lies within h of the point, there is no derivative to compare with: check beside it.";
        String none = with(Verdict.NO_QUOTIENT).isEmpty()
                ? ""
                : " Where the difference quotient comes to no number, there is nothing to compare with: check beside it.";
        return table + verdict + kinks + none + "\n";
    }
}
