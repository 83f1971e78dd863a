package gradbook.mutant;

import gradbook.scalar.TextTable;
import gradbook.show.Paragraph;
import gradbook.show.Sheet;
import gradbook.show.Showable;
import java.util.ArrayList;
import java.util.List;

/**
 * Which example found which mutant out.
 *
 * @param examples the names of the examples
 * @param mutants the names of the mutants
 * @param killed for each example, for each mutant, whether it was found out
 * @param falseAlarms the examples that the engine without a bug fails
 */
public record Verdicts(
        List<String> examples, List<String> mutants, List<List<Boolean>> killed, List<String> falseAlarms)
        implements Showable {

    /** Whether this example found this mutant out; both counted from 0. */
    public boolean killed(int example, int mutant) {
        return killed.get(example).get(mutant);
    }

    /** The mutants that no example found out. */
    public List<String> survivors() {
        List<String> alive = new ArrayList<>();
        for (int m = 0; m < mutants.size(); m++) {
            int mutant = m;
            if (killed.stream().noneMatch(row -> row.get(mutant))) alive.add(mutants.get(m));
        }
        return alive;
    }

    /** How many mutants were found out; 0 as soon as there is one false alarm. */
    public int score() {
        return falseAlarms.isEmpty() ? mutants.size() - survivors().size() : 0;
    }

    /** The kill matrix and the score. */
    @Override
    public String text() {
        TextTable table = TextTable.of(heading());
        for (int m = 0; m < mutants.size(); m++) table.row(row(m));
        return table + Paragraph.wrap(summary(), 0);
    }

    @Override
    public String html() {
        Sheet sheet = new Sheet("Which example finds which mutant", heading()).note(summary());
        for (int m = 0; m < mutants.size(); m++) sheet.row(row(m));
        return sheet.html();
    }

    @Override
    public String toString() {
        return text();
    }

    private String summary() {
        List<String> alive = survivors();
        String alarms = falseAlarms.isEmpty()
                ? ""
                : " False alarm on the engine without a bug: " + String.join(", ", falseAlarms)
                        + ": check the gradients that you expect there.";
        return "Found: " + (mutants.size() - alive.size()) + " of " + mutants.size()
                + (alive.isEmpty() ? "" : "; still alive: " + String.join(", ", alive)) + "." + alarms;
    }

    private String[] row(int mutant) {
        String[] row = new String[examples.size() + 1];
        row[0] = mutants.get(mutant);
        for (int e = 0; e < examples.size(); e++) row[e + 1] = killed(e, mutant) ? "found" : "-";
        return row;
    }

    private String[] heading() {
        String[] heading = new String[examples.size() + 1];
        heading[0] = "mutant";
        for (int e = 0; e < examples.size(); e++) heading[e + 1] = examples.get(e);
        return heading;
    }
}
