package gradbook.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import gradbook.kernel.RealJupyter;
import gradbook.present.Course;
import gradbook.present.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every notebook holds what its script says, and run by real Jupyter, with the kernel as its installer leaves it, gives the outputs kept in it. */
@Tag("jupyter")
@Execution(ExecutionMode.CONCURRENT)
class NotebooksJupyterIT {
    private static final String ANEW = "Write it anew, without -Pjupyter: mvn verify -Dnotebooks.update";

    private static RealJupyter jupyter;

    @BeforeAll
    static void install(@TempDir Path folder) throws Exception {
        jupyter = RealJupyter.install(folder);
    }

    static List<Script> lessons() {
        return Course.lessons();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void should_say_what_the_script_does_and_give_the_kept_outputs(Script lesson) throws Exception {
        Path file = Path.of(lesson.slug() + ".ipynb");
        String kept = Files.readString(file);
        assertEquals(
                withoutOutputs(Notebook.of(lesson)),
                withoutOutputs(Notebook.parse(kept)),
                file + " is not its script. " + ANEW);
        jupyter.run(
                "jupyter",
                "nbconvert",
                "--to",
                "notebook",
                "--execute",
                "--output-dir",
                "target/jupyter",
                file.toString());
        Notebook done = Notebook.parse(Files.readString(Path.of("target", "jupyter", file.toString())));
        assertEquals(Notebook.parse(kept).comparable(), done.comparable(), file + " holds other outputs. " + ANEW);
    }

    private static String withoutOutputs(Notebook notebook) {
        for (JsonElement cell : notebook.cells()) cell.getAsJsonObject().remove("outputs");
        return notebook.comparable();
    }
}
