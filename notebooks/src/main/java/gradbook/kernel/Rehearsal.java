package gradbook.kernel;

import gradbook.kernel.protocol.Connection;
import gradbook.kernel.protocol.FrontEnd;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Plays a short session, so that the JVM can note which classes a kernel needs as it starts: the installer makes an
 * archive of them.
 */
final class Rehearsal {
    private static final List<String> CELLS = List.of(
            "1 + 1",
            "import gradbook.scalar.Value;\nimport static gradbook.show.Show.show;",
            "Value x = Value.of(\"x\", -2), y = Value.of(\"y\", 5);\nValue f = x.mul(y);\nf.backward();",
            "show(f);",
            "f",
            "System.out.println(\"said\"); System.err.println(\"said\");",
            "int square(int n) { return n * n; }\nfor (int i = 0; i < 3; i++) square(i);\nList.of(square(2))",
            "record P(int a) {}\nStream.of(1, 2).map(P::new).collect(Collectors.toList())",
            "int wrong = \"text\";",
            "square(1) / 0");

    private Rehearsal() {}

    static void play() throws IOException {
        Connection connection = Connection.onFreePorts();
        Thread kernel = new Thread(() -> Kernel.serve(connection), "kernel");
        kernel.setDaemon(true); // if it does not answer, the installer goes on without an archive
        kernel.start();
        try (FrontEnd frontEnd = new FrontEnd(connection, Duration.ofMinutes(1)).listening(connection)) {
            frontEnd.ask("kernel_info_request", Map.of());
            for (String cell : CELLS) frontEnd.ask("execute_request", Map.of("code", cell, "stop_on_error", "false"));
            frontEnd.ask("complete_request", Map.of("code", "f.dat"));
            frontEnd.ask("shutdown_request", Map.of());
        }
        try {
            kernel.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
