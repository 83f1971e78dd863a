package gradbook.check;

import gradbook.scalar.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * An exercise whose answer is one number for each of its parts. {@code 0.8022} counts for {@code 0.80218}. A number that is
 * {@code NaN} says that this part is not answered yet.
 */
final class NumbersExercise extends Exercise {
    private static final double TOLERANCE = 1e-4;

    /** What to say to a 0 where something else must stand. */
    static final String INTEGER_DIVISION =
            "If you divided whole numbers, as in 1 / 2, Java drops the fraction: write 1.0 / 2.";

    private record Mistake(double[] numbers, String diagnosis) {}

    private record PartMistake(int part, double number, String diagnosis) {}

    private final List<String> parts;
    private final double[] right;
    private final String praise;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<PartMistake> partMistakes = new ArrayList<>();

    /** {@code parts} names each number of the answer, in order. */
    NumbersExercise(String id, List<String> parts, double[] right, String praise, String... hints) {
        super(id, hints);
        this.parts = parts;
        this.right = right;
        this.praise = praise;
    }

    /** A wrong answer that happens, and what its author probably did. */
    NumbersExercise mistake(String diagnosis, double... answer) {
        mistakes.add(new Mistake(answer, diagnosis));
        return this;
    }

    /** A wrong number that happens in one part (from 0), whatever the others are. */
    NumbersExercise mistakeIn(int part, String diagnosis, double number) {
        partMistakes.add(new PartMistake(part, number, diagnosis));
        return this;
    }

    @Override
    List<String> diagnoses() {
        return Stream.concat(
                        mistakes.stream().map(Mistake::diagnosis),
                        partMistakes.stream().map(PartMistake::diagnosis))
                .toList();
    }

    @Override
    Verdict judge(Object answer) {
        double[] numbers = Answers.numbers(answer);
        return numbers == null
                ? Exercise.wrong("This exercise asks for " + asked() + "." + Answers.whyNoNumbers(answer))
                : judge(numbers);
    }

    private String asked() {
        return (right.length == 1 ? "one number: " : right.length + " numbers: ") + String.join(", ", parts);
    }

    private Verdict judge(double[] answer) {
        if (Arrays.stream(answer).allMatch(Double::isNaN)) return open("where it says NaN");
        if (answer.length != right.length)
            return Exercise.wrong("You gave " + answer.length + (answer.length == 1 ? " number" : " numbers")
                    + "; this exercise asks for " + asked() + ".");
        if (same(answer, right)) return Exercise.right(praise);
        for (Mistake mistake : mistakes) if (same(answer, mistake.numbers)) return Exercise.wrong(mistake.diagnosis);
        for (PartMistake mistake : partMistakes) {
            double given = answer[mistake.part];
            if (isClose(given, mistake.number) && !isClose(given, right[mistake.part]))
                return Exercise.wrong(parts.get(mistake.part) + " = " + Trace.number(given) + "? " + mistake.diagnosis);
        }
        return partByPart(answer);
    }

    /** No known mistake: which numbers are right already, where to look again, and how the wrong ones differ. */
    private Verdict partByPart(double[] answer) {
        List<String> good = new ArrayList<>();
        List<String> open = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        for (int i = 0; i < right.length; i++) {
            if (Double.isNaN(answer[i])) open.add(parts.get(i));
            else (isClose(answer[i], right[i]) ? good : bad).add(parts.get(i) + " = " + Trace.number(answer[i]));
        }
        String soFar = good.isEmpty() ? "" : "Right so far: " + String.join(", ", good) + ". ";
        if (bad.isEmpty())
            return new Verdict(Verdict.Kind.OPEN, soFar + "Still to do: " + String.join(", ", open) + ".");
        return Exercise.wrong(soFar + "Look again at " + String.join(", ", bad) + ". " + difference(answer));
    }

    /** What all the wrong numbers have in common, or else the first hint. */
    private String difference(double[] answer) {
        if (right.length > 1 && same(sorted(answer), sorted(right)))
            return "These are the right numbers, but not each in its place: the order is " + String.join(", ", parts)
                    + ".";
        if (everyWrong(answer, (given, wanted) -> isClose(-given, wanted)))
            return "The size is right, the sign is the other one.";
        if (everyWrong(answer, (given, wanted) -> isClose(given / 2, wanted)))
            return "That is twice what it must be: where does a factor 2 come from? " + hints().get(0);
        if (everyWrong(answer, (given, wanted) -> isClose(given * 2, wanted)))
            return "That is half of what it must be: where has a factor 2 gone? " + hints().get(0);
        if (everyWrong(
                answer, (given, wanted) -> !isWhole(wanted) && Math.abs(given - wanted) < 0.05 * Math.abs(wanted)))
            return "That is off by a few percent at most: did you round on the way? Keep all digits to the end, and four in"
                    + " the answer.";
        if (everyWrong(answer, (given, wanted) -> !isWhole(wanted) && given == 0)) return "0? " + INTEGER_DIVISION;
        if (Arrays.stream(answer).anyMatch(Double::isInfinite))
            return "\u221e comes from a division by 0, or from a number too large for a double.";
        return hints().get(0);
    }

    static boolean isWhole(double number) {
        return number == Math.rint(number);
    }

    /** Whether every wrong number of the answer stands in this relation to the right one, which must not be 0. */
    private boolean everyWrong(double[] answer, BiPredicate<Double, Double> relation) {
        for (int i = 0; i < right.length; i++)
            if (!Double.isNaN(answer[i])
                    && !isClose(answer[i], right[i])
                    && (right[i] == 0 || !relation.test(answer[i], right[i]))) return false;
        return true;
    }

    private static double[] sorted(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static boolean same(double[] a, double[] b) {
        if (a.length != b.length) return false;
        for (int i = 0; i < a.length; i++) if (!isClose(a[i], b[i])) return false;
        return true;
    }

    /**
     * Whether a student's number is meant to be {@code b}: right to four decimals or to four digits, and a small number to
     * one percent, so that 1e-13 is not taken for 1e-8. What is smaller than 1e-12 is the noise of a zero.
     */
    static boolean isClose(double a, double b) {
        double off = Math.abs(a - b), size = Math.abs(b);
        double fourDigits = size < 1 ? 0 : 0.51 * Math.pow(10, Math.floor(Math.log10(size)) - 3);
        return off <= Math.max(TOLERANCE * Math.max(1, size), fourDigits) && (off <= 0.01 * size || size < 1e-12);
    }
}
