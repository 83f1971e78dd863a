package gradbook.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jupyter's own suite for kernels, {@code jupyter_kernel_test}: every test passes, the one for a pager skips. */
@Tag("jupyter")
class ConformanceJupyterIT {
    @Test
    void passes_jupyters_own_suite_for_kernels(@TempDir Path folder) throws Exception {
        Path suite = Path.of("src/test/python/conformance.py");
        String printed = RealJupyter.install(folder).run("/usr/bin/python3", suite.toString(), "gradbook");
        assertTrue(printed.contains("OK (skipped=1)"), printed);
    }
}
