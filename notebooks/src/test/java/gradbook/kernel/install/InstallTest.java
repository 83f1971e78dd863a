package gradbook.kernel.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The installer on computers of every kind, with files in memory that follow the path rules of their systems. */
class InstallTest {
    private static final String VERSION = "--version";

    private final Map<String, String> answers = new HashMap<>();

    private Computer computer(Configuration rules, String system, String home, Map<String, String> environment) {
        FileSystem files = Jimfs.newFileSystem(
                rules.toBuilder().setAttributeViews("basic", "posix").build());
        return new Computer(
                system,
                environment,
                files.getPath(home),
                files.getPath(home).resolve("jdk"),
                command -> Optional.ofNullable(answers.get(String.join(" ", command))));
    }

    private Computer windows(Map<String, String> environment) {
        return computer(Configuration.windows(), "Windows 11", "C:\\Users\\Zoë Ångström", environment);
    }

    private Computer mac(Map<String, String> environment) {
        return computer(Configuration.osX(), "Mac OS X", "/Users/zoë", environment);
    }

    private Computer linux(Map<String, String> environment) {
        return computer(Configuration.unix(), "Linux", "/home/a", environment);
    }

    private static Path jar(Computer computer) throws IOException {
        Files.createDirectories(computer.home());
        return Files.writeString(computer.home().resolve("downloaded kernel.jar"), "the jar");
    }

    private static String install(Computer computer, String... args) throws IOException {
        Install install = new Install(computer, (java, jar, jvm) -> List.of("-XX:SharedArchiveFile=" + jar + ".jsa"));
        return install.install(jar(computer), Options.parse(computer, args));
    }

    private static String uninstall(Computer computer, String... args) throws IOException {
        return new Install(computer, null).uninstall(Options.parse(computer, args));
    }

