package gradbook.scalar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.derivative.Dual;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold for every gate there is; a gate that is added to {@link Gates} is tested here without another line.
 */
class GateTest {
    static final long SEED = 20_261_122;

    static Stream<Gate> gates() {
        return Stream.concat(
                Gates.all().stream(), DoubleStream.of(2, 3, -1, 0.5, 0, 1).mapToObj(Gates::power));
    }

    static Value apply(Gate gate, List<Value> in) {
        if (gate == Gates.SUM) return Value.sum(in);
        if (gate == Gates.DOT) return Value.dot(in.subList(0, in.size() / 2), in.subList(in.size() / 2, in.size()));
        return gate.arity() == 1 ? in.get(0).apply(gate) : in.get(0).apply(gate, in.get(1));
    }

    /** Two hundred points at which the gate is defined. */
    static List<double[]> points(Gate gate) {
        SplittableRandom random = new SplittableRandom(SEED);
        int n = gate.arity() == Gate.MANY ? 6 : gate.arity();
        List<double[]> points = new ArrayList<>();
        while (points.size() < 200) {
            double[] at = random.doubles(n, -3, 3).toArray();
            double second = n > 1 ? at[1] : Double.NaN;
            if (gate.domain() == null || !gate.domain().refuses().at(at[0], second)) points.add(at);
        }
        return points;
    }

