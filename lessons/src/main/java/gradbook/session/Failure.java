package gradbook.session;

/**
 * Why a cell stopped.
 *
 * @param name the exception's class, such as {@code ArithmeticException}, or {@code CompilationException}
 * @param message the message in one line
 * @param text the whole story for the student: message, lines of the cell, caret, hint, causes; no internal frames
 * @param thrown what the cell threw, or null
 */
public record Failure(Kind kind, String name, String message, String text, Throwable thrown) {
    /** The same with one more sentence for the student. */
    Failure with(String sentence) {
        return new Failure(kind, name, message, text + "\n" + sentence, thrown);
    }

    public enum Kind {
        /** The code did not compile; nothing of the failing snippet ran. */
        COMPILE,
        /** The code threw. */
        THROWN,
        /** The student stopped it. */
        INTERRUPTED,
        /** The code wanted to end the JVM. */
        EXIT
    }
}
