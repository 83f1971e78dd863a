package gradbook.check;

import gradbook.scalar.Gate;
import gradbook.scalar.Trace;
import gradbook.scalar.Value;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;

/**
 * An exercise whose answer is a gate that picks one of its two inputs, tried at random points and at a tie. At the tie
 * any convention counts whose two gradients add up to 1.
 */
final class GateExercise extends Exercise {
    private static final int POINTS = 20;

    private final DoubleBinaryOperator rule;

    /** {@code rule} is the forward rule, such as {@code Math::min}; its value is always one of the two inputs. */
    GateExercise(String id, DoubleBinaryOperator rule, String... hints) {
        super(id, hints);
        this.rule = rule;
    }

    @Override
    Verdict judge(Object answer) {
        if (!(answer instanceof Gate gate))
            return Exercise.wrong("This exercise asks for a gate, made by Gate.binary(...), as above.");
        if (gate.arity() != 2)
            return Exercise.wrong(
                    "The gate \"" + gate.name() + "\" has one input; this one needs two: Gate.binary(...).");
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < POINTS; i++) {
            double[] at = {random.nextInt(-9, 10), random.nextInt(10, 20)};
            Verdict verdict = i % 2 == 0 ? judgeAt(gate, at[0], at[1]) : judgeAt(gate, at[1], at[0]);
            if (verdict != null) return verdict;
        }
        return judgeTie(gate);
    }

    /** {@code null} where the gate is right at this point. */
    private Verdict judgeAt(Gate gate, double a, double b) {
        double forward = Value.of(a).apply(gate, Value.of(b)).data();
        double[] got = gradients(gate, a, b);
        if (Double.isNaN(got[0]) || Double.isNaN(got[1])) return open("where it says NaN");
        String place = " at a = " + Trace.number(a) + ", b = " + Trace.number(b);
        if (forward != rule.applyAsDouble(a, b))
            return Exercise.wrong("Forward, your gate gives " + Trace.number(forward) + place + "; it must give "
                    + Trace.number(rule.applyAsDouble(a, b)) + ".");
        double toA = forward == a ? 1 : 0;
        if (got[0] == toA && got[1] == 1 - toA) return null;
        String given = "Your gate gives (" + Trace.number(got[0]) + ", " + Trace.number(got[1]) + ")" + place + ". ";
        if (got[0] == 1 - toA && got[1] == toA)
            return Exercise.wrong(
                    given + "That routes to the input that lost. Nudge each input: which one moves the" + " output?");
        if (got[0] == 0.5 && got[1] == 0.5)
            return Exercise.wrong(
                    given + "The gate routes, it does not split: one input gets everything. A half each is"
                            + " only for a tie.");
        if (got[0] == 1 && got[1] == 1)
            return Exercise.wrong(
                    given + "That is the add gate. Here only the input that got through moves the output.");
        if (got[0] == -toA && got[1] == toA - 1)
            return Exercise.wrong(given + "The sign: when the input that got through grows, so does the output.");
        if (got[0] == forward || got[1] == forward)
            return Exercise.wrong(
                    given + "That is a value. A local derivative says how many times as far as the input the"
                            + " output moves: 1 if it follows, 0 if it does not.");
        return Exercise.wrong(given + hints().get(0));
    }

    private Verdict judgeTie(Gate gate) {
        double[] got = gradients(gate, 4, 4);
        double sum = got[0] + got[1];
        String given = "Away from ties your gate is right. At a = b = 4 it gives (" + Trace.number(got[0]) + ", "
                + Trace.number(got[1]) + "), which add up to " + Trace.number(sum)
                + ". But if both inputs are the same v, the output is v itself, and its derivative is 1. ";
        if (sum == 0)
            return Exercise.wrong(given + "Let one of the two comparisons hold at a tie, or give each a half. "
                    + NumbersExercise.INTEGER_DIVISION);
        if (sum != 1)
            return Exercise.wrong(given + "Both comparisons hold at a tie: let one be strict, or give each a half.");
        return Exercise.right("All " + POINTS + " points are right, and at the tie your convention ("
                + Trace.number(got[0]) + ", " + Trace.number(got[1]) + ") adds up to 1, as it must.");
    }

    private static double[] gradients(Gate gate, double a, double b) {
        Value left = Value.of(a);
        Value right = Value.of(b);
        left.apply(gate, right).backward();
        return new double[] {left.grad(), right.grad()};
    }
}
