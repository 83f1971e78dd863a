package gradbook.grade;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import gradbook.kernel.magic.CodeCell;
import gradbook.notebook.Notebook;
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

    /** The id of the exercise that a piece of code hands in, or null. */
    static String exercise(String code) {
        Matcher check = CHECK.matcher(code);
        return check.find() ? check.group(1) : null;
    }

    /** @throws IllegalArgumentException with a sentence, where the text is no lesson of the course */
    static Submission of(String text, boolean isNotebook, List<Script> course) {
        List<CodeCell> given = isNotebook ? ofNotebook(text) : ofScript(text);
        Script lesson = course.stream()
                .max(Comparator.comparingInt(one -> kinship(one, given)))
                .orElseThrow();
        if (kinship(lesson, given) == 0)
            throw new IllegalArgumentException("This is no lesson of the course: no cell of it is known.");
        return merged(lesson, given);
    }

    private static int kinship(Script lesson, List<CodeCell> given) {
        Set<String> sources = new HashSet<>();
        for (Script.Cell cell : lesson.cells())
            if (!cell.isProse()) sources.add(cell.source().strip());
        int kin = 0;
        for (CodeCell cell : given) {
            String exercise = exercise(cell.source());
            if (exercise != null && exercise.startsWith(lesson.number() + ".")) kin += 100;
            if (sources.contains(cell.source())) kin++;
        }
        return kin;
    }

    private static Submission merged(Script lesson, List<CodeCell> given) {
        Map<String, Script.Cell> ours = new LinkedHashMap<>();
        for (Script.Cell cell : lesson.cells())
            if (!cell.isProse() && !cell.is("solution") && !cell.is("script-only"))
                ours.put(Notebook.id(cell.id()), cell);
        Set<String> solutions = new HashSet<>();
        for (Script.Cell cell : lesson.cells())
            if (cell.is("solution") || cell.is("script-only")) solutions.add(Notebook.id(cell.id()));
        Map<String, CodeCell> theirs = new LinkedHashMap<>(); // by our id, or by a number for a cell of their own
        for (CodeCell cell : given) {
            if (solutions.contains(Notebook.id(cell.id()))) continue; // scripts carry them; no answer of the student's
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
            CodeCell their = theirs.get(id);
            if (their == null && exercise(our.source()) != null) gone.add(exercise(our.source()));
            cells.add(cell(id, our, their));
        }
        return new Submission(lesson, cells, gone);
    }

    private static JsonObject cell(String id, Script.Cell our, CodeCell their) {
        JsonObject json = new JsonObject();
        json.addProperty("id", id);
        json.addProperty("code", their == null ? our.source() : their.source());
        // An exercise's own cell is the student's affair: ours would hand in that there is no answer.
        if (their != null
                && our != null
                && !our.is("exercise")
                && !our.source().strip().equals(their.source())) json.addProperty("otherwise", our.source());
        return json;
    }

    /** Which of our cells this one was, if any: by its id, its text, or the exercise that it answers. */
    private static String counterpart(CodeCell cell, Map<String, Script.Cell> ours, Set<String> taken) {
        if (ours.containsKey(Notebook.id(cell.id())) && !taken.contains(Notebook.id(cell.id())))
            return Notebook.id(cell.id());
        String exercise = exercise(cell.source());
        for (Map.Entry<String, Script.Cell> our : ours.entrySet()) {
            if (taken.contains(our.getKey())) continue;
            String source = our.getValue().source();
            if (source.strip().equals(cell.source()) || exercise != null && exercise.equals(exercise(source)))
                return our.getKey();
        }
        return null;
    }

    private static List<CodeCell> ofNotebook(String json) {
        try {
            return CodeCell.of(json).stream()
                    .map(cell -> new CodeCell(cell.id(), cell.source().strip()))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("This is no notebook that can be read: " + e.getMessage(), e);
        }
    }

    /** More lenient than {@link Script#parse}: a student may have hurt a mark. */
    private static List<CodeCell> ofScript(String text) {
        List<CodeCell> cells = new ArrayList<>();
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
                cells.add(new CodeCell(
                        id.find() ? id.group(1) : "", code.toString().strip()));
        }
        return cells;
    }
}
