package gradbook.grade;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gradbook.present.Script;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A lesson as a student gave it back, notebook or script. Which lesson it is, its cells tell and not its name; outputs
 * are never looked at.
 *
 * @param lesson the lesson that most cells are from
 * @param cells what is to run: the student's cells in the student's order. One of ours that the student changed has ours
 *     beside it, for the case that it fails; one that is gone runs as we gave it
 * @param gone the exercises whose cell is gone
 */
record Submission(Script lesson, JsonArray cells, Set<String> gone) {
    private static final Pattern ID = Pattern.compile("id=\"([^\"]+)\"");
    private static final Pattern CHECK = Pattern.compile("\\bcheck\\s*\\(\\s*\"(\\d\\d\\.[a-z])\"");

    private record Cell(String id, String code) {}

    /** The id of the exercise that a piece of code hands in, or null. */
    static String exercise(String code) {
        Matcher check = CHECK.matcher(code);
        return check.find() ? check.group(1) : null;
    }

    /** @throws IllegalArgumentException with a sentence, where the text is no lesson of the course */
    static Submission of(String text, boolean isNotebook, List<Script> course) {
        List<Cell> given = isNotebook ? ofNotebook(text) : ofScript(text);
        Script lesson = course.stream()
                .max(Comparator.comparingInt(one -> kinship(one, given)))
                .orElseThrow();
        if (kinship(lesson, given) == 0)
            throw new IllegalArgumentException("This is no lesson of the course: no cell of it is known.");
        return merged(lesson, given);
    }

    private static int kinship(Script lesson, List<Cell> given) {
        Set<String> sources = new HashSet<>();
        for (Script.Cell cell : lesson.cells())
            if (!cell.isProse()) sources.add(cell.source().strip());
        int kin = 0;
        for (Cell cell : given) {
            String exercise = exercise(cell.code);
            if (exercise != null && exercise.startsWith(lesson.number() + ".")) kin += 100;
            if (sources.contains(cell.code)) kin++;
        }
        return kin;
    }

    private static Submission merged(Script lesson, List<Cell> given) {
        Map<String, Script.Cell> ours = new LinkedHashMap<>();
        for (Script.Cell cell : lesson.cells())
            if (!cell.isProse() && !cell.is("solution") && !cell.is("script-only")) ours.put(plain(cell.id()), cell);
        Set<String> solutions = new HashSet<>();
        for (Script.Cell cell : lesson.cells())
            if (cell.is("solution") || cell.is("script-only")) solutions.add(plain(cell.id()));
        Map<String, Cell> theirs = new LinkedHashMap<>(); // by our id, or by a number for a cell of their own
        for (Cell cell : given) {
            if (solutions.contains(plain(cell.id))) continue; // scripts carry them; no answer of the student's
            String own = counterpart(cell, ours, theirs.keySet());
            theirs.put(own == null ? "#" + theirs.size() : own, cell);
        }
        List<String> order = new ArrayList<>(theirs.keySet());
        String before = null;
        for (String id : ours.keySet()) {
            if (!theirs.containsKey(id)) order.add(order.indexOf(before) + 1, id);
            before = id;
        }
        JsonArray cells = new JsonArray();
        Set<String> gone = new LinkedHashSet<>();
        for (String id : order) {
            Script.Cell our = ours.get(id);
            Cell their = theirs.get(id);
            if (their == null && exercise(our.source()) != null) gone.add(exercise(our.source()));
            cells.add(cell(id, our, their));
        }
        return new Submission(lesson, cells, gone);
    }

    private static JsonObject cell(String id, Script.Cell our, Cell their) {
        JsonObject json = new JsonObject();
        json.addProperty("id", id);
        json.addProperty("code", their == null ? our.source() : their.code);
        // An exercise's own cell is the student's affair: ours would hand in that there is no answer.
        if (their != null
                && our != null
                && !our.is("exercise")
                && !our.source().strip().equals(their.code)) json.addProperty("otherwise", our.source());
        return json;
    }

    /** Which of our cells this one was, if any: by its id, its text, or the exercise that it answers. */
    private static String counterpart(Cell cell, Map<String, Script.Cell> ours, Set<String> taken) {
        if (ours.containsKey(plain(cell.id)) && !taken.contains(plain(cell.id))) return plain(cell.id);
        String exercise = exercise(cell.code);
        for (Map.Entry<String, Script.Cell> our : ours.entrySet()) {
            if (taken.contains(our.getKey())) continue;
            String source = our.getValue().source();
            if (source.strip().equals(cell.code) || exercise != null && exercise.equals(exercise(source)))
                return our.getKey();
        }
        return null;
    }

    /** The id as a notebook has it. */
    private static String plain(String id) {
        return id.replaceAll("[^A-Za-z0-9_-]", "-");
    }

    private static List<Cell> ofNotebook(String json) {
        List<Cell> cells = new ArrayList<>();
        try {
            for (JsonElement element :
                    JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("cells")) {
                JsonObject cell = element.getAsJsonObject();
                if (!cell.get("cell_type").getAsString().equals("code")) continue;
                StringBuilder source = new StringBuilder();
                JsonElement text = cell.get("source");
                if (text.isJsonArray()) text.getAsJsonArray().forEach(line -> source.append(line.getAsString()));
                else source.append(text.getAsString());
                cells.add(new Cell(
                        cell.has("id") ? cell.get("id").getAsString() : "",
                        source.toString().strip()));
            }
        } catch (RuntimeException e) { // every way in which a file can be something else
            throw new IllegalArgumentException("This is no notebook that can be read: " + e.getMessage(), e);
        }
        return cells;
    }

    /** More lenient than {@link Script#parse}: a student may have hurt a mark. */
    private static List<Cell> ofScript(String text) {
        List<Cell> cells = new ArrayList<>();
        for (String part : ("\n" + text.replace("\r", "")).split("\n// ?%% ?")) {
            String mark = part.lines().findFirst().orElse("");
            if (mark.startsWith("[markdown]")) continue;
            Matcher id = ID.matcher(mark);
            StringBuilder code = new StringBuilder();
            part.lines()
                    .skip(1)
                    .filter(line -> !line.startsWith("/exit"))
                    .forEach(line -> code.append(line.startsWith("// %") ? line.substring(3) : line)
                            .append('\n'));
            if (!code.toString().isBlank())
                cells.add(new Cell(id.find() ? id.group(1) : "", code.toString().strip()));
        }
        return cells;
    }
}
