package gradbook.check;

import gradbook.scalar.Trace;
import gradbook.show.Html;
import gradbook.show.Showable;
import gradbook.show.Styles;

/**
 * A prediction beside the truth. On a page it is folded until there is a prediction, and its plain form, which readers of
 * an untrusted page get, says nothing either: the page that a student opens must not give the answer away.
 */
record Reveal(String quantity, double predicted, double actual) implements Showable {

    @Override
    public String text() {
        return quantity + " = " + Trace.number(actual) + "." + comment();
    }

    @Override
    public String html() {
        String details = isPredicted() ? "<details class=\"verdict\" open=\"\">" : "<details class=\"verdict\">";
        String summary = isPredicted() ? "" : ": predict first, then open";
        return Html.fragment(
                Styles.VERDICT,
                details + "<summary>" + Html.escape(quantity + summary) + "</summary><p>" + Html.escape(text())
                        + "</p></details>");
    }

    @Override
    public String textOnPage() {
        return isPredicted() ? text() : quantity + ": predict first, then run this cell again.";
    }

    private boolean isPredicted() {
        return !Double.isNaN(predicted);
    }

    private String comment() {
        if (!isPredicted()) return "";
        if (NumbersExercise.isClose(predicted, actual)) return " You predicted just that.";
        return " You predicted " + Trace.number(predicted) + rightSoFar() + ".";
    }

    /** What is right about a guess, since a lesson may ask for no more than a sign (1 or -1) or an order of magnitude. */
    private String rightSoFar() {
        if (NumbersExercise.isClose(-predicted, actual)) return ": the size is right, the sign is the other one";
        if (Math.abs(predicted - actual) <= 0.1 * Math.abs(actual)) return ": that is close";
        double orders = Math.abs(Math.log10(predicted / actual)); // NaN where the signs differ
        if (orders <= 0.5) return ": the right order of magnitude";
        boolean isSign = Math.abs(predicted) == 1 && !NumbersExercise.isWhole(actual); // else it may be a count
        if (isSign && predicted * actual < 0) return ": the sign is the other one";
        if (!(orders <= 1.001)) return "";
        return isSign ? ": the sign is right" : ": within a factor of 10";
    }
}
