package gradbook.check;

import gradbook.show.Html;
import gradbook.show.Showable;
import gradbook.show.Styles;
import java.util.Locale;

/** What a check says of an answer: in words first, the sign and the colour only repeat them. */
record Verdict(Kind kind, String sentence) implements Showable {

    enum Kind {
        OPEN("Not answered yet", "\u2026"),
        RIGHT("Right", "\u2713"),
        WRONG("Not yet", "\u2717");

        final String words;
        final String sign;

        Kind(String words, String sign) {
            this.words = words;
            this.sign = sign;
        }
    }

    @Override
    public String text() {
        return kind.sign + " " + kind.words + ". " + sentence;
    }

    @Override
    public String html() {
        return Html.fragment(
                Styles.VERDICT,
                "<div class=\"verdict " + kind.name().toLowerCase(Locale.ROOT) + "\"><b>" + kind.sign + " " + kind.words
                        + ".</b> " + Html.escape(sentence) + "</div>");
    }
}
