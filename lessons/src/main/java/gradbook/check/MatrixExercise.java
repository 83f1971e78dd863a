package gradbook.check;

import gradbook.matrix.Matrix;
import gradbook.scalar.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * An exercise whose answer is one matrix or several. A wrong shape is told first, then a mistake that is known, then which
 * entries are off. An entry that is {@code NaN} says that this matrix is not answered yet.
 */
final class MatrixExercise extends Exercise {
    private record Mistake(int part, Matrix answer, String diagnosis) {}

    private final List<Matrix> right;
    private final String praise;
    private final List<Mistake> mistakes = new ArrayList<>();

    /** {@code right} are the matrices of the answer, in order; each has a name. */
    MatrixExercise(String id, List<Matrix> right, String praise, String... hints) {
        super(id, hints);
        this.right = right;
        this.praise = praise;
    }

    /** A wrong matrix that happens in one part (from 0), and what its author probably did. */
    MatrixExercise mistake(int part, String diagnosis, Matrix answer) {
        mistakes.add(new Mistake(part, answer, diagnosis));
        return this;
    }

    @Override
    List<String> diagnoses() {
        return mistakes.stream().map(Mistake::diagnosis).toList();
    }

    @Override
    Verdict judge(Object answer) {
        List<Object> parts = Answers.parts(answer);
        if (parts.stream().allMatch(Matrix.class::isInstance))
            return judge(parts.stream().map(Matrix.class::cast).toList());
        return Exercise.wrong("This exercise asks for " + asked() + ".");
    }

    private String asked() {
        return (right.size() == 1 ? "one matrix: " : right.size() + " matrices: ")
                + String.join(", ", right.stream().map(Matrix::name).toList());
    }

    private Verdict judge(List<Matrix> answer) {
        if (answer.size() != right.size())
            return Exercise.wrong("You gave " + answer.size() + (answer.size() == 1 ? " matrix" : " matrices")
                    + "; this exercise asks for " + asked() + ".");
        List<String> good = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (int part = 0; part < right.size(); part++) {
            Matrix given = answer.get(part);
            String name = right.get(part).name();
            if (isOpen(given)) open.add(name);
            else if (same(given, right.get(part))) good.add(name);
            else return Exercise.wrong(soFar(good) + diagnosis(part, given));
        }
        if (open.isEmpty()) return Exercise.right(praise);
        if (good.isEmpty()) return open("where it says NaN");
        return new Verdict(Verdict.Kind.OPEN, soFar(good) + "Still to do: " + String.join(", ", open) + ".");
    }

    private static String soFar(List<String> good) {
        return good.isEmpty() ? "" : "Right so far: " + String.join(", ", good) + ". ";
    }

    private String diagnosis(int part, Matrix given) {
        Matrix wanted = right.get(part);
        String shape = given.shape().equals(wanted.shape())
                ? ""
                : wanted.name() + " is " + given.shape() + " and must be " + wanted.shape() + ". ";
        for (Mistake mistake : mistakes)
            if (mistake.part == part && same(given, mistake.answer))
                return (shape.isEmpty() ? wanted.name() + "? " : shape) + mistake.diagnosis;
        if (same(given, wanted.transpose()))
            return shape + "All its numbers are right, but it is lying on its side: this is the transpose.";
        if (same(given, wanted.scale(-1))) return "Every entry of " + wanted.name() + " has the other sign.";
        if (same(given, wanted.scale(0)))
            return "Every entry of " + wanted.name() + " is 0. " + NumbersExercise.INTEGER_DIVISION;
        if (same(given, wanted.scale(2))) return wanted.name() + " is twice what it must be.";
        if (same(given, wanted.scale(0.5))) return wanted.name() + " is half of what it must be.";
        return shape.isEmpty()
                ? entries(wanted, given)
                : shape + "A gradient has the shape of what it is the gradient of. " + hints().get(0);
    }

    private String entries(Matrix wanted, Matrix given) {
        List<String> bad = new ArrayList<>();
        for (int i = 0; i < wanted.rows(); i++)
            for (int j = 0; j < wanted.cols(); j++)
                if (!NumbersExercise.isClose(given.get(i, j), wanted.get(i, j)))
                    bad.add("row " + (i + 1) + ", column " + (j + 1) + " (you have " + Trace.number(given.get(i, j))
                            + ")");
        int all = wanted.rows() * wanted.cols();
        return wanted.name() + " has the right shape, and " + (all - bad.size()) + " of its " + all
                + " entries are right. Look again at " + String.join("; ", bad) + ". " + hints().get(0);
    }

    private static boolean isOpen(Matrix given) {
        for (double entry : given.toRowMajor()) if (Double.isNaN(entry)) return true;
        return false;
    }

    private static boolean same(Matrix a, Matrix b) {
        if (!a.shape().equals(b.shape())) return false;
        for (int i = 0; i < a.rows(); i++)
            for (int j = 0; j < a.cols(); j++) if (!NumbersExercise.isClose(a.get(i, j), b.get(i, j))) return false;
        return true;
    }
}
