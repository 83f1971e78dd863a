package gradbook.derivative;

import static gradbook.scalar.Given.given;

import gradbook.scalar.Style;
import gradbook.scalar.TextTable;
import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One gradient worked out in every way there is (C): by hand, by nudging, by symbols, and automatically, forward and
 * backward. The answers agree; the costs do not.
 *
 * <pre>{@code
 * FourWays.of(f, at -> new double[] {at[2], at[2], at[0] + at[1]});   // with your own formula for (x + y) z
 * }</pre>
 *
 * @param inputs the names of the inputs
 * @param rows one for each way
 */
public record FourWays(List<String> inputs, List<Row> rows) {
    /** What the last column of the table counts. */
    public static final String COUNTED = "Multiply-adds are the products of mul and dot, counted as the gates run;"
            + " for the backward pass on every edge that it goes along.";

    /**
     * One way.
     *
     * @param evaluations how often the function, or the formula of a derivative, was evaluated
     * @param multiplyAdds how many multiply-adds that took, counted as they ran, and for the backward pass on every
     *     edge that it goes along ({@link Cost}); -1 for your own function, which does not say
     */
    public record Row(String way, double[] gradient, long evaluations, long multiplyAdds) {}

    /** All ways but the manual one, at the numbers that are in the graph; the graph is not touched. */
    public static FourWays of(Value f) {
        return of(f, null);
    }

    /** All ways; {@code manual} maps the inputs, in the order of {@link #inputs}, to your own gradient. */
    public static FourWays of(Value f, UnaryOperator<double[]> manual) {
        ScalarFunction function = ScalarFunction.of(f);
        double[] x = function.point();
        int n = x.length;
        List<Row> rows = new ArrayList<>();
        if (manual != null) {
            double[] gradient = manual.apply(x.clone());
            if (gradient == null || gradient.length != n)
                throw new IllegalArgumentException("Your function should return " + n + " derivatives, in the order "
                        + String.join(", ", function.names()) + ", and returned "
                        + (gradient == null ? "null" : gradient.length) + ".");
            rows.add(new Row("manual", gradient, 1, -1));
        }
        rows.add(row("numeric, forward", function, g -> Numeric.forward(g, x)));
        rows.add(row("numeric, central", function, g -> Numeric.gradient(g, x)));
        List<ScalarFunction> formulas = function.inputs().stream()
                .map(v -> ScalarFunction.of(Symbolic.derivative(f, v), function.inputs()))
                .toList();
        rows.add(new Row(
                "symbolic",
                formulas.stream().mapToDouble(d -> d.applyAsDouble(x)).toArray(),
                formulas.stream().mapToLong(ScalarFunction::evaluations).sum(),
                formulas.stream().mapToLong(ScalarFunction::multiplyAdds).sum()));
        rows.add(row("automatic, forward mode", function, FourWays::forwardMode));
        rows.add(new Row(
                "automatic, reverse mode",
                f.gradient(function.inputs()),
                1,
                Cost.of(f).reverse()));
        return new FourWays(function.names(), List.copyOf(rows));
    }

    /** The gradient by forward mode: one pass of dual numbers for every input. */
    public static double[] forwardMode(ScalarFunction function) {
        double[] x = given(function, "forwardMode", "the function", "a ScalarFunction")
                .point();
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double[] axis = new double[x.length];
            axis[i] = 1;
            gradient[i] = function.dual(x, axis).tangent();
        }
        return gradient;
    }

    private static Row row(String way, ScalarFunction function, Function<ScalarFunction, double[]> gradient) {
        long evaluations = function.evaluations(), multiplyAdds = function.multiplyAdds();
        double[] found = gradient.apply(function);
        return new Row(way, found, function.evaluations() - evaluations, function.multiplyAdds() - multiplyAdds);
    }

    /** An aligned table: one row for each way, and where its numbers come from. */
    @Override
    public String toString() {
        List<String> headings = new ArrayList<>(List.of("way"));
        for (String input : inputs) headings.add("∂/∂" + input);
        headings.addAll(List.of("evaluations", "multiply-adds"));
        TextTable table = TextTable.of(headings.toArray(String[]::new));
        for (Row row : rows) {
            List<String> cells = new ArrayList<>(List.of(row.way()));
            Arrays.stream(row.gradient()).mapToObj(Style.TEXT::number).forEach(cells::add);
            cells.add(String.valueOf(row.evaluations()));
            cells.add(row.multiplyAdds() < 0 ? "" : String.valueOf(row.multiplyAdds()));
            table.row(cells.toArray(String[]::new));
        }
        return table + COUNTED + "\n";
    }
}
