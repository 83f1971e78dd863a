package gradbook.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SittingTest {
    /** The grandchild keeps the line to the grader open for a minute, and nobody knows any more whose it is. */
    @Test
    void a_program_that_outlives_its_submission_does_not_hold_the_grading_up(@TempDir Path folder) throws Exception {
        JsonObject cell = new JsonObject();
        cell.addProperty("id", "own");
        cell.addProperty(
                "code",
                "new ProcessBuilder(\"sh\", \"-c\", \"kill -9 $PPID; exec sleep 60\").inheritIO().start().waitFor();");
        JsonArray cells = new JsonArray();
        cells.add(cell);
        Sitting.Result result =
                Sitting.of(cells, System.getProperty("java.class.path"), folder, new Sitting.Limits(60, 256));
        assertEquals(
                "The submission left a program running that cannot be stopped from here, so nothing of it counts.",
                result.end());
        assertEquals(Map.of(), result.marks());
    }
}
