package gradbook.present;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.present.Script.Cell;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All scripts begin alike, and every lesson has what a lesson has. */
class CourseTest {
    /** What every lesson does, whatever it is about, and where: before anything is computed, on the way, at the end. */
    private static final List<String> FIRST = List.of("predict(", "reveal(");

    private static final List<String> MIDDLE = List.of(
            ".backward(",
            "show(Trace.of(",
            "show(Player.of(",
            "show(Derivation.of(",
            "show(GradientCheck.of(",
            "Charts.");

    private static final List<String> LAST = List.of("show(", "check(\"", "golden(\"");

    static List<Script> scripts() {
        return Course.lessons();
    }

    static Stream<Script> lessons() {
        return scripts().stream().filter(script -> script.number().matches("0[1-9]|1\\d"));
    }

    private static List<Cell> code(Script script) {
        return script.cells().stream().filter(cell -> !cell.isProse()).toList();
    }

    @Test
    void should_have_fourteen_lessons() {
        assertEquals(14, lessons().count());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void should_load_the_jar_then_import_then_start(Script script) {
        List<Cell> code = code(script);
        assertEquals("%jars ../lessons/target/gradbook.jar", code.get(0).source());
        assertTrue(code.get(0).is("notebook-only"), "jshell must not run a magic");
        assertEquals(
                List.of(),
                code.get(1)
                        .source()
                        .lines()
                        .filter(line -> !line.startsWith("import "))
                        .toList());
        assertEquals("Lesson.start(\"" + script.number() + "\");", code.get(2).source());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void should_say_before_the_jar_what_its_absence_means(Script script) {
        String before = script.cells().stream()
                .takeWhile(Cell::isProse)
                .map(Cell::source)
                .collect(Collectors.joining("\n"));
        for (String part :
                List.of("`package gradbook.scalar does not exist`", "`mvn package -DskipTests`", "restart the kernel"))
            assertTrue(before.contains(part), () -> "says nothing of " + part);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void should_have_every_part_of_a_lesson_in_its_place(Script lesson) {
        String code = "\n" + code(lesson).stream().map(Cell::source).collect(Collectors.joining("\n"));
        MIDDLE.forEach(part -> assertTrue(code.contains(part), () -> "has no " + part));
        assertTrue(code.indexOf("\nreveal(") < code.indexOf(MIDDLE.get(0)), "computes before the prediction");
        for (List<String> parts : List.of(FIRST, LAST)) {
            List<Integer> places =
                    parts.stream().map(part -> code.indexOf("\n" + part)).toList();
            assertTrue(places.get(0) >= 0, () -> "has no " + parts.get(0));
            assertEquals(places.stream().sorted().toList(), places, () -> "out of order: " + parts);
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void should_have_a_solution_for_each_exercise(Script lesson) {
        List<String> asked = code(lesson).stream()
                .filter(cell -> cell.is("exercise"))
                .flatMap(cell -> Pattern.compile("check\\(\"([^\"]+)")
                        .matcher(cell.source())
                        .results())
                .map(found -> found.group(1))
                .toList();
        assertFalse(asked.isEmpty());
        assertEquals(
                asked,
                code(lesson).stream()
                        .filter(cell -> cell.is("solution"))
                        .map(Cell::id)
                        .toList());
    }
}
