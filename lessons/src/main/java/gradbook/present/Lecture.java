package gradbook.present;

import gradbook.check.Lesson;
import gradbook.present.Keys.Command;
import gradbook.present.Keys.Wish;
import gradbook.session.Failure.Kind;
import gradbook.session.Outcome;
import gradbook.session.Session;
import gradbook.show.Show;
import gradbook.show.Stage;
import gradbook.terminal.Cells;
import gradbook.terminal.Editor;
import gradbook.terminal.JavaCode;
import gradbook.terminal.Screen;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp.Capability;

/**
 * A lesson in front of a class, step by step.
 *
 * <p>A step always runs on exactly what the steps before it leave. So that this stays true after going back, after a
 * jump and after a variation, the steps before are run again, or made up for, unseen: nothing is left to chance by the
 * order in which a class looks at things. What is written into a prediction or an exercise is an answer and stays; any
 * other cell that is edited is a variation, and the lesson goes on without it.
 */
public final class Lecture {
    /** How a lecture ended. */
    public enum End {
        /** Before the last step. */
        LEFT,
        /** After the last step, with every number right. */
        RIGHT,
        /** After the last step, with something wrong. */
        WRONG
    }

    private static final AttributedStyle DIM = AttributedStyle.DEFAULT.foreground(AttributedStyle.BLUE);
    private static final String HELP = """
            | key | what it does |
            |---|---|
            | Enter, space, right | runs the code that is shown; then shows the next step |
            | b, left | back: to this step before it ran, then to the step before |
            | j N | jumps to step N; what lies between runs unseen |
            | e | edits the code. Enter runs it when it is complete, Alt-Enter begins a line, Ctrl-C gives the edit up. \
            An answer to a prediction or an exercise stays; any other change is a variation, and the lesson goes on without it |
            | r | runs everything to the end |
            | Ctrl-C | stops the code that runs, and nothing else |
            | q | leaves; the next time it goes on from here |
            """;

    private final Screen screen;
    private final Supplier<Session> session;
    private final Script script;
    private final List<Step> steps;
    private final Bookmark bookmark;
    private final Keys keys;
    private final Editor editor;
    private final Cells cells;
    private int ran; // so many steps, from the first, have made the session what it is
    private boolean isVaried; // something else has run since
    private int at;
    private int shown; // how many blocks of this step are on the screen
    private boolean isDone; // this step has run
    private String varied; // the variation of this step, or null

    /** A lecture on {@code script} that runs its cells in {@code session}, which stays open. */
    public Lecture(Screen screen, Supplier<Session> session, Script script, boolean withSolutions) {
        this.screen = screen;
        this.session = session;
        this.script = script;
        steps = Step.of(script, withSolutions);
        bookmark = Bookmark.in(script);
        keys = new Keys(screen);
        editor = new Editor(screen, session, List.of(), null);
        cells = new Cells(screen);
    }

    /** Holds the lecture; goes on where the last one was left, unless it is to {@code restart}. */
    public End hold(boolean restart) {
        SignalHandler before =
                screen.terminal().handle(Signal.INT, signal -> {}); // an idle class is not ended by Ctrl-C
        try {
            if (restart) bookmark.clear();
            for (int i = 1; i < steps.size(); i++) if (steps.get(i).id().equals(bookmark.step())) at = i;
            if (at > 0)
                say("Lesson " + script.title() + ": on from step " + (at + 1) + " of " + steps.size()
                        + ", where you left it; j 1 goes to the start. Keys: ?");
            else
                say("Lesson " + script.title() + ": " + steps.size()
                        + " steps. Keys: Enter goes on, ? tells the others.");
            show();
            while (at < steps.size()) {
                Wish wish = keys.next(prompt());
                if (wish.command() == Command.QUIT) return End.LEFT;
                obey(wish);
            }
            bookmark.clear();
            return Lesson.failures() == 0 ? End.RIGHT : End.WRONG;
        } finally {
            screen.terminal().handle(Signal.INT, before);
        }
    }

    private void obey(Wish wish) {
        switch (wish.command()) {
            case ENTER -> {
                if (shown < blocks()) showMore();
                else if (!isDone) run();
                else go(at + 1);
            }
            case BACK -> go(isDone ? at : Math.max(0, at - 1));
            case JUMP -> jump(wish.argument());
            case EDIT -> edit();
            case REST -> screen.withoutKeys(this::rest);
            case HELP -> {
                screen.print(Prose.lines(HELP, screen.textWidth()));
                System.out.println();
            }
            default -> {
                if (screen.isDumb()) System.out.println("That means nothing here; ? tells what does.");
                screen.terminal().puts(Capability.bell);
            }
        }
    }

    private String prompt() {
        String place = "[" + (at + 1) + "/" + steps.size() + "] ";
        if (shown < blocks()) return place + "Enter: more";
        if (varied != null && !isDone)
            return place + "Enter: run it as the lesson has it, e: vary it again, b, j, r, ?, q";
        if (!isDone) return place + "Enter: run, e: edit, b: back, j: jump, r: run all, ?, q";
        if (at + 1 == steps.size()) return place + "Enter: end, e: edit, b: back, j: jump, ?, q";
        return place + "Enter: next, e: edit, b: back, j: jump, r: run all, ?, q";
    }

    private void go(int step) {
        at = step;
        if (at == steps.size()) return;
        bookmark.keepStep(steps.get(at).id());
        show();
    }

