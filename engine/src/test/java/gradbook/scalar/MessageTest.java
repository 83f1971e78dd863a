package gradbook.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a student reads when something cannot be. */
class MessageTest {
    final Value x = Value.of("x", -2), y = Value.of("y", 5);

    static void says(String sentence, Executable wrong) {
        assertEquals(sentence, assertThrows(RuntimeException.class, wrong).getMessage());
    }

    @Test
    void outside_the_domain_the_node_is_named() {
        says(
                "log of -0.5 (node `p`): log needs a positive input",
                () -> Value.of("p", -0.5).log());
        says("log of 0: log needs a positive input", () -> Value.of(0).log());
        says(
                "log of -1 (node `x + 1`): log needs a positive input",
                () -> x.add(1).log());
        says("div of 5 and 0 (node `y`): div needs a divisor other than 0", () -> y.div(0));
        says("sqrt of -2 (node `x`): sqrt needs an input that is not negative", () -> x.sqrt());
        says(
                "pow(0.5) of -2 (node `x`): pow(0.5) needs a base that is not negative for this exponent",
                () -> x.pow(0.5));
        says(
                "pow(-2) of 0: pow(-2) needs a base other than 0 for this exponent",
                () -> Value.of(0).pow(-2));
        says(
                "pow(-0.5) of 0: pow(-0.5) needs a positive base for this exponent",
                () -> Value.of(0).pow(-0.5));
        says(
                "pow of -2 and 5 (nodes `x`, `y`): pow needs a positive base (with a fixed exponent, pow(3.0), the base"
                        + " may be negative)",
                () -> x.pow(y));
        says(
                "logisticLoss of 5 and -1 (node `y`): logisticLoss needs a target from 0 to 1 as its second input (not"
                        + " -1 and +1)",
                () -> y.logisticLoss(-1));
    }

    @Test
    void a_power_is_refused_only_where_it_is_undefined() {
        assertEquals(-8, x.pow(3).data());
        assertEquals(-0.5, x.pow(-1).data());
        assertEquals(1, Value.of(0).pow(0).data());
        assertEquals(0, Value.of(0).pow(0.5).data());
    }

    @Test
    void wrong_operands() {
        says("The gate add takes 2 inputs, but was applied to 1 input.", () -> x.apply(Gates.ADD));
        says("The gate add takes 2 inputs, but was applied to 1 input.", () -> Gates.ADD.value(1));
        says("The gate add takes 2 inputs, but was applied to 1 input.", () -> Gates.ADD.local(1, 2, 1));
        says(
                "One of the values to derive by is null: make it first, as a part of x + y.",
                () -> x.add(y).gradient(Arrays.asList(x, null)));
        says(
                "The table has 2 columns, a, b, but this row has 1: 3.",
                () -> TextTable.of("a", "b").row("3"));
        says("The gate sin takes 1 input, but was applied to 2 inputs.", () -> x.apply(Gates.SIN, y));
        says(
                "The gate dot takes a list of inputs: use Value.dot(...), but was applied to 2 inputs.",
                () -> x.apply(Gates.DOT, y));
        says(
                "The second input of the add gate is null: make it first, for example with Value.of(\"y\", 5).",
                () -> x.add((Value) null));
        says("The gate to apply is null: make it first, for example with Gate.unary(...).", () -> x.apply(null));
        says(
                "dot multiplies in pairs, so its two lists must be of one length; they have 1 and 2 values.",
                () -> Value.dot(List.of(x), List.of(x, y)));
        says("The sum of an empty list is not made of anything; use Value.of(0).", () -> Value.sum(new ArrayList<>()));
        says(
                "A list given to sum is null or has a null in it; every operand must be a Value.",
                () -> Value.sum(Arrays.asList(x, null)));
        says(
                "A list given to dot is null or has a null in it; every operand must be a Value.",
                () -> Value.dot(List.of(x), null));
    }

    @Test
    void names_and_numbers() {
        String name = "A name must have at least one letter, such as \"x\". To print the number, give no name.";
        says(name, () -> x.named(" "));
        says(name, () -> Value.of(null, 3));
        says(
                "Only a leaf can be set, and `q` is the output of the add gate: its number comes from its inputs. Set a"
                        + " leaf and build the expression again.",
                () -> x.add(y).named("q").set(3));
    }

    @Test
    void gates_that_are_not_complete() {
        says(
                "A gate needs a name, such as \"min\"; it is printed in every table.",
                () -> Gate.unary(" ", a -> a, a -> 1));
        String function =
                ", and it should be a function of its inputs: a -> ... for one, (a, b) -> ... for two: make it first";
        says(
                "gate min: the second local derivative is null" + function,
                () -> Gate.binary("min", Math::min, (a, b) -> 1, null));
        says("gate f: the forward rule is null" + function, () -> Gate.unary("f", null, a -> 1));
        assertThrows(IllegalArgumentException.class, () -> Gates.ADD.rule(null));
    }

    @Test
    void not_finite_is_traced_to_where_it_begins() {
        Value big = Value.of("big", 1000);
        Value f = big.exp().named("e").mul(0).add(1).named("f");
        assertEquals(Double.NaN, f.data());
        assertEquals("Forward, ∞ first appears at `e` = exp(big): exp of 1000.", f.firstNonFinite());
        Value nan = Value.of("n", Double.NaN).log();
        assertEquals("Forward, `n` is NaN from the start: it is an input.", nan.firstNonFinite());
        Value fresh = Value.of("y", 1), once = fresh.neg();
        once.backward(Double.NaN);
        assertFalse(Trace.of(once).table().contains("earlier"), "NaN of this pass is not one of an earlier pass");
        Value root = Value.of("s", 0).sqrt().named("r");
        assertEquals("Every value is finite; there are no gradients yet.", root.firstNonFinite());
        root.backward();
        assertEquals(
                "Forward, every value is finite. Backward, ∞ first appears from `r` to `s`: upstream 1 times local ∞.",
                root.firstNonFinite());
        Value twice = Value.of("t", 1e-10), sum = twice.mul(1e308).add(twice.mul(1e308));
        sum.backward();
        assertEquals(
                "Forward, every value is finite. Backward, ∞ first appears at `t`, where gradients add: 1e308 + 1e308.",
                sum.firstNonFinite());
        Value sent = y.neg().named("m");
        sent.backward(Double.NaN);
        assertEquals(
                "Forward, every value is finite. Backward, NaN is there from the start: it is the upstream of `m`.",
                sent.firstNonFinite());
        Value late = y.neg();
        late.backward();
        assertEquals(
                "Forward, every value is finite. Backward, NaN first appears at `y`, where gradients add:"
                        + " -1, and NaN from earlier backward passes.",
                late.firstNonFinite());
        Value fine = x.mul(2);
        fine.backward();
        assertEquals("Every value and every gradient is finite.", fine.firstNonFinite());
    }
}
