package gradbook.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.kernel.protocol.Client;
import gradbook.kernel.protocol.Client.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notebooks as they are written for IJava: the outputs kept in them are those that its documentation promises. */
@Timeout(120)
class IJavaNotebooksTest {
    private static final Path NOTEBOOKS = Path.of("src/test/resources/ijava");
    private static final Path MADE = Path.of("target/ijava");

    /** A folder with one class, a jar with another, and a repository with more of them. */
    @BeforeAll
    static void compile() throws IOException {
        Path classes = compiled("Red");
        jar("Blue", Files.createDirectories(MADE.resolve("libs")).resolve("blue.jar"));
        for (String colour : List.of("Green", "Violet", "Orange")) {
            String name = colour.toLowerCase(Locale.ROOT);
            Path folder = Files.createDirectories(MADE.resolve("repository/colours/" + name + "/1.0"));
            jar(colour, folder.resolve(name + "-1.0.jar"));
            Files.writeString(
                    folder.resolve(name + "-1.0.pom"),
                    "<project><modelVersion>4.0.0</modelVersion><groupId>colours</groupId><artifactId>" + name
                            + "</artifactId><version>1.0</version></project>");
        }
        assertTrue(Files.exists(classes.resolve("colours/Red.class")));
    }

    private static void jar(String colour, Path jar) throws IOException {
        Path compiled = compiled(colour).resolve("colours/" + colour + ".class");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry("colours/" + colour + ".class"));
            entries.write(Files.readAllBytes(compiled));
        }
        Files.delete(compiled);
    }

    private static Path compiled(String colour) throws IOException {
        Path source = Files.createDirectories(MADE.resolve("source")).resolve(colour + ".java");
        Files.writeString(
                source,
                "package colours; public class " + colour + " { public String toString() { return \""
                        + colour.toLowerCase(Locale.ROOT) + "\"; } }");
        Path classes = MADE.resolve("classes");
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), source.toString()));
        return classes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"display", "kernel", "magics"})
    void give_the_outputs_that_ijava_promises(String name) throws IOException {
        Map<String, String> environment = Map.of(
                "IJAVA_CLASSPATH", "target/ijava/libs/*.jar",
                "IJAVA_STARTUP_SCRIPTS_PATH", NOTEBOOKS + "/i*.jshell",
                "IJAVA_STARTUP_SCRIPT", "int fromScript = 2;",
                "IJAVA_COMPILER_OPTS", "-parameters",
                "IJAVA_TIMEOUT", "60 SECONDS");
        plays(name, environment);
    }

    /** For a user who has downloaded nothing yet, and whose settings have nothing where Maven looks first. */
    @Test
    void take_libraries_from_repositories_that_they_name(@TempDir Path home) throws IOException {
        Files.writeString(
                Files.createDirectory(home.resolve(".m2")).resolve("settings.xml"),
                "<settings><mirrors><mirror><id>none</id><mirrorOf>central</mirrorOf><url>"
                        + home.resolve("none").toUri() + "</url></mirror></mirrors></settings>");
        plays("repositories", Map.of(), "-Duser.home=" + home);
    }

    private static void plays(String name, Map<String, String> environment, String... jvm) throws IOException {
        String kept = Files.readString(NOTEBOOKS.resolve(name + ".ipynb"));
        Notebook run = Notebook.parse(kept);
        try (Client kernel = new Client(environment, jvm)) {
            Player.play(run, kernel);
        }
        assertEquals(Notebook.parse(kept).comparable(), run.comparable());
    }

    @Test
    void a_statement_may_not_take_longer_than_ijava_timeout_allows() throws IOException {
        try (Client kernel = new Client(Map.of("IJAVA_TIMEOUT", "2000"))) {
            Answer answer = kernel.run("int kept = 1;\nwhile (true) {}");
            assertEquals("TimeoutException", answer.reply().get("ename").getAsString());
            assertTrue(
                    answer.traceback().startsWith("The statement was stopped after 2.0 s, the most that this kernel"),
                    answer.traceback());
            assertEquals("1", kernel.run("Thread.sleep(10); kept").plain());
        }
    }

    @Test
    void settings_that_make_no_sense_are_told_and_passed_over() throws IOException {
        try (Client kernel = new Client(Map.of("IJAVA_TIMEOUT", "soon", "IJAVA_COMPILER_OPTS", "-no-such-option"))) {
            Answer answer = kernel.run("1 + 1");
            assertEquals("2", answer.plain());
            assertTrue(
                    answer.stream("stderr")
                            .contains(
                                    "IJAVA_TIMEOUT is soon, which is not a time such as 30 SECONDS; there is no limit."),
                    answer.stream("stderr"));
            assertTrue(
                    answer.stream("stderr").contains("IJAVA_COMPILER_OPTS is -no-such-option, which javac refuses;"),
                    answer.stream("stderr"));
        }
    }
}
