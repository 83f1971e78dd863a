package gradbook.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/** What an {@code OutOfMemoryError} does is tested where the heap can be small: in the kernel's test of this name. */
class MemoryTest {
    @Test
    void garbage_that_is_most_of_what_is_in_use_is_collected_before_a_cell() {
        collectedByTheJvm();
        WeakReference<byte[]> garbage = new WeakReference<>(new byte[300 << 20]);
        Memory.prepare();
        assertTrue(garbage.refersTo(null), "300 MB of garbage are still there");
    }

    @Test
    void little_garbage_is_left_to_the_jvm() {
        collectedByTheJvm();
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        Memory.prepare();
        assertFalse(garbage.refersTo(null), "a collection for nothing");
    }

    @Test
    void a_large_variable_that_is_gone_counts_no_more() {
        collectedByTheJvm();
        byte[] large = new byte[400 << 20];
        Memory.prepare();
        assertTrue(large.length > 0); // is there until now
        large = null;
        collectedByTheJvm();
        WeakReference<byte[]> garbage = new WeakReference<>(new byte[300 << 20]);
        Memory.prepare();
        assertTrue(garbage.refersTo(null), "300 MB of garbage are still there");
    }

    /** Whatever other tests have left: as when the JVM has collected by itself. */
    private static void collectedByTheJvm() {
        System.gc();
        Memory.prepare();
    }
}
