package gradbook.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lessons' calls in a kernel that is not ours: rapaio's, from Maven Central, run by real Jupyter. */
@Tag("jupyter")
class RapaioJupyterIT {
    private static final String[] CELLS = {
        "%jars " + Path.of("target", "gradbook.jar").toAbsolutePath(),
        "import static gradbook.show.Show.show;\nimport gradbook.chart.*;\nimport gradbook.picture.*;\n"
                + "import gradbook.scalar.*;",
        "Value x = Value.of(\"x\", -2), y = Value.of(\"y\", 5), z = Value.of(\"z\", -4);\n"
                + "Value f = x.add(y).named(\"q\").mul(z).named(\"f\");\nf.backward();\nshow(f);",
        "show(Trace.of(f)); show(Player.of(f)); show(\"text\");",
        "for (int i = 0; i < 3; i++) show(\"live\", \"step \" + i);",
        "show(Charts.lines(\"t\", \"x\", \"y\").series(\"a\", new double[] {1, 2}, new double[] {3, 4}));",
    };

    /** Rapaio's kernel does not answer one start in six, whoever starts it. */
    private static final int STARTS = 6;

    @TempDir
    Path jupyter;

    @Test
    void should_show_pictures_tables_players_and_charts() throws Exception {
        JsonArray cells = run();
        assertEquals(List.of(), outputs(cells, 1));
        JsonObject graph = outputs(cells, 2).get(0);
        assertTrue(text(graph, "text/html").contains("<svg"));
        assertTrue(text(graph, "text/plain").contains("above a wire: its value"));
        List<JsonObject> three = outputs(cells, 3);
        assertEquals(3, three.size());
        assertTrue(text(three.get(0), "text/html").contains("<table"));
        assertTrue(text(three.get(1), "text/html").contains("type=\"range\""));
        assertEquals("text", text(three.get(2), "text/plain"));
        List<JsonObject> live = outputs(cells, 4);
        assertEquals(1, live.size(), "one place, updated");
        assertEquals("step 2", text(live.get(0), "text/plain"));
        assertTrue(text(outputs(cells, 5).get(0), "text/html").contains("data:image/png;base64,"));
    }

    /** nbformat keeps a text as the list of its lines. */
    private static String text(JsonObject bundle, String mime) {
        JsonElement text = bundle.get(mime);
        if (!text.isJsonArray()) return text.getAsString();
        StringBuilder all = new StringBuilder();
        for (JsonElement line : text.getAsJsonArray()) all.append(line.getAsString());
        return all.toString();
    }

    /** What each output of a cell shows; an output that is not a bundle fails. */
    private static List<JsonObject> outputs(JsonArray cells, int cell) {
        List<JsonObject> bundles = new ArrayList<>();
        for (JsonElement output : cells.get(cell).getAsJsonObject().getAsJsonArray("outputs")) {
            assertEquals(
                    "display_data", output.getAsJsonObject().get("output_type").getAsString(), output.toString());
            bundles.add(output.getAsJsonObject().getAsJsonObject("data"));
        }
        return bundles;
    }

    private JsonArray run() throws Exception {
        Path kernel = Files.createDirectories(jupyter.resolve("kernels/rapaio"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = Path.of("target", "kernels", "rapaio.jar").toAbsolutePath().toString();
        Map<String, Object> spec = Map.of(
                "argv", List.of(java, "-jar", jar, "{connection_file}"), "display_name", "rapaio", "language", "java");
        Files.writeString(kernel.resolve("kernel.json"), new Gson().toJson(spec));
        List<Object> cells = new ArrayList<>();
        for (String source : CELLS)
            cells.add(Map.of("cell_type", "code", "metadata", Map.of(), "outputs", List.of(), "source", source));
        Map<String, Object> notebook = Map.of(
                "nbformat",
                4,
                "nbformat_minor",
                4,
                "cells",
                cells,
                "metadata",
                Map.of("kernelspec", Map.of("name", "rapaio", "display_name", "rapaio", "language", "java")));
        Path file = jupyter.resolve("in.ipynb");
        JsonObject json = new Gson().toJsonTree(notebook).getAsJsonObject();
        for (JsonElement cell : json.getAsJsonArray("cells"))
            cell.getAsJsonObject().add("execution_count", JsonNull.INSTANCE);
        Files.writeString(file, new GsonBuilder().serializeNulls().create().toJson(json));
        Path log = jupyter.resolve("log");
        int starts = 1;
        while (!execute(file, log)) {
            boolean started = !Files.readString(log).contains("Kernel didn't respond");
            assertTrue(!started && starts++ < STARTS, Files.readString(log));
        }
        String done = Files.readString(jupyter.resolve("out.ipynb"));
        return JsonParser.parseString(done).getAsJsonObject().getAsJsonArray("cells");
    }

    private boolean execute(Path notebook, Path log) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "jupyter",
                        "nbconvert",
                        "--to=notebook",
                        "--execute",
                        "--ExecutePreprocessor.startup_timeout=20",
                        "--output=out",
                        notebook.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JUPYTER_PATH", jupyter.toString());
        for (String folder : List.of("DATA", "RUNTIME", "CONFIG"))
            builder.environment()
                    .put("JUPYTER_" + folder + "_DIR", jupyter.resolve(folder).toString());
        Process process;
        try {
            process = builder.start();
        } catch (IOException missing) {
            throw new AssertionError("-Pjupyter needs Jupyter: `jupyter` cannot be run", missing);
        }
        assertTrue(process.waitFor(300, TimeUnit.SECONDS), "the notebook does not end");
        return process.exitValue() == 0;
    }
}
