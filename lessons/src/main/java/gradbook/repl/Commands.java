package gradbook.repl;

import gradbook.present.Course;
import gradbook.present.Presenter;
import gradbook.present.Script;
import gradbook.session.Session;
import java.util.Locale;
import java.util.function.Consumer;

/** What a person can call at the prompt beside {@code show}, {@code check} and {@code hint}. */
public final class Commands {
    private static volatile Consumer<Script> player = Commands::playHere;

    private Commands() {}

    /** Plays a lesson, {@code lesson(3)}; in the REPL its variables are yours when it is left. */
    public static void lesson(int number) {
        lesson(String.format(Locale.ROOT, "%02d", number));
    }

    /** Plays a lesson by its number or name, or a script of your own by its path: {@code lesson("mine.jsh")}. */
    public static void lesson(String name) {
        player.accept(Course.find(name));
    }

    /** Lists the lessons. */
    public static void lessons() {
        Course.lessons().forEach(lesson -> System.out.println(lesson.title()));
    }

    static void playWith(Consumer<Script> player) {
        Commands.player = player;
    }

    /** Where no REPL of ours is: straight through. */
    private static void playHere(Script script) {
        try (Session session = Session.open()) {
            new Presenter(script, session, System.out).play(false);
        }
    }
}
