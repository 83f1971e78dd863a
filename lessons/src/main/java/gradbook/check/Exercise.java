package gradbook.check;

import java.util.List;

/**
 * An exercise: it knows the right answer and the wrong answers that are known to happen, with the misconception behind
 * each, and never says a bare "wrong".
 */
abstract class Exercise {
    private final String id;
    private final List<String> hints;

    Exercise(String id, String... hints) {
        this.id = id;
        this.hints = List.of(hints);
    }

    final String id() {
        return id;
    }

    /** From a nudge to nearly the whole answer. */
    final List<String> hints() {
        return hints;
    }

    /** What there is to say to each wrong answer that is known beforehand; others are diagnosed by rule. */
    List<String> diagnoses() {
        return List.of();
    }

    /** What to say to an answer of whatever type the student gave. */
    abstract Verdict judge(Object answer);

    /** Not answered yet; {@code where} says into which place the answer belongs: {@code "between the quotes"}. */
    final Verdict open(String where) {
        return new Verdict(
                Verdict.Kind.OPEN, "Put your answer " + where + " and run the cell again. hint(\"" + id + "\") helps.");
    }

    static Verdict right(String praise) {
        return new Verdict(Verdict.Kind.RIGHT, praise);
    }

    static Verdict wrong(String diagnosis) {
        return new Verdict(Verdict.Kind.WRONG, diagnosis);
    }
}
