package gradbook.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty students on one JupyterHub, and one more whose cell takes all memory it can get. */
@Tag("heavy")
class HubIT {
    private static final int HEAP = 256;
    private static final int BESIDE_HEAP = 300; // classes, compiled code, threads

    @TempDir
    Path folder;

    @Test
    void a_class_of_twenty_runs_lessons_07_and_12_at_the_same_time_and_nothing_fails() throws Exception {
        Path report = folder.resolve("report.json");
        Path log = Path.of("target", "hub.log");
        Process process = new ProcessBuilder(
                        "/usr/bin/python3",
                        "hub/rehearse.py",
                        "--students=20",
                        "--heap=" + HEAP,
                        "--java=" + Path.of(System.getProperty("java.home"), "bin", "java"),
                        "--report=" + report)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(process.waitFor(30, TimeUnit.MINUTES), "does not end; see " + log);
        assertEquals(0, process.exitValue(), Files.readString(log));
        JsonObject figures = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
        assertEquals(0, figures.getAsJsonArray("failures").size(), figures.toString());
        double idle =
                figures.getAsJsonObject("MB of an idle kernel (PSS)").get("max").getAsDouble();
        assertTrue(idle <= 150, figures.toString());
        double runaway = figures.get("MB at most of the kernel of the runaway cell (RSS)")
                .getAsDouble();
        assertTrue(runaway <= HEAP + BESIDE_HEAP, figures.toString());
    }
}
