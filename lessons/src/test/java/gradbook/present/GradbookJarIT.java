package gradbook.present;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a person starts it. */
class GradbookJarIT {
    private static final String JAR = Path.of("target", "gradbook.jar").toString();

    @TempDir
    Path folder;

    @Test
    void should_play_a_lesson_by_its_number() throws Exception {
        Run run = Run.of(folder, "java", "-Dgradbook.pictures=" + folder, "-jar", JAR, "1");
        assertEquals(0, run.code(), run.out() + run.err());
        assertTrue(run.out().contains("01 Numbers that flow"), run.out());
        assertTrue(run.out().contains("ok   df/dx = -4"), run.out());
    }

    @Test
    void should_be_a_repl_without_arguments() throws Exception {
        Path input = Files.writeString(
                folder.resolve("input"), "Value x = Value.of(\"x\", 6);\nx.mul(7).data()\nshow(\"∂\");\n");
        Run run = Run.reading(input, folder, "java", "-jar", JAR);
        assertEquals(List.of("42.0", "∂"), run.out().lines().toList(), run.err());
        assertEquals("", run.err());
        assertEquals(0, run.code());
    }

    @Test
    void should_write_pages() throws Exception {
        Path pages = folder.resolve("pages");
        Run run = Run.of(folder, "java", "-jar", JAR, "--html", pages.toString(), "1");
        assertEquals(0, run.code(), run.out() + run.err());
        assertTrue(Files.readString(pages.resolve("01-scalar-chain-rule.html")).contains("ok   df/dx = -4"));
        assertTrue(Files.readString(pages.resolve("index.html")).contains("01-scalar-chain-rule.html"));
    }

    @Test
    void should_ask_for_the_folder_of_the_pages() throws Exception {
        Run run = Run.of(folder, "java", "-jar", JAR, "--html");
        assertEquals(2, run.code());
        assertTrue(run.err().startsWith("Name the folder for the pages: --html FOLDER."), run.err());
    }

    @Test
    void should_refuse_an_option_that_there_is_not() throws Exception {
        Run run = Run.of(folder, "java", "-jar", JAR, "--solution");
        assertEquals(2, run.code());
        assertTrue(run.err().startsWith("There is no option --solution."), run.err());
    }

    @Test
    void should_say_that_a_script_is_not_utf_8() throws Exception {
        Path script = folder.resolve("latin.jsh");
        Files.write(script, "// \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Run run = Run.of(folder, "java", "-jar", JAR, script.toString());
        assertEquals(2, run.code());
        assertTrue(run.err().contains("is not a text in UTF-8"), run.err());
    }

    @Test
    void should_list_the_lessons_when_there_is_none_of_that_name() throws Exception {
        Run run = Run.of(folder, "java", "-jar", JAR, "99");
        assertEquals(2, run.code());
        assertTrue(
                run.err().startsWith("There is no lesson \"99\". There are:\n  00 Start here\n  01 Numbers that flow"),
                run.err());
    }

    @Test
    void should_say_that_a_runtime_without_jshell_is_no_jdk() throws Exception {
        Run run = Run.of(folder, "java", "--limit-modules", "java.se,jdk.zipfs", "-jar", JAR);
        assertEquals(2, run.code());
        assertTrue(
                run.err().startsWith("Gradbook needs a JDK, not a JRE: module jdk.jshell is missing from"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }
}
