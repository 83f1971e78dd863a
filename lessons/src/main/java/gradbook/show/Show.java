package gradbook.show;

import java.util.Map;

/**
 * One call for every front end: {@code show(x)} puts {@code x} on whatever stage the code runs on, and returns nothing.
 *
 * <pre>{@code
 * import static gradbook.show.Show.show;
 * show(f);              // the graph of f with its values and gradients
 * show("loss", chart);  // replaces what was shown as "loss" before
 * }</pre>
 *
 * <p>The stage is found at the first call: the one that a front end opened with {@link #open}; else the kernel that runs
 * this code, IJava, JJava or rapaio's; else the terminal. A stage that fails is replaced by plain text for that one
 * picture, so that a lesson goes on.
 */
public final class Show {
    private static Stage stage;

    private Show() {}

    /** Shows {@code x}: a picture, a table or a text, whatever suits it and the stage. */
    public static void show(Object x) {
        show(null, x);
    }

    /** Shows {@code x} in the place where the last thing with this id stands. */
    public static void show(String id, Object x) {
        Showable view = Views.of(x);
        try {
            Stage here = stage();
            if (!here.play(view)) here.show(id, Views.bundle(view, here.isRich()));
        } catch (RuntimeException | LinkageError e) {
            System.out.println(view.text());
        }
    }

    /** Plays the frames of {@code view} on a terminal, whatever the stage is. */
    public static void play(Showable view) {
        if (!stage().play(view)) new Terminal(System.in).play(view);
    }

    /** The forms in which {@code x} can be shown on a rich stage: {@code text/plain} always, others where there are. */
    public static Map<String, String> bundle(Object x) {
        return Views.bundle(Views.of(x), true);
    }

    /** Whether the stage shows pages; a terminal does not. */
    public static boolean isRich() {
        return stage().isRich();
    }

    /** Makes {@code stage} the place where everything is shown from now on; a front end calls this as it starts. */
    public static synchronized void open(Stage stage) {
        Show.stage = stage;
    }

    /** Opens another stage and returns the one before, to be opened again; {@code null}: the one that is found. */
    public static synchronized Stage exchange(Stage stage) {
        Stage before = Show.stage;
        Show.stage = stage;
        return before;
    }

    private static synchronized Stage stage() {
        if (stage == null) stage = KernelStage.find();
        if (stage == null) stage = new Terminal();
        return stage;
    }
}
