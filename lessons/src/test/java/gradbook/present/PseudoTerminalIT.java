package gradbook.present;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar at a real terminal: a pseudo-terminal of the operating system, with real keys and a real Ctrl-C. Needs Python, as Jupyter does. */
@Tag("jupyter")
class PseudoTerminalIT {
    /** Starts a program at a terminal of some columns; types, and waits for what must come up, by turns. */
    private static final String DRIVER = """
            import fcntl, os, pty, select, signal, struct, sys, termios, time
            script = sys.argv[1].split('\\x1f'); columns = int(sys.argv[2]); command = sys.argv[3:]
            pid, fd = pty.fork()
            if pid == 0: # a build in the background hands down that it ignores Ctrl-C
                for key in signal.SIGINT, signal.SIGQUIT: signal.signal(key, signal.SIG_DFL)
                os.environ['TERM'] = 'xterm-256color'
                os.execvp(command[0], command)
            if columns: fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 50, columns, 0, 0))
            seen = b''; at = 0
            def more():
                global seen
                if not select.select([fd], [], [], 0.1)[0]: return True
                try: piece = os.read(fd, 65536)
                except OSError: piece = b''
                seen += piece
                os.write(1, piece)
                return piece != b''
            for i, text in enumerate(script):
                if i % 2:
                    os.write(fd, text.encode())
                    continue
                end = time.time() + 90
                while text.encode() not in seen[at:]:
                    if time.time() > end: sys.exit('\\nwaited in vain for ' + text)
                    if not more(): break
                at = seen.find(text.encode(), at) + len(text.encode())
            while more(): pass
            sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
            """;

    @TempDir
    Path folder;

    /** @param turns what to wait for and what to type then, by turns */
    private Run at(List<String> arguments, String... turns) throws Exception {
        return at(60, arguments, turns);
    }

    /** @param columns 0 for a terminal that does not know how large it is */
    private Run at(int columns, List<String> arguments, String... turns) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("python3", "-c", DRIVER, String.join("\u001f", turns), String.valueOf(columns)));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dgradbook.home=" + folder.resolve("home"));
        command.addAll(List.of("-jar", Path.of("target", "gradbook.jar").toString()));
        command.addAll(arguments);
        File out = folder.resolve("out").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out);
        builder.environment().remove("NO_COLOR");
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(180, TimeUnit.SECONDS);
        if (!ended) process.destroyForcibly();
        String printed = Files.readString(out.toPath());
        assertTrue(ended, printed);
        return new Run(process.exitValue(), printed, "");
    }

    @Test
    void should_read_java_and_stop_a_cell_at_ctrl_c() throws Exception {
        Run run = at(
                List.of(),
                "gradbook> ",
                "Value x = Value.of(\"x\", 6);\r",
                "gradbook> ",
                "System.out.print(\"in the \"); System.out.println(\"loop\"); while (true);\r",
                "in the loop",
                "\u0003",
                "The cell was interrupted.",
                "",
                "gradbook> ",
                "x.mul(7).data()\r",
                "42.0",
                "",
                "gradbook> ",
                "half a line\u0003",
                "gradbook> ",
                "\u0004");
        assertEquals(0, run.code(), run.out());
        assertFalse(run.out().contains("WARNING"), run.out());
    }

    @Test
    void should_hold_a_lecture_and_come_back_to_it() throws Exception {
        Run run = at(
                List.of("1"),
                "[1/",
                "\r",
                "No prediction for ∂f/∂x yet.",
                "",
                "Enter: next",
                "\u001b[C", // an arrow, in the form of a terminal that nobody has told its mode
                "[2/",
                "\r",
                "-12",
                "",
                "Enter: next",
                "q");
        assertEquals(0, run.code(), run.out());
        assertTrue(run.out().contains("\u001b["), "no colour: " + run.out());
        assertFalse(run.out().contains("WARNING"), run.out());
        Run again = at(List.of("1"), "on from step 2 of", "", "[2/", "\r", "-12", "", "Enter: next", "q");
        assertEquals(0, again.code(), again.out());
    }

    @Test
    void should_tell_that_a_cell_takes_long_and_stop_it_and_not_the_class_at_ctrl_c() throws Exception {
        Run run = at(
                List.of("1"),
                "[1/",
                "j",
                "Jump to step: ",
                "2\r",
                "[2/",
                "e",
                "edit> ",
                "\u001b\rwhile (true);\r", // one more line
                "Ctrl-C stops it.",
                "\u0003",
                "The cell was interrupted.",
                "",
                "Enter: run it as the lesson has it",
                "\r",
                "-12",
                "",
                "Enter: next",
                "q");
        assertEquals(0, run.code(), run.out());
    }

    @Test
    void should_work_where_the_terminal_does_not_tell_its_size() throws Exception {
        Run run = at(0, List.of(), "gradbook> ", "6 * 7\r", "42", "", "gradbook> ", "\u0004");
        assertEquals(0, run.code(), run.out());
    }
}
