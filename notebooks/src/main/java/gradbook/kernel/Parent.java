package gradbook.kernel;

import java.util.Optional;

/** Ends the kernel when the server that started it is gone. */
final class Parent {
    private Parent() {}

    static void watch() {
        String pid = System.getenv("JPY_PARENT_PID");
        if (pid == null || !pid.matches("[0-9]{1,18}")) return; // started by hand
        Optional<ProcessHandle> parent = System.getProperty("os.name").startsWith("Windows")
                ? ProcessHandle.current()
                        .parent() // the variable has a handle there, which no process has as its number
                : ProcessHandle.of(Long.parseLong(pid)); // an orphan's parent is another
        Runnable end = Exit::now;
        parent.ifPresentOrElse(server -> server.onExit().thenRun(end), end);
    }
}
