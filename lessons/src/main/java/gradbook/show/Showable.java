package gradbook.show;

import java.util.List;

/** Something that knows how it looks. Types of other libraries, which cannot, are known to {@link Views}. */
public interface Showable {

    /** What a terminal or a screen reader gets; it stands by itself. */
    String text();

    /** The text that goes to a page beside its other forms, for readers who cannot see those; mostly the same text. */
    default String textOnPage() {
        return text();
    }

    /** What a page gets: one self-contained fragment that loads nothing; {@code null} where the text says it all. */
    default String html() {
        return null;
    }

    /** What a page that can set formulas gets, without dollar signs; {@code null} where there is no formula. */
    default String latex() {
        return null;
    }

    /** What a terminal shows one after the other, Enter by Enter, where someone sits at it; empty: just the text. */
    default List<String> frames() {
        return List.of();
    }

    /** An image for stages without pages, which save it as a file; {@code null} where there is none. */
    default byte[] png() {
        return null;
    }
}
