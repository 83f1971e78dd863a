package gradbook.session;

import java.util.List;

/**
 * What became of a cell.
 *
 * @param value the value of the last snippet if {@code hasValue}: the object itself, not its text; may be null
 * @param hasValue whether the cell ended in an expression: not void, not an assignment, not a declaration
 * @param failure why the cell stopped, or null if it is fine
 * @param notices sentences about side effects of declarations, such as a variable that was reset
 */
public record Outcome(Object value, boolean hasValue, Failure failure, List<String> notices) {
    /** Of a cell that does nothing. */
    public static final Outcome EMPTY = new Outcome(null, false, null, List.of());

    static Outcome of(Object value, boolean hasValue, List<String> notices) {
        return new Outcome(value, hasValue, null, List.copyOf(notices));
    }

    static Outcome failed(Failure failure, List<String> notices) {
        return new Outcome(null, false, failure, List.copyOf(notices));
    }
}
