package gradbook.show;

import java.util.Map;

/** One front end: where a picture, a table or a text goes. */
public interface Stage {

    /**
     * Puts a bundle in front of the student.
     *
     * @param id {@code null} for something new; otherwise what was shown under this id before is replaced
     * @param bundle the same thing in several forms: mime type to text, images as base64; {@code text/plain} is always
     *     there and stands by itself
     */
    void show(String id, Map<String, String> bundle);

    /** Plays the frames of {@code view}, if it has any and someone is here to turn them; says whether it did. */
    default boolean play(Showable view) {
        return false;
    }

    /** Whether this stage can show HTML. */
    boolean isRich();
}
