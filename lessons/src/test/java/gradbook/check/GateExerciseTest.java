package gradbook.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.check.Verdict.Kind;
import gradbook.scalar.Gate;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class GateExerciseTest {
    private static Verdict judge(DoubleBinaryOperator forward, DoubleBinaryOperator dA, DoubleBinaryOperator dB) {
        return Exercises.find("02.a").judge(Gate.binary("min", forward, dA, dB));
    }

    private static void assertVerdict(Kind kind, String part, Verdict verdict) {
        assertEquals(kind, verdict.kind(), verdict.sentence());
        assertTrue(verdict.sentence().contains(part), verdict.sentence());
    }

    @Test
    void should_take_every_convention_at_the_tie_that_adds_up_to_1() {
        assertVerdict(
                Kind.RIGHT,
                "(0.5, 0.5) adds up to 1",
                judge(Math::min, (a, b) -> a < b ? 1 : a == b ? .5 : 0, (a, b) -> b < a ? 1 : a == b ? .5 : 0));
        assertVerdict(
                Kind.RIGHT, "(1, 0) adds up to 1", judge(Math::min, (a, b) -> a <= b ? 1 : 0, (a, b) -> b < a ? 1 : 0));
    }

    @Test
    void should_name_what_is_wrong_with_a_gate() {
        assertVerdict(Kind.OPEN, "Put your answer", judge(Math::min, (a, b) -> Double.NaN, (a, b) -> Double.NaN));
        assertVerdict(
                Kind.WRONG, "which add up to 0", judge(Math::min, (a, b) -> a < b ? 1 : 0, (a, b) -> b < a ? 1 : 0));
        assertVerdict(
                Kind.WRONG, "which add up to 2", judge(Math::min, (a, b) -> a <= b ? 1 : 0, (a, b) -> b <= a ? 1 : 0));
        assertVerdict(
                Kind.WRONG,
                "routes to the input that lost",
                judge(Math::min, (a, b) -> a > b ? 1 : 0, (a, b) -> b > a ? 1 : 0));
        assertVerdict(Kind.WRONG, "it does not split", judge(Math::min, (a, b) -> .5, (a, b) -> .5));
        assertVerdict(Kind.WRONG, "That is the add gate", judge(Math::min, (a, b) -> 1, (a, b) -> 1));
        assertVerdict(
                Kind.WRONG,
                "Forward, your gate gives",
                judge(Math::max, (a, b) -> a > b ? 1 : 0, (a, b) -> b > a ? 1 : 0));
        assertVerdict(Kind.WRONG, "has one input", Exercises.find("02.a").judge(Gate.unary("min", a -> a, a -> 1)));
        assertVerdict(
                Kind.WRONG,
                "asks for a gate, made by Gate.binary",
                Exercises.find("02.a").judge("min"));
    }
}