    private void jump(String number) {
        if (number == null || number.isEmpty()) return;
        if (!number.matches("\\d{1,4}") || Integer.parseInt(number) < 1 || Integer.parseInt(number) > steps.size()) {
            System.out.println("There is no step " + number + "; there are 1 to " + steps.size() + ".");
            return;
        }
        go(Integer.parseInt(number) - 1);
    }

    private Step step() {
        return steps.get(at);
    }

    /** Prose cells and the code. */
    private int blocks() {
        return step().cells().size() + 1;
    }

    private void show() {
        shown = 0;
        isDone = step().code() == null;
        varied = null;
        screen.print(new AttributedString(
                "\n" + "\u2500".repeat(Math.min(screen.textWidth(), 8)) + " " + (at + 1) + " of " + steps.size(), DIM));
        showMore();
    }

    /** Shows as many blocks as the screen holds, at least one. */
    private void showMore() {
        int room = screen.height() - 2;
        boolean isFirst = true;
        while (shown < blocks()) {
            List<AttributedString> block = block(shown);
            if (!isFirst && block.size() + 1 > room) return;
            if (!block.isEmpty()) {
                System.out.println();
                screen.print(block);
                room -= block.size() + 1;
                isFirst = false;
            }
            shown++;
        }
        System.out.println();
        if (step().code() == null && prepare(at)) {
            runUnseen();
            ran = at + 1;
        }
    }

    private List<AttributedString> block(int i) {
        if (i == step().cells().size()) return step().code() == null ? List.of() : code(current());
        Script.Cell cell = step().cells().get(i);
        return cell.isProse() ? Prose.lines(cell.source(), screen.textWidth()) : List.of();
    }

    /** The cell's code as it stands now: the lesson's, or the student's answer. */
    private String current() {
        String code = step().code().source();
        return step().isAnswer() ? bookmark.answer(step().code().id(), code) : code;
    }

    private List<AttributedString> code(String code) {
        AttributedString bar = new AttributedString("  | ", DIM);
        AttributedString more = new AttributedString("  |     ", DIM);
        return JavaCode.styled(code).columnSplitLength(Integer.MAX_VALUE).stream()
                .flatMap(line -> Wrap.code(line, screen.width(), bar, more).stream())
                .toList();
    }

    /** Brings the session to where the steps before {@code step} leave it; false if Ctrl-C stopped that. */
    private boolean prepare(int step) {
        if (!isVaried && ran == step) return true;
        if (isVaried || ran > step) ran = 0;
        if (step == 0) {
            isVaried = false;
            return true;
        }
        Stage silent = new Stage() {
            @Override
            public void show(String id, Map<String, String> bundle) {}

            @Override
            public boolean isRich() {
                return true; // nothing is saved as a file
            }
        };
        return cells.guarded(session.get(), () -> silently(step, silent));
    }

    private boolean silently(int step, Stage silent) {
        isVaried = true;
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Stage stage = Show.exchange(silent);
        try {
            for (; ran < step; ran++) {
                cells.progress(ran, step, "step " + (ran + 1) + " of " + step + " again");
                Step past = steps.get(ran);
                for (Script.Cell cell : past.cells())
                    if (!cell.isProse()) session.get().run(cell.source());
                if (past.code() == null) continue;
                String code = past.isAnswer()
                        ? bookmark.answer(past.code().id(), past.code().source())
                        : past.code().source();
                Outcome outcome = session.get().run(code);
                if (outcome.failure() != null && outcome.failure().kind() == Kind.INTERRUPTED) return false;
            }
            isVaried = false;
            return true;
        } finally {
            System.setOut(out);
            Show.exchange(stage);
        }
    }

    private void runUnseen() {
        for (Script.Cell cell : step().cells()) if (!cell.isProse()) cells.run(session.get(), cell.source());
    }

    /** Runs the step as the lesson has it; false if Ctrl-C stopped it. */
    private boolean run() {
        if (!prepare(at)) {
            System.out.println("Stopped before this step ran. Enter tries again.");
            return false;
        }
        runUnseen();
        Outcome outcome = cells.run(session.get(), current());
        ran = at + 1;
        isDone = true;
        System.out.println();
        return outcome.failure() == null || outcome.failure().kind() != Kind.INTERRUPTED;
    }

    private void edit() {
        if (step().code() == null) {
            System.out.println("There is no code here to edit.");
            return;
        }
        String text;
        try {
            String before = varied == null ? current() : varied;
            if (screen.isDumb()) System.out.println("Type the code anew; an empty line ends it.");
            text = editor.read("edit> ", screen.isDumb() ? "" : before);
        } catch (UserInterruptException | EndOfFileException givenUp) {
            return;
        }
        if (text.isBlank()) return;
        System.out.println();
        if (step().isAnswer()) {
            bookmark.keepAnswer(step().code().id(), text);
            run();
        } else if (prepare(at)) {
            runUnseen();
            varied = text;
            isVaried = true;
            isDone = false;
            cells.run(session.get(), text);
            System.out.println();
        }
    }

    private void rest() {
        while (true) {
            while (shown < blocks()) showMore();
            if (!isDone && !run()) return;
            if (at + 1 == steps.size()) {
                at++;
                return;
            }
            go(at + 1);
        }
    }

    private void say(String sentence) {
        screen.print(Wrap.lines(new AttributedString(sentence), screen.textWidth()));
    }
}
