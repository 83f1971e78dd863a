package gradbook.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/** What an {@code OutOfMemoryError} does is tested where the heap can be small: in the kernel's test of this name. */
class MemoryTest {
    @Test
    void garbage_that_is_most_of_what_is_in_use_is_collected_before_a_cell() {
        WeakReference<byte[]> garbage = new WeakReference<>(new byte[500 << 20]);
        Memory.prepare();
        assertTrue(garbage.refersTo(null), "500 MB of garbage are still there");
    }
}
