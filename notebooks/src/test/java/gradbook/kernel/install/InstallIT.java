package gradbook.kernel.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import gradbook.kernel.OwnJdk;
import gradbook.kernel.protocol.Client;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a student installs it. */
class InstallIT {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path folder;

    private record Run(int code, String out) {}

    @Test
    void installs_a_copy_of_itself_with_a_start_up_archive() throws IOException {
        Run run = install("--prefix", folder.toString(), "--name", "java");
        assertEquals(0, run.code, run.out);
        Path kernel = folder.resolve("share/jupyter/kernels/java");
        JsonObject spec = new Gson().fromJson(Files.readString(kernel.resolve("kernel.json")), JsonObject.class);
        assertEquals("Java (Gradbook)", spec.get("display_name").getAsString());
        assertEquals("java", spec.get("language").getAsString());
        assertEquals("message", spec.get("interrupt_mode").getAsString());
        List<String> command = new ArrayList<>();
        spec.getAsJsonArray("argv").forEach(word -> command.add(word.getAsString()));
        assertEquals(JAVA, command.get(0));
        assertTrue(command.contains(kernel.resolve("gradbook-kernel.jar").toString()), command.toString());
        assertTrue(
                command.stream().anyMatch(word -> word.matches("-XX:(AOTCache|SharedArchiveFile)=.*")),
                command.toString());
    }

    @Test
    void the_cells_that_the_installer_plays_are_not_in_the_users_history() throws IOException {
        Path history = folder.resolve("history.jsonl");
        ProcessBuilder builder = new ProcessBuilder(
                JAVA, "-jar", "target/gradbook-kernel.jar", "--install", "--prefix", folder.toString());
        builder.environment().put("GRADBOOK_HISTORY", history.toString());
        Run run = end(builder);
        assertEquals(0, run.code, run.out);
        assertFalse(Files.exists(history));
        assertFalse(Files.exists(folder.resolve("share/jupyter/kernels/gradbook/new.history.jsonl")));
    }

