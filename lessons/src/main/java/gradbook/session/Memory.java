package gradbook.session;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the heap small between cells, and helps a session over an {@code OutOfMemoryError}. A reserve is given up, so that there is room to act at all; if that
 * is not enough for the compiler, the variables that hold most are set to null.
 */
final class Memory {
    private static final int MEGABYTE = 1 << 20;
    private static final int RESERVE = 16 * MEGABYTE;

    // One of each for the JVM, whose heap it is.
    private static volatile byte[] reserve;
    private static long live =
            2 * RESERVE; // what was in use after the last collection, or since; at first, what a young session takes

    /** A variable of the session: a static field of the class that JShell made for it. */
    record Variable(String name, Field field) {
        long bytes() {
            try {
                return Size.of(field.get(null));
            } catch (IllegalAccessException e) {
                return 0;
            }
        }

        void clear() {
            try {
                field.set(null, null);
            } catch (IllegalAccessException e) {
                // a final field: it stays
            }
        }
    }

    private Memory() {}

    /** Gives the reserve up, at the very place where the error is caught: to hand it on takes memory, too. */
    static void release() {
        reserve = null;
    }

    /**
     * Collects what is garbage when that may be a third of what is in use, and puts the reserve back, if there is room for it. Left
     * to itself, the serial collector of JDK 25 lets the heap grow as far as it may before it collects the whole of it.
     */
    static synchronized void prepare() {
        live = Math.min(live, used()); // a large variable may be gone since
        if (used() > 3 * live / 2 + RESERVE) {
            System.gc();
            live = used();
        }
        if (reserve == null && free() > 4L * RESERVE) reserve = new byte[RESERVE];
    }

    /** Whether an error is about memory, be it in a cause. */
    static boolean isShort(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) if (t instanceof OutOfMemoryError) return true;
        return false;
    }

    /**
     * Makes room after an {@code OutOfMemoryError}.
     *
     * @param touched the variables that the failing cell names; all others are kept
     * @return a sentence for the student on what was done
     */
    static String makeRoom(List<Variable> touched) {
        release();
        System.gc();
        long enough = Math.max(48L * MEGABYTE, Runtime.getRuntime().maxMemory() / 8);
        List<Variable> largest = new ArrayList<>(touched);
        largest.sort(Comparator.comparingLong(Variable::bytes).reversed());
        List<String> cleared = new ArrayList<>();
        for (Variable variable : largest) {
            if (free() >= enough) break;
            cleared.add(variable.name + " (about " + variable.bytes() / MEGABYTE + " MB)");
            variable.clear();
            System.gc();
        }
        if (!cleared.isEmpty())
            return "To free memory, " + String.join(", ", cleared) + (cleared.size() == 1 ? " was" : " were")
                    + " set to null; all other variables are kept.";
        return free() >= enough
                ? "All variables are kept."
                : "Memory is still short: set to null what you do not need any more.";
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long free() {
        return Runtime.getRuntime().maxMemory() - used();
    }
}
