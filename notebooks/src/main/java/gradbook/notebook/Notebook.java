package gradbook.notebook;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gradbook.kernel.execution.KernelInfo;
import gradbook.kernel.magic.CodeCell;
import gradbook.present.Script;

/** A Jupyter notebook (nbformat 4.5) made from a lesson script: same cells, same ids, same order. */
public final class Notebook {
    private static final Gson JSON = new GsonBuilder()
            .setFormattingStyle(FormattingStyle.PRETTY.withIndent(" "))
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private final JsonObject root;

    private Notebook(JsonObject root) {
        this.root = root;
    }

    /** The notebook of a script, not yet run; solutions and what only {@code jshell} needs are left out. */
    public static Notebook of(Script script) {
        JsonArray cells = new JsonArray();
        for (Script.Cell cell : script.cells())
            if (!cell.is("solution") && !cell.is("script-only")) cells.add(cell(cell));
        JsonObject kernelspec = new JsonObject();
        kernelspec.addProperty("display_name", "Java (Gradbook)");
        kernelspec.addProperty("language", "java");
        kernelspec.addProperty("name", "gradbook");
        JsonObject metadata = new JsonObject();
        metadata.add("kernelspec", kernelspec);
        metadata.add("language_info", KernelInfo.language());
        metadata.addProperty("title", script.title());
        JsonObject root = new JsonObject();
        root.add("cells", cells);
        root.add("metadata", metadata);
        root.addProperty("nbformat", 4);
        root.addProperty("nbformat_minor", 5);
        return new Notebook(root);
    }

    private static JsonObject cell(Script.Cell cell) {
        JsonObject metadata = new JsonObject();
        if (!cell.tags().isEmpty()) metadata.add("tags", JSON.toJsonTree(cell.tags()));
        JsonObject json = new JsonObject();
        json.addProperty("cell_type", cell.isProse() ? "markdown" : "code");
        if (!cell.isProse()) json.add("execution_count", null);
        json.addProperty("id", id(cell.id()));
        json.add("metadata", metadata);
        if (!cell.isProse()) json.add("outputs", new JsonArray());
        json.add("source", lines(cell.source()));
        return json;
    }

    /** The id of a script's cell as a notebook has it: nbformat allows letters, digits, dash and underscore. */
    public static String id(String id) {
        return id.replaceAll("[^A-Za-z0-9_-]", "-");
    }

    private static JsonArray lines(String text) {
        JsonArray lines = new JsonArray();
        for (String line : text.split("(?<=\n)")) lines.add(line);
        return lines;
    }

    /** Reads the text of an {@code .ipynb} file. */
    public static Notebook parse(String json) {
        return new Notebook(JsonParser.parseString(json).getAsJsonObject());
    }

    /** The text of the {@code .ipynb} file, formatted as Jupyter does. */
    public String toJson() {
        return JSON.toJson(root) + "\n";
    }

    public JsonArray cells() {
        return root.getAsJsonArray("cells");
    }

    /** Cell sources, ids, tags and outputs, one line each, without what may differ between two good runs. */
    public String comparable() {
        StringBuilder text = new StringBuilder();
        for (JsonElement element : cells()) {
            JsonObject cell = element.getAsJsonObject();
            text.append("## ").append(cell.get("id").getAsString());
            text.append(' ').append(cell.get("cell_type").getAsString());
            JsonObject metadata = cell.getAsJsonObject("metadata");
            text.append(' ')
                    .append(metadata.has("tags") ? metadata.get("tags") : "")
                    .append('\n');
            text.append(CodeCell.text(cell.get("source"))).append('\n');
            if (cell.has("outputs")) text.append(Outputs.comparable(cell.getAsJsonArray("outputs")));
        }
        return text.toString();
    }
}
