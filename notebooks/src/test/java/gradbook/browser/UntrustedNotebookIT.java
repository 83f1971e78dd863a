package gradbook.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.kernel.RealJupyter;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebDriverException;

/** A lesson from a stranger, who has put a script of his own beside ours into its outputs, opened in real Jupyter. */
@Tag("jupyter")
class UntrustedNotebookIT {
    private static final String LESSON = "04-order-of-the-walk.ipynb";
    private static final String PLANTED = "<script>window.planted = 'script'</script>"
            + "<img src='x' onerror='window.planted = \\\"handler\\\"'>"
            + "<svg onload='window.planted = \\\"svg\\\"'><a xlink:href='javascript:window.planted = 1'><text>x</text></a></svg>";

    private static final String TRUST = // Debian has no `jupyter trust`
            "from nbformat.sign import TrustNotebookApp; TrustNotebookApp.launch_instance()";

    @TempDir
    static Path folder;

    private static Process jupyter;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        String notebook = Files.readString(Path.of(LESSON));
        assertTrue(notebook.contains("<script"), "the lesson has no player any more; take another");
        int at = notebook.indexOf("\"text/html\": [") + "\"text/html\": [".length();
        notebook = notebook.substring(0, at) + "\"" + PLANTED + "\"," + notebook.substring(at);
        Files.writeString(folder.resolve("untrusted.ipynb"), notebook);
        Files.writeString(folder.resolve("trusted.ipynb"), notebook.replace("window.planted", "window.allowed"));
        run("/usr/bin/python3", "-c", TRUST, folder.resolve("trusted.ipynb").toString());
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        jupyter = process(RealJupyter.server(port, folder)).start();
    }

    @AfterAll
    static void end() throws InterruptedException {
        if (jupyter == null) return;
        jupyter.destroy();
        jupyter.waitFor(30, TimeUnit.SECONDS);
    }

    @Test
    void no_script_runs_before_the_student_runs_a_cell_and_the_words_are_there() throws Exception {
        try (Browser browser = new Browser()) {
            open(browser, "untrusted");
            assertEquals(false, browser.run("return Jupyter.notebook.trusted"));
            assertEquals(null, browser.run("return window.planted"));
            assertEquals( // MathJax keeps its formulas in scripts of its own type, which no browser runs
                    List.of(),
                    browser.run("return [...document.querySelectorAll('.output script')]"
                            + ".filter(e => !e.type.startsWith('math/')).map(e => e.outerHTML)"));
            assertEquals(
                    List.of(),
                    browser.run("return [...document.querySelectorAll('.output *')].flatMap(e => [...e.attributes])"
                            + ".filter(a => a.name.startsWith('on') || a.value.startsWith('javascript:'))"
                            + ".map(a => a.name)"));
            String words = String.valueOf(
                    browser.run("return [...document.querySelectorAll('.output')].map(e => e.innerText).join(' ')"));
            assertTrue(words.contains("forward") && words.contains("backward"), words);
        }
    }

    @Test
    void the_same_outputs_are_alive_once_they_are_trusted() throws Exception {
        try (Browser browser = new Browser()) {
            open(browser, "trusted");
            assertEquals(true, browser.run("return Jupyter.notebook.trusted"));
            await(() -> browser.run("return window.allowed") != null);
        }
    }

    private static void open(Browser browser, String name) throws InterruptedException {
        String page = "http://127.0.0.1:" + port + "/notebooks/" + name + ".ipynb?token=t";
        String isLoaded = "return !!(window.Jupyter && Jupyter.notebook && Jupyter.notebook._fully_loaded)";
        await(() -> {
            try { // until the server listens
                browser.driver().get(page);
                return true;
            } catch (WebDriverException e) {
                return false;
            }
        });
        await(() -> browser.run(isLoaded).equals(true));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            if (condition.getAsBoolean()) return;
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new AssertionError("a minute has passed");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertEquals(0, process(command).start().waitFor(), String.join(" ", command));
    }

    private static ProcessBuilder process(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(command.length + ".log").toFile());
        for (String kind : List.of("DATA", "RUNTIME", "CONFIG"))
            builder.environment()
                    .put("JUPYTER_" + kind + "_DIR", folder.resolve(kind).toString());
        return builder;
    }
}