    private static String program(Computer computer, String path) throws IOException {
        Path file = computer.path(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        return file.toString();
    }

    @Test
    void the_users_folder_is_where_jupyter_says_for_each_system() {
        assertEquals("/home/a/.local/share/jupyter", user(linux(Map.of())));
        assertEquals("/x/jupyter", user(linux(Map.of("XDG_DATA_HOME", "/x"))));
        assertEquals("/Users/zoë/Library/Jupyter", user(mac(Map.of())));
        assertEquals("C:\\Roaming\\jupyter", user(windows(Map.of("APPDATA", "C:\\Roaming"))));
        assertEquals("C:\\Users\\Zoë Ångström\\.jupyter\\data", user(windows(Map.of())));
        assertEquals("D:\\own", user(windows(Map.of("JUPYTER_DATA_DIR", "D:\\own"))));
        for (Computer computer :
                List.of(linux(Map.of("JUPYTER_DATA_DIR", "/own")), mac(Map.of("JUPYTER_DATA_DIR", "/own"))))
            assertEquals("/own", user(computer));
    }

    private static String user(Computer computer) {
        return new JupyterFolders(computer).ofUser().toString();
    }

    @Test
    void on_windows_the_spec_names_java_exe_and_paths_with_blanks_and_umlauts() throws IOException {
        Computer computer = windows(Map.of("APPDATA", "C:\\Users\\Zoë Ångström\\AppData\\Roaming"));
        answers.put("C:\\Users\\Zoë Ångström\\jdk\\bin\\java.exe -Xmx2g -version", "");
        String done = install(computer, "--install", "--display-name", "Java für alle", "--heap", "2g");
        Path folder = computer.path("C:\\Users\\Zoë Ångström\\AppData\\Roaming\\jupyter\\kernels\\gradbook");
        assertTrue(done.startsWith("The kernel \"Java für alle\" is installed in " + folder + "."), done);
        JsonObject json = new Gson().fromJson(Files.readString(folder.resolve("kernel.json")), JsonObject.class);
        List<String> argv = Spec.read(folder).command();
        assertEquals("C:\\Users\\Zoë Ångström\\jdk\\bin\\java.exe", argv.get(0));
        assertEquals(
                List.of(
                        "-Xmx2g",
                        "-XX:SharedArchiveFile=" + folder + "\\gradbook-kernel.jar.jsa",
                        "-jar",
                        folder + "\\gradbook-kernel.jar",
                        "{connection_file}"),
                argv.subList(argv.size() - 5, argv.size()));
        assertEquals("Java für alle", json.get("display_name").getAsString());
        assertEquals("the jar", Files.readString(folder.resolve("gradbook-kernel.jar")));
        assertEquals("The kernel is removed from " + folder + ".", uninstall(computer, "--uninstall"));
        try (var left = Files.list(folder.getParent())) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void on_a_mac_it_goes_into_the_library() throws IOException {
        Computer computer = mac(Map.of());
        install(computer, "--install", "--name", "java");
        Path folder = computer.path("/Users/zoë/Library/Jupyter/kernels/java");
        assertEquals("/Users/zoë/jdk/bin/java", Spec.read(folder).command().get(0));
        assertEquals(List.of(folder), new JupyterFolders(computer).ours());
    }

    /** VS Code has no Jupyter to ask: it looks into these folders of the user, and reads these fields. */
    @Test
    void vs_code_finds_it_by_its_own_rules() throws IOException {
        Map<Computer, String> folders = Map.of(
                linux(Map.of()), ".local/share/jupyter/kernels",
                mac(Map.of()), "Library/Jupyter/kernels",
                windows(Map.of("APPDATA", "C:\\Users\\Zoë Ångström\\AppData\\Roaming")),
                        "AppData\\Roaming\\jupyter\\kernels");
        for (Map.Entry<Computer, String> one : folders.entrySet()) {
            Computer computer = one.getKey();
            install(computer, "--install");
            Path spec = computer.home().resolve(one.getValue()).resolve("gradbook/kernel.json");
            JsonObject json = new Gson().fromJson(Files.readString(spec), JsonObject.class);
            assertEquals("Java (Gradbook)", json.get("display_name").getAsString());
            assertEquals("java", json.get("language").getAsString());
            List<String> argv = Spec.read(spec.getParent()).command();
            assertTrue(computer.path(argv.get(0)).isAbsolute(), argv.toString());
            assertEquals("{connection_file}", argv.get(argv.size() - 1));
        }
    }

    @Test
    void sys_prefix_is_the_environment_that_is_active_or_what_python_says() throws IOException {
        Computer venv = linux(Map.of("VIRTUAL_ENV", "/my envs/a"));
        install(venv, "--install", "--sys-prefix");
        assertTrue(Files.exists(venv.path("/my envs/a/share/jupyter/kernels/gradbook/kernel.json")));
        Computer conda = windows(Map.of("CONDA_PREFIX", "C:\\conda\\envs\\a"));
        install(conda, "--install", "--sys-prefix");
        assertTrue(Files.exists(conda.path("C:\\conda\\envs\\a\\share\\jupyter\\kernels\\gradbook\\kernel.json")));

        // On Windows "Path" is PATH, a folder may stand in quotes, and the first python is one that only opens a shop.
        Computer plain = windows(Map.of("Path", "C:\\Shop;\"C:\\Program Files\\Python\""));
        program(plain, "C:\\Shop\\python.EXE");
        program(plain, "C:\\Program Files\\Python\\py.EXE");
        answers.put("C:\\Program Files\\Python\\py.EXE --version", "Python 3.12");
        answers.put("C:\\Program Files\\Python\\py.EXE -c import sys; print(sys.prefix)", "C:\\Python312\r\n");
        install(plain, "--install", "--sys-prefix");
        assertTrue(Files.exists(plain.path("C:\\Python312\\share\\jupyter\\kernels\\gradbook\\kernel.json")));

        String none = assertThrows(
                        IllegalArgumentException.class, () -> Options.parse(mac(Map.of()), "--install", "--sys-prefix"))
                .getMessage();
        assertTrue(none.startsWith("--sys-prefix means the folder of the Python in use"), none);
    }

    @Test
    void uninstalling_says_where_else_the_kernel_is_and_touches_no_other() throws IOException {
        Computer computer = linux(Map.of("VIRTUAL_ENV", "/env"));
        String nowhere = assertThrows(IOException.class, () -> uninstall(computer, "--uninstall"))
                .getMessage();
        assertTrue(nowhere.endsWith("Gradbook is not installed anywhere that Jupyter looks."), nowhere);
        install(computer, "--install", "--sys-prefix");
        String elsewhere = assertThrows(IOException.class, () -> uninstall(computer, "--uninstall"))
                .getMessage();
        assertTrue(elsewhere.contains("Gradbook is installed in /env/share/jupyter/kernels/gradbook;"), elsewhere);
        Path python = Files.createDirectories(computer.path("/env/share/jupyter/kernels/python3"));
        String foreign = assertThrows(
                        IOException.class,
                        () -> uninstall(computer, "--uninstall", "--sys-prefix", "--name", "python3"))
                .getMessage();
        assertTrue(foreign.endsWith("is not Gradbook's; Gradbook does not remove it."), foreign);
        assertTrue(Files.exists(python));
        uninstall(computer, "--uninstall", "--sys-prefix");
        assertFalse(Files.exists(computer.path("/env/share/jupyter/kernels/gradbook")));
    }

    @Test
    void options_that_make_no_sense_get_a_sentence() {
        Computer computer = linux(Map.of());
        assertEquals(
                "--heap needs a size such as 512m or 2g, of megabytes or gigabytes; lots is none.",
                refusal(computer, "--install", "--heap", "lots"));
        assertEquals(
                "--heap 64m is too small: the compiler inside the kernel needs at least 128m.",
                refusal(computer, "--install", "--heap", "64m"));
        assertTrue(refusal(computer, "--install", "--jvm-option", "Xmx1g").startsWith("--jvm-option needs one option"));
        assertEquals("--display-name needs a value; --help shows how.", refusal(computer, "--display-name"));
        String refused = assertThrows(
                        IOException.class, () -> install(computer, "--install", "--jvm-option", "-XX:+NoSuch"))
                .getMessage();
        assertTrue(refused.startsWith("Java does not start with the options -XX:+NoSuch;"), refused);
        assertFalse(Files.exists(computer.home().resolve(".local")));
    }

    private static String refusal(Computer computer, String... args) {
        return assertThrows(IllegalArgumentException.class, () -> Options.parse(computer, args))
                .getMessage();
    }

    @Test
    void a_collector_that_the_user_chooses_replaces_ours() throws IOException {
        Computer computer = linux(Map.of());
        answers.put("/home/a/jdk/bin/java -XX:+UseG1GC -version", "");
        install(computer, "--install", "--jvm-option", "-XX:+UseG1GC");
        Spec spec = Spec.read(computer.path("/home/a/.local/share/jupyter/kernels/gradbook"));
        assertTrue(spec.command().contains("-XX:+UseG1GC"), spec.toString());
        assertFalse(spec.command().contains("-XX:+UseSerialGC"), spec.toString());
        assertEquals(List.of("-XX:+UseG1GC"), spec.jvm());
    }

    @Test
    void lab_is_found_before_notebook_and_a_shim_that_does_not_run_is_passed_over() throws IOException {
        Computer computer = windows(Map.of("PATH", "C:\\Py\\Scripts", "PATHEXT", ".EXE;.CMD"));
        assertEquals(Optional.empty(), Jupyter.find(computer));
        String notebook = program(computer, "C:\\Py\\Scripts\\jupyter-notebook.EXE");
        answers.put(notebook + " " + VERSION, "6.5.7\r\n");
        assertEquals(Optional.of(new Jupyter("Notebook 6.5.7", List.of(notebook), true)), Jupyter.find(computer));
        answers.put(notebook + " " + VERSION, "7.4.2");
        assertEquals(Optional.of(new Jupyter("Notebook 7.4.2", List.of(notebook), false)), Jupyter.find(computer));
        program(computer, "C:\\Py\\Scripts\\jupyter-lab.CMD");
        assertEquals("Notebook 7.4.2", Jupyter.find(computer).orElseThrow().name());
        String python = program(computer, "C:\\Py\\Scripts\\python.EXE");
        answers.put(python + " " + VERSION, "Python 3.12.1");
        answers.put(python + " -m jupyterlab " + VERSION, "4.4.1");
        assertEquals(
                Optional.of(new Jupyter("JupyterLab 4.4.1", List.of(python, "-m", "jupyterlab"), false)),
                Jupyter.find(computer));
    }

    /** A program that never ends; {@code jupyter-lab --version} may be one. */
    public static final class Endless {
        public static void main(String[] args) throws InterruptedException {
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Test
    @Timeout(60)
    void a_program_that_never_ends_is_stopped() {
        List<String> command = List.of(
                Computer.here().java().toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Endless.class.getName());
        assertEquals(Optional.empty(), Computer.run(command, Duration.ofMillis(500)));
    }

    @Test
    void the_home_is_the_one_that_jupyter_takes() {
        Map<String, String> moved = Map.of("HOME", "/moved");
        assertEquals("/moved", Computer.home("Linux", moved, "/home/anna"));
        assertEquals("/home/anna", Computer.home("Mac OS X", Map.of(), "/home/anna"));
        assertEquals("C:\\anna", Computer.home("Windows 11", moved, "C:\\anna"));
    }
}