    @Test
    void a_folder_that_cannot_be_written_gets_a_sentence_and_nothing_half_written() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Run run = install("--prefix", file.toString());
        assertEquals(1, run.code, run.out);
        assertTrue(run.out.startsWith("The kernel cannot be installed in "), run.out);
        assertEquals(1, run.out.lines().count(), run.out);
        assertEquals("in the way", Files.readString(file));
        try (var left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void the_kernels_of_others_are_never_touched() throws IOException {
        Path kernels = folder.resolve("share/jupyter/kernels");
        Path foreign = Files.createDirectories(kernels.resolve("python3")).resolve("kernel.json");
        Files.writeString(foreign, "{}");
        for (String name : List.of("..", ".", ".hidden", "a/b", "")) {
            Run run = install("--prefix", folder.toString(), "--name", name);
            assertEquals(1, run.code, run.out);
            assertTrue(run.out.startsWith("A kernel's name starts with a letter or a digit"), run.out);
        }
        Run taken = install("--prefix", folder.toString(), "--name", "python3");
        assertEquals(1, taken.code, taken.out);
        assertTrue(taken.out.startsWith("There is another kernel in "), taken.out);
        assertEquals("{}", Files.readString(foreign));
        try (var left = Files.list(kernels)) {
            assertEquals(List.of(foreign.getParent()), left.toList());
        }
    }

    @Test
    void an_older_gradbook_is_replaced_whole() throws IOException {
        Path kernel = Files.createDirectories(folder.resolve("share/jupyter/kernels/gradbook"));
        Files.writeString(kernel.resolve("gradbook-kernel.jar"), "old");
        Files.writeString(kernel.resolve("left-over"), "old");
        Run run = install("--prefix", folder.toString());
        assertEquals(0, run.code, run.out);
        assertTrue(Files.size(kernel.resolve("gradbook-kernel.jar")) > 1000);
        assertFalse(Files.exists(kernel.resolve("left-over")));
        try (var left = Files.list(kernel.getParent())) {
            assertEquals(List.of(kernel), left.toList());
        }
    }

    @Test
    void wrong_options_and_a_missing_jdk_get_a_sentence() throws IOException {
        assertEquals(
                new Run(1, "--instal is not an option; --help lists them.\n"),
                java("-jar", "target/gradbook-kernel.jar", "--instal"));
        assertEquals(1, install("--prefix").code);
        Run noJdk = java(
                "--limit-modules",
                "java.se,jdk.unsupported,jdk.zipfs",
                "-jar",
                "target/gradbook-kernel.jar",
                "--install",
                "--prefix",
                folder.toString());
        assertTrue(
                noJdk.out.startsWith("Gradbook needs a JDK, not a JRE: module jdk.jshell is missing from "), noJdk.out);
        assertFalse(Files.exists(folder.resolve("share")));
    }

    @Test
    void lives_in_folders_with_blanks_and_umlauts_under_the_name_and_the_heap_that_were_asked_for() throws Exception {
        Path jar = Files.createDirectories(folder.resolve("Übung macht den Meister"))
                .resolve("kernel.jar");
        Files.copy(Path.of("target/gradbook-kernel.jar"), jar);
        Path prefix = folder.resolve("my envs/日本");
        String[] place = {"--prefix", prefix.toString()};
        Run run = java(words("-jar", jar, "--install", place, "--display-name", "Java für alle", "--heap", "300m"));
        assertEquals(0, run.code, run.out);
        Path kernel = prefix.resolve("share/jupyter/kernels/gradbook");
        Spec spec = Spec.read(kernel);
        assertEquals("Java für alle", spec.displayName());
        try (Client client = new Client(Map.of(), spec.command())) {
            assertEquals("2", client.run("1 + 1").plain());
            assertEquals(
                    "true",
                    client.run("Runtime.getRuntime().maxMemory() < 301L << 20").plain());
        }
        Run doctor = doctor(prefix);
        for (String line : List.of(
                "ok     JDK: Java " + Runtime.version() + " in ",
                "ok     kernel gradbook: \"Java für alle\" in " + kernel + " answers",
                "ok     archive of gradbook: used",
                "ok     ports: free on 127.0.0.1")) assertTrue(doctor.out.contains(line), doctor.out);
        assertEquals(
                new Run(0, "The kernel is removed from " + kernel + ".\n"),
                java(words("-jar", jar, "--uninstall", place)));
        assertFalse(Files.exists(kernel));
    }

    @Test
    void an_outdated_archive_is_passed_over_silently_and_made_anew() throws Exception {
        assertEquals(0, install("--prefix", folder.toString()).code);
        Path kernel = folder.resolve("share/jupyter/kernels/gradbook");
        Path jar = kernel.resolve(Install.JAR);
        List<String> argv = Spec.read(kernel).command();
        assertTrue(usesItsArchive(kernel));
        Run help = command(Spec.read(kernel).running(List.of(), "--help"));
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2020-01-01T00:00:00Z"))); // another jar
        assertRenewed(kernel, help);
        Path archive = Path.of(argv.stream()
                .filter(Archive::isArchive)
                .findFirst()
                .orElseThrow()
                .split("=", 2)[1]);
        assertTrue(Files.getPosixFilePermissions(archive).contains(PosixFilePermission.OWNER_WRITE));
        Files.writeString(archive, "no archive");
        assertEquals(help, command(Spec.read(kernel).running(List.of(), "--help")));
        Files.delete(archive);
        assertEquals(help, command(Spec.read(kernel).running(List.of(), "--help")));
    }

    /** As after an update of Java: the path in kernel.json is the same, and another JVM is there. */
    @Test
    void an_archive_of_another_jvm_is_passed_over_silently_and_made_anew() throws Exception {
        try (OwnJdk jdk = new OwnJdk()) {
            String java = jdk.java().toString();
            List<String> install = List.of(java, "-jar", "target/gradbook-kernel.jar", "--install", "--prefix");
            assertEquals(0, command(List.of(words(install.toArray(String[]::new), folder))).code);
            Path kernel = folder.resolve("share/jupyter/kernels/gradbook");
            assertEquals(java, Spec.read(kernel).command().get(0));
            assertTrue(usesItsArchive(kernel));
            Run help = command(Spec.read(kernel).running(List.of(), "--help"));
            String version = jdk.update();
            assertTrue(command(List.of(java, "-Xinternalversion")).out.contains("(" + version + ")"));
            assertRenewed(kernel, help);
        }
    }

    /** A kernel starts without its archive, as silently as with it, and soon has one that is used again. */
    private void assertRenewed(Path kernel, Run help) throws Exception {
        List<String> argv = Spec.read(kernel).command();
        assertFalse(usesItsArchive(kernel));
        assertEquals(help, command(Spec.read(kernel).running(List.of(), "--help")));
        assertTrue(doctor(folder).out.contains("WRONG  archive of gradbook: it is not for this Java or this jar"));
        List<String> atOnce = Spec.read(kernel).running(List.of("-Dgradbook.renewal.seconds=0"), "");
        try (Client client = new Client(Map.of(), atOnce)) {
            assertEquals("2", client.run("1 + 1").plain());
            for (int i = 0; i < 120 && !usesItsArchive(kernel); i++) Thread.sleep(500);
        }
        assertTrue(usesItsArchive(kernel));
        assertEquals(argv, Spec.read(kernel).command());
    }

    @Test
    void the_doctor_names_what_is_missing() throws Exception {
        Run none = doctor(folder);
        assertEquals(1, none.code);
        assertTrue(none.out.contains("WRONG  kernel: none of ours is where Jupyter looks (" + folder), none.out);
        Path kernel = Files.createDirectories(folder.resolve("share/jupyter/kernels/gradbook"));
        Files.writeString(kernel.resolve(Install.JAR), "no jar");
        assertTrue(doctor(folder).out.contains("kernel.json does not say how to start the kernel. Install it anew."));
        Options options = new Options(Options.Task.INSTALL, folder, "gradbook", "Java", List.of());
        Spec.of(Path.of("/no/jdk/bin/java"), kernel.resolve(Install.JAR), options, List.of())
                .write(kernel);
        Run gone = doctor(folder);
        assertTrue(gone.out.contains("runs on /no/jdk/bin/java, which is gone;"), gone.out);
        Spec.of(Path.of(JAVA), kernel.resolve(Install.JAR), options, List.of()).write(kernel);
        Run broken = doctor(folder);
        assertTrue(broken.out.contains("WRONG  kernel gradbook: in " + kernel + " does not answer;"), broken.out);
        ProcessBuilder bare = new ProcessBuilder(
                JAVA, "--limit-modules", "java.se,jdk.unsupported", "-jar", "target/gradbook-kernel.jar", "--doctor");
        bare.environment().putAll(Map.of("PATH", folder.toString(), "JUPYTER_DATA_DIR", folder.toString()));
        String told = end(bare).out;
        assertTrue(told.matches("(?s)WRONG  JDK: Java .* is a JRE without jdk.jshell; install a JDK, .*"), told);
        assertTrue(told.contains("\nWRONG  Jupyter: there is no Jupyter on the path; get one with"), told);
    }

    private static boolean usesItsArchive(Path kernel) throws IOException {
        Spec spec = Spec.read(kernel);
        String archive =
                spec.command().stream().filter(Archive::isArchive).findFirst().orElseThrow();
        return command(spec.running(List.of(Archive.required(archive)), "--help")).code == 0;
    }

    /** The doctor, for whom Jupyter's folders are below this one. */
    private static Run doctor(Path prefix) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(JAVA, "-jar", "target/gradbook-kernel.jar", "--doctor");
        builder.environment()
                .put("JUPYTER_PATH", prefix.resolve("share/jupyter").toString());
        builder.environment().put("JUPYTER_DATA_DIR", prefix.resolve("user").toString());
        return end(builder);
    }

    private static String[] words(Object... words) {
        return Stream.of(words)
                .flatMap(word -> word instanceof String[] several ? Stream.of(several) : Stream.of(word.toString()))
                .toArray(String[]::new);
    }

    private static Run install(String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("-jar", "target/gradbook-kernel.jar", "--install"));
        words.addAll(List.of(options));
        return java(words.toArray(String[]::new));
    }

    private static Run java(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(List.of(words));
        return command(command);
    }

    private static Run command(List<String> command) throws IOException {
        return end(new ProcessBuilder(command));
    }

    private static Run end(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.onExit().join().exitValue(), out.replace("\r", ""));
    }
}
