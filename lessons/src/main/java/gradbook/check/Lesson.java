package gradbook.check;

import gradbook.show.Show;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The lesson that is being played: what it still owes, and what went wrong. A lesson's first line starts it. */
public final class Lesson {
    private static final List<String> FAILED = new ArrayList<>();
    private static final Set<String> OWED = new LinkedHashSet<>();
    private static int toCompare;
    private static boolean strict;

    private Lesson() {}

    /**
     * Starts a lesson and forgets what the one before left. It prints a line, so that one sees that Gradbook is loaded.
     *
     * @param number the lesson's number, {@code "01"}, or its name, {@code "ledger"}
     */
    public static synchronized void start(String number) {
        forget();
        for (String id : Golden.table().keySet()) if (id.startsWith(number + ".")) OWED.add(id);
        toCompare = OWED.size();
        Show.isRich(); // finds the stage: from the next cell on, the last expression of a cell shows itself
        System.out.println("Gradbook is loaded."
                + (toCompare == 0
                        ? ""
                        : " Lesson " + number + " compares " + toCompare
                                + " numbers with known answers before it ends."));
    }

    /** Forgets what the lesson before left, for one that does not start itself. */
    public static synchronized void forget() {
        FAILED.clear();
        OWED.clear();
        toCompare = 0;
        strict = false;
        Check.forget();
    }

    /** From here on a wrong answer to an exercise throws, so that a grader sees it. {@link #start} ends it. */
    public static synchronized void strict() {
        strict = true;
    }

    /**
     * How many numbers and answers are wrong so far, those that the lesson never came to included; says which. A script
     * ends with {@code /exit Lesson.failures()}.
     */
    public static synchronized int failures() {
        FAILED.forEach(id -> System.out.println("Not right: " + id));
        OWED.forEach(id -> System.out.println("Never compared: " + id + " (a cell above failed, or was not run)"));
        int failures = FAILED.size() + OWED.size();
        if (failures == 0 && toCompare > 0)
            System.out.println("All " + toCompare + " numbers of the lesson are right.");
        return failures;
    }

    static synchronized void compared(String id, boolean agrees) {
        OWED.remove(id);
        FAILED.remove(id);
        if (!agrees) FAILED.add(id);
    }

    static synchronized void answered(String id, Verdict verdict) {
        FAILED.remove(id);
        if (verdict.kind() != Verdict.Kind.WRONG) return;
        FAILED.add(id);
        if (strict) throw new AssertionError(verdict.text());
    }
}