    static List<Value> leaves(double[] at) {
        return IntStream.range(0, at.length)
                .mapToObj(i -> Value.of("x" + i, at[i]))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("gates")
    void forward_gives_the_declared_number_and_changes_no_input(Gate gate) {
        for (double[] at : points(gate)) {
            List<Value> in = leaves(at);
            Value out = apply(gate, in);
            assertEquals(gate.value(at), out.data(), message(at));
            assertEquals(in, out.inputs());
            out.backward();
            assertArrayEquals(at, in.stream().mapToDouble(Value::data).toArray(), message(at));
        }
    }

    @ParameterizedTest
    @MethodSource("gates")
    void the_local_derivative_is_the_central_difference(Gate gate) {
        int skipped = 0;
        for (double[] at : points(gate)) {
            double out = gate.value(at);
            for (int slot = 0; slot < at.length; slot++) {
                double h = 1e-3 * Math.min(1, Math.abs(at[slot])); // stays clear of a pole or a corner at 0
                double exact = gate.local(slot, out, at), size = Math.max(1, Math.abs(exact));
                double wide = central(gate, at, slot, h), narrow = central(gate, at, slot, h / 2);
                double expected = (4 * narrow - wide) / 3; // Richardson: the error is of order h to the fourth
                if (Math.abs(wide - narrow) > 1e-4 * size) skipped++; // max and min near a tie
                else assertEquals(expected, exact, 1e-8 * size, message(at) + " slot " + slot);
            }
        }
        assertTrue(skipped <= 4, skipped + " were skipped");
    }

    private static double central(Gate gate, double[] at, int slot, double h) {
        double[] above = at.clone(), below = at.clone();
        above[slot] += h;
        below[slot] -= h;
        return (gate.value(above) - gate.value(below)) / (2 * h);
    }

    @ParameterizedTest
    @MethodSource("gates")
    void the_formula_of_the_local_derivative_has_the_same_number(Gate gate) {
        for (double[] at : points(gate)) {
            List<Value> in = leaves(at);
            Value out = apply(gate, in);
            for (int slot = 0; slot < at.length; slot++) {
                Value slope = gate.slope(slot, out, in);
                assertNotNull(slope, gate.name());
                double expected = gate.local(slot, out.data(), at);
                assertEquals(expected, slope.data(), 1e-12 * Math.max(1, Math.abs(expected)), message(at));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("gates")
    void backward_multiplies_upstream_and_local_and_adds_where_operands_are_the_same_value(Gate gate) {
        for (double[] at : points(gate)) {
            double same = at[0];
            if (gate == Gates.LOGISTIC_LOSS) same = Math.abs(same) / 3;
            if (gate.domain() != null && gate.domain().refuses().at(same, same)) continue;
            Value x = Value.of("x", same);
            Value out = apply(gate, java.util.Collections.nCopies(at.length, x));
            out.backward(3);
            double[] in = DoubleStream.generate(x::data).limit(at.length).toArray();
            double sum = 0;
            for (int slot = 0; slot < in.length; slot++) sum += 3 * gate.local(slot, out.data(), in);
            assertEquals(sum, x.grad(), 1e-12 * Math.max(1, Math.abs(sum)), message(in));
        }
    }

    @ParameterizedTest
    @MethodSource("gates")
    void forward_mode_agrees_with_backward(Gate gate) {
        for (double[] at : points(gate)) {
            List<Value> in = leaves(at);
            Value out = apply(gate, in);
            out.backward();
            for (int i = 0; i < at.length; i++) {
                int axis = i;
                Dual[] duals = IntStream.range(0, at.length)
                        .mapToObj(k -> new Dual(at[k], k == axis ? 1 : 0))
                        .toArray(Dual[]::new);
                assertEquals(in.get(i).grad(), Dual.through(gate, duals).tangent(), message(at));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("gates")
    void is_written_in_every_style_and_says_its_rule(Gate gate) {
        Value out = apply(gate, leaves(points(gate).get(0)));
        for (Style style : Style.values()) {
            String formula = Formula.of(out, style);
            assertTrue(formula.contains("x"), formula);
            assertFalse(formula.contains("%"), formula);
            assertEquals(
                    formula.chars().filter(c -> c == '(').count(),
                    formula.chars().filter(c -> c == ')').count());
            assertEquals(
                    formula.chars().filter(c -> c == '{').count(),
                    formula.chars().filter(c -> c == '}').count());
        }
        assertTrue(Formula.of(out, Style.WORDS).matches("[\\p{L}\\d. ]+"), Formula.of(out, Style.WORDS));
        assertTrue(gate.rule().contains(" "), gate.rule());
        assertFalse(gate.symbol().isBlank());
        assertTrue(gate.toString().endsWith(gate.rule()));
    }

    /** Worked numbers: A and B §4 for the gates they have, the rest by hand or from Python's math module. */
    @ParameterizedTest
    @CsvSource({
        "add, 3, 4, 2, 7, 2, 2",
        "sub, 3, 4, 2, -1, 2, -2",
        "mul, 2, 3, 5, 6, 15, 10",
        "div, 6, 2, 4, 3, 2, -6",
        "max, 4, 5, 9, 5, 0, 9",
        "max, 5, 5, 9, 5, 4.5, 4.5",
        "min, 4, 5, 9, 4, 9, 0",
        "min, 5, 5, 9, 5, 4.5, 4.5",
        "pow, 2, 3, 1, 8, 12, 5.545177444479562",
        "logisticLoss, 1.4, 1, 1, 0.22041740991845, -0.19781611144141825, -1.4",
        "neg, 3, , 2, -3, -2,",
        "exp, 1, , 2, 2.718281828459045, 5.43656365691809,",
        "log, 2, , 3, 0.6931471805599453, 1.5,",
        "sin, 1, , 2, 0.8414709848078965, 1.0806046117362795,",
        "cos, 1, , 2, 0.5403023058681398, -1.682941969615793,",
        "tanh, 0.5, , 1, 0.46211715726000973, 0.7864477329659275,",
        "sigmoid, 0, , 1, 0.5, 0.25,",
        "sigmoid, 1.4, , 1, 0.802183888559, 0.158684897495,",
        "relu, -2, , 5, 0, 0,",
        "relu, 0, , 5, 0, 0,",
        "relu, 3, , 5, 3, 5,",
        "abs, -3, , 2, 3, -2,",
        "abs, 0, , 2, 0, 0,",
        "sqrt, 4, , 8, 2, 2,",
        "softplus, 0, , 2, 0.6931471805599453, 1,"
    })
    void gives_its_worked_number(
            String name, double a, Double b, double upstream, double out, double downA, Double downB) {
        Gate gate = Gates.all().stream()
                .filter(g -> g.name().equals(name))
                .findFirst()
                .orElseThrow();
        Value left = Value.of("a", a), right = b == null ? null : Value.of("b", b);
        Value made = b == null ? left.apply(gate) : left.apply(gate, right);
        made.backward(upstream);
        assertEquals(out, made.data(), 1e-12);
        assertEquals(downA, left.grad(), 1e-11);
        if (right != null) assertEquals(downB, right.grad(), 1e-11);
    }

    /** The page of every gate has a rule, a picture and one worked number, and the number is right to its last digit. */
    @Test
    void the_page_of_every_gate_gives_its_rule_its_picture_and_a_right_number() throws IOException {
        String source = Files.readString(Path.of("src/main/java/gradbook/scalar/Gates.java"));
        Matcher page = Pattern.compile("<b>Rule:</b> [\\s\\S]+?<b>Picture:</b> .+\\n"
                        + ".*<b>Number:</b> \\{@code (\\S+)\\((.+)\\) = (\\S+)}.*, and g = (\\S+) sends (.+)\\.")
                .matcher(source);
        List<String> described = new ArrayList<>();
        while (page.find()) {
            Gate gate = gates().filter(g -> g.name().equals(page.group(1)))
                    .findFirst()
                    .orElseThrow();
            described.add(gate.name());
            List<Value> in = leaves(numbers(page.group(2)));
            Value out = apply(gate, in);
            out.backward(Double.parseDouble(page.group(4)));
            assertEquals(page.group(3), Style.TEXT.number(out.data()), gate.name());
            String sent = in.stream().map(x -> Style.TEXT.number(x.grad())).collect(Collectors.joining(", "));
            assertEquals(page.group(5).replace(" and ", ", "), sent, gate.name());
        }
        List<String> all = new ArrayList<>(Gates.all().stream().map(Gate::name).toList());
        all.add("pow(2)");
        assertEquals(all, described);
    }

    private static double[] numbers(String list) {
        return Pattern.compile(", ")
                .splitAsStream(list)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static String message(double[] at) {
        return "at " + java.util.Arrays.toString(at) + ", seed " + SEED;
    }
}
