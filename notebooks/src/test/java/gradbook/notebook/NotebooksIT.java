package gradbook.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gradbook.kernel.protocol.Client;
import gradbook.present.Course;
import gradbook.present.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every notebook holds what its script says, and the kernel, without any Jupyter, gives the outputs that are kept in it.
 * With {@code -Dnotebooks.update} a notebook that differs is written anew. With {@code -Pjupyter}, {@link NotebooksJupyterIT} stands for it.
 */
@Tag("without-jupyter")
@Execution(ExecutionMode.CONCURRENT)
class NotebooksIT {
    private static final boolean UPDATE = System.getProperty("notebooks.update") != null;

    static List<Script> lessons() {
        return Course.lessons();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void should_say_and_give_what_the_script_does(Script lesson) throws Exception {
        Path file = Path.of(lesson.slug() + ".ipynb");
        Notebook run = run(lesson);
        if (UPDATE && !kept(file).equals(run.comparable())) Files.writeString(file, run.toJson());
        assertEquals(
                kept(file),
                run.comparable(),
                file + " is not what its script gives. Write it anew: mvn verify -Dnotebooks.update");
    }

    private static String kept(Path file) throws IOException {
        return Files.exists(file) ? Notebook.parse(Files.readString(file)).comparable() : "no such notebook";
    }

    private static Notebook run(Script lesson) throws IOException {
        Notebook run = Notebook.of(lesson);
        try (Client kernel = new Client()) {
            Player.play(run, kernel);
        }
        return run;
    }
}
