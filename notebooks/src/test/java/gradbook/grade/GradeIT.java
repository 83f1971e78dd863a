package gradbook.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gradbook.notebook.Notebook;
import gradbook.present.Course;
import gradbook.present.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class hands in, honestly and not; the jar grades it. */
@org.junit.jupiter.api.Tag("heavy") // many JVMs, one after another
class GradeIT {
    private static final String JAR = Path.of("target", "gradbook-kernel.jar").toString();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final String RIGHT_A = "double[] myGradients = {2, 2, -2};\ncheck(\"01.a\", myGradients);";
    private static final String RIGHT_B = "check(\"01.b\", \"x and y\");";

    @TempDir
    static Path folder;

    private static List<String> points;
    private static List<String> reasons;

    @BeforeAll
    static void grade() throws Exception {
        handIn("02", "02", n -> {
            for (Script.Cell cell : Course.find("02").cells())
                if (cell.is("solution")) put(n, "exercise-" + cell.id().substring(3) + "-code", cell.source());
        });
        handIn("untidy", n -> {
            own(n, "System.exit(0);");
            own(n, "new ProcessBuilder(\"sleep\", \"86399.75\").start();");
            own(n, "check(\"01.a\", 2, 2, -2);");
            put(
                    n,
                    "exercise-a-code",
                    "check(\"01.a\", 1, 1, 1);\ncheck(\"01.a\", 2, 2, -2);\ncheck(\"01.a\", Double.NaN);");
            put(n, "imports", "import nonsense.*;");
            delete(n, "jar", "start", "forward-code");
            for (JsonElement cell : n.cells()) cell.getAsJsonObject().remove("id");
        });
        Files.move(folder.resolve("in/untidy/01.ipynb"), folder.resolve("in/untidy/my homework (1).ipynb"));
        handIn("=HYPERLINK(1)", n -> put(n, "exercise-a-code", "while (true) {}"));
        handIn("wrong", n -> {
            put(n, "exercise-a-code", RIGHT_A.replace("2, 2, -2", "1, -3, 2"));
            delete(n, "exercise-b-code");
        });
        handIn("halts", n -> own(n, """
                var halt = Runtime.class.getMethod("halt", int.class);
                halt.invoke(Runtime.getRuntime(), 0);"""));
        handIn("floods", n -> put(n, "exercise-a-code", """
                byte[] junk = new byte[1 << 20];
                var raw = new FileOutputStream(FileDescriptor.out);
                while (true) raw.write(junk);"""));
        handIn("forges outputs", n -> {
            own(n, """
                    void check(String exercise, double... answer) { System.out.println("\u2713 Right."); }
                    void check(String exercise, Object answer) { System.out.println("\u2713 Right."); }""");
            for (JsonElement cell : n.cells())
                if (cell.getAsJsonObject().has("outputs"))
                    cell.getAsJsonObject().getAsJsonArray("outputs").add(stream("\u2713 Right. 01.a passed"));
        });
        handIn("calls the judge", n -> {
            put(n, "exercise-a-code", """
                    var find = Class.forName("gradbook.check.Exercises").getDeclaredMethod("find", String.class);
                    find.setAccessible(true);
                    var right = Class.forName("gradbook.check.NumbersExercise").getDeclaredField("right");
                    right.setAccessible(true);
                    check("01.a", (double[]) right.get(find.invoke(null, "01.a")));""");
            put(n, "exercise-b-code", """
                    check("01.b", new Mark(true, false, "Right."));
                    Mark.of("01.b", "x and y");""");
        });
        handIn("reads the lesson", n -> {
            put(n, "exercise-a-code", "solution(\"01.a\");\nhint(\"01.a\");");
            put(n, "exercise-b-code", """
                    String solution = gradbook.present.Course.find("01").cells().stream()
                        .filter(c -> c.id().equals("01.b")).findFirst().get().source();
                    eval(solution);""");
        });
        handIn("forges the protocol", n -> {
            own(n, "List<long[]> all = new ArrayList<>();\nwhile (true) all.add(new long[1 << 20]);");
            put(n, "exercise-a-code", """
                    var raw = new java.io.PrintStream(new FileOutputStream(FileDescriptor.out), true);
                    raw.println("{\\"mark\\": {\\"exercise\\": \\"01.a\\", \\"isRight\\": true}}");
                    raw.println("{\\"answer\\": {\\"exercise\\": \\"01.a\\", \\"points\\": 1}}");
                    raw.println("not even JSON");""");
        });
        Script first = Course.find("01");
        Path scripts = Files.createDirectories(folder.resolve("in/script"));
        Files.writeString(scripts.resolve("lesson.jsh"), first.handOut().replace("= \"\";", "= \"both x and y\";"));
        Path whole = Files.createDirectories(folder.resolve("in/script with solutions"));
        Files.writeString(whole.resolve("01.jsh"), Files.readString(Path.of("..", "lessons", first.slug() + ".jsh")));
        Files.writeString(folder.resolve("in/broken.ipynb"), "{\"cells\": [");
        Files.writeString(folder.resolve("in/other.ipynb"), "{\"cells\": []}");

        run("grade", folder.resolve("in").toString(), "--to", folder.toString(), "--seconds", "30", "--jobs", "2");
        points = Files.readAllLines(folder.resolve("points.csv"));
        reasons = Files.readAllLines(folder.resolve("reasons.csv"));
    }

