package gradbook.present;

import java.util.ArrayList;
import java.util.List;

/**
 * What a lecture shows and runs at a time: prose and the code below it.
 *
 * @param cells prose, and code that runs unseen, in order
 * @param code the cell that is shown and run; null for prose at the end
 */
record Step(List<Script.Cell> cells, Script.Cell code) {

    /** The steps of a lesson. */
    static List<Step> of(Script script, boolean withSolutions) {
        List<Step> steps = new ArrayList<>();
        List<Script.Cell> before = new ArrayList<>();
        for (Script.Cell cell : script.played(withSolutions)) {
            if (cell.isProse() || cell.is("setup")) before.add(cell);
            else {
                steps.add(new Step(List.copyOf(before), cell));
                before.clear();
            }
        }
        if (!before.isEmpty()) steps.add(new Step(List.copyOf(before), null));
        return List.copyOf(steps);
    }

    /** What does not change when the lesson gets more cells elsewhere. */
    String id() {
        return code == null ? cells.get(0).id() : code.id();
    }

    /** Whether this is where a student writes: then what is written stays. */
    boolean isAnswer() {
        return code != null && (code.is("predict") || code.is("exercise"));
    }
}
