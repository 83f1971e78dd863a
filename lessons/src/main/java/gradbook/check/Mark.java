package gradbook.check;

import java.util.Set;

/**
 * What an answer is worth, for a grader.
 *
 * @param isRight whether it earns the exercise's point
 * @param isOpen whether there is no answer yet: a {@code NaN}, an empty text
 * @param reason what a student is told of such an answer
 */
public record Mark(boolean isRight, boolean isOpen, String reason) {

    /** Judges an answer as {@link Check#check(String, Object...)} does, without showing anything. */
    public static Mark of(String exercise, Object answer) {
        Verdict verdict = Exercises.find(exercise).judge(answer);
        return new Mark(verdict.kind() == Verdict.Kind.RIGHT, verdict.kind() == Verdict.Kind.OPEN, verdict.sentence());
    }

    /** The ids of all exercises of the course, in its order. */
    public static Set<String> exercises() {
        return Exercises.ids();
    }
}