    private static void run(String... words) throws Exception {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(JAVA, "-jar", JAR), java.util.Arrays.stream(words))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(process.waitFor(20, TimeUnit.MINUTES), "does not end");
        assertEquals(0, process.exitValue(), Files.readString(log));
    }

    /** Lesson 01 with right answers, changed. */
    private static void handIn(String student, Consumer<Notebook> change) throws IOException {
        handIn(student, "01", n -> {
            put(n, "exercise-a-code", RIGHT_A);
            put(n, "exercise-b-code", RIGHT_B);
            change.accept(n);
        });
    }

    private static void handIn(String student, String lesson, Consumer<Notebook> change) throws IOException {
        Notebook notebook = Notebook.of(Course.find(lesson));
        change.accept(notebook);
        Files.createDirectories(folder.resolve("in").resolve(student));
        Files.writeString(folder.resolve("in").resolve(student).resolve(lesson + ".ipynb"), notebook.toJson());
    }

    private static void put(Notebook notebook, String id, String source) {
        for (JsonElement element : notebook.cells())
            if (element.getAsJsonObject().get("id").getAsString().equals(id)) {
                element.getAsJsonObject().addProperty("source", source);
                return;
            }
        throw new AssertionError("There is no cell " + id);
    }

    private static void delete(Notebook notebook, String... ids) {
        for (String id : ids)
            for (int i = 0; i < notebook.cells().size(); i++)
                if (notebook.cells()
                        .get(i)
                        .getAsJsonObject()
                        .get("id")
                        .getAsString()
                        .equals(id)) notebook.cells().remove(i);
    }

    /** A cell of the student's own, right before the first exercise. */
    private static void own(Notebook notebook, String source) {
        JsonArray cells = new JsonArray();
        for (JsonElement element : notebook.cells().asList()) {
            if (element.getAsJsonObject().get("id").getAsString().equals("exercise-a-code")) {
                JsonObject own = element.deepCopy().getAsJsonObject();
                own.addProperty("id", "my-own");
                own.addProperty("source", source);
                cells.add(own);
            }
            cells.add(element);
        }
        while (!notebook.cells().isEmpty()) notebook.cells().remove(0);
        notebook.cells().addAll(cells);
    }

    private static JsonObject stream(String text) {
        JsonObject stream = new JsonObject();
        stream.addProperty("output_type", "stream");
        stream.addProperty("name", "stdout");
        stream.addProperty("text", text);
        return stream;
    }

    /** The points of a student for the exercises of lesson 01. */
    private static String a_b(String student) {
        List<String> header = List.of(points.get(0).split(","));
        String[] row = points.stream()
                .filter(line -> line.startsWith(student + ","))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + student + " in " + points))
                .split(",", -1);
        return row[header.indexOf("01.a")] + " " + row[header.indexOf("01.b")];
    }

    private static String reason(String student, String exercise) {
        return reasons.stream()
                .filter(line -> line.startsWith(student + ",") && line.contains("," + exercise + ","))
                .map(line -> line.replaceFirst("^[^,]*,[^,]*,[^,]*,", ""))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void right_answers_count_whatever_stands_beside_them() {
        assertEquals("1 1", a_b("untidy"), reasons.toString());
    }

    @Test
    void each_exercise_has_a_column_and_each_student_a_total() {
        assertEquals("student,01.a,01.b,02.a,02.b,total", points.get(0));
        assertTrue(points.contains("02,,,1,1,2"), reasons.toString());
        assertTrue(points.contains("wrong,0,0,,,0"), points.toString());
    }

    @Test
    void a_wrong_answer_gets_its_diagnosis_and_a_deleted_cell_is_told() {
        assertTrue(reason("wrong", "01.a").contains("These are the values of x"), reason("wrong", "01.a"));
        assertEquals("0,Not answered: the cell of the exercise is gone.", reason("wrong", "01.b"));
    }

    @Test
    void an_endless_loop_costs_its_own_exercise_only_and_no_name_becomes_a_formula() {
        assertEquals("0 1", a_b("'=HYPERLINK(1)"));
    }

    @Test
    void an_end_by_force_ends_the_submission_and_says_so() {
        assertEquals("0 0", a_b("halts"));
        assertEquals(
                "0,Not answered. The submission ended the Java that ran it before its last cell.",
                reason("halts", "01.a"));
        assertEquals("0 0", a_b("floods"));
        assertEquals("0,Not answered. The submission handed in too much and was stopped.", reason("floods", "01.b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"forges outputs", "calls the judge", "reads the lesson"})
    void nobody_awards_himself_points(String student) {
        assertEquals("0 0", a_b(student), reason(student, "01.a") + reason(student, "01.b"));
    }

    @Test
    void what_is_written_past_the_grader_is_no_mark_and_all_memory_costs_no_other_cell() {
        assertEquals("0 1", a_b("forges the protocol"), reason("forges the protocol", "01.a"));
    }

    @Test
    void scripts_count_without_the_solutions_in_them() {
        assertEquals("0 1", a_b("script"));
        assertEquals("0 0", a_b("script with solutions"));
    }

    @Test
    void what_is_no_lesson_is_told() {
        assertTrue(
                reasons.stream()
                        .anyMatch(line -> line.startsWith("broken,broken.ipynb,,,\"This is no notebook that")
                                || line.startsWith("broken,broken.ipynb,,,This is no notebook that")),
                reasons.toString());
        assertTrue(
                reasons.contains("other,other.ipynb,,,This is no lesson of the course: no cell of it is known."),
                reasons.toString());
    }

    @Test
    void no_process_of_a_submission_is_left() {
        assertTrue(
                ProcessHandle.allProcesses()
                        .noneMatch(p -> p.info().commandLine().orElse("").contains("86399.75")),
                "sleep still runs");
    }

    @Test
    void the_version_for_a_class_has_neither_solutions_nor_outputs_and_nothing_is_overwritten() throws Exception {
        Path to = folder.resolve("class");
        run("hand-out", "1", "--to", to.toString());
        run("hand-out", "1", "--scripts", "--to", to.toString());
        Notebook notebook = Notebook.parse(Files.readString(to.resolve("01-scalar-chain-rule.ipynb")));
        assertEquals(Notebook.of(Course.find("01")).toJson(), notebook.toJson());
        String script = Files.readString(to.resolve("01-scalar-chain-rule.jsh"));
        assertTrue(!script.contains("solution") && script.contains("myGradients"), script);
        Process again = new ProcessBuilder(JAVA, "-jar", JAR, "hand-out", "1", "--to", to.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(again.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(1, again.waitFor());
        assertTrue(said.contains("is there already, and may hold somebody's work."), said);
    }
}
