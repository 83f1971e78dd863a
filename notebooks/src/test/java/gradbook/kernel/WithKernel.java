package gradbook.kernel;

import gradbook.kernel.protocol.Client;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** One kernel for all tests of a class. */
@Timeout(120)
abstract class WithKernel {
    static Client kernel;

    @BeforeAll
    static void start() throws IOException {
        kernel = new Client();
    }

    @AfterAll
    static void stop() {
        kernel.close();
    }
}
