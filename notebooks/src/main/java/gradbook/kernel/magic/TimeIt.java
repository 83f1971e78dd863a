package gradbook.kernel.magic;

import gradbook.session.Outcome;
import gradbook.session.Session;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Locale;

/** Times a piece of Java: in a loop that is compiled once, so that the clock and the evaluator cost nothing. */
public final class TimeIt {
    private static final long LEAST_NANOS =
            100_000_000; // of one repeat: the clock's grain and its cost are nothing then
    private static final int REPEATS = 7;

    /** The loop around the student's code. */
    public abstract static class Loop {
        private static final VarHandle KEPT = MethodHandles.arrayElementVarHandle(Object[].class);
        private static final VarHandle KEPT_LONG = MethodHandles.arrayElementVarHandle(long[].class);
        private static final Object[] OBJECTS = new Object[1];
        private static final long[] LONGS = new long[1];

        /** Runs the code so many times. */
        public abstract void run(long times) throws Throwable;

        /** Takes a value, so that the JVM can neither leave out what makes it nor make one run of several. */
        public static void keep(Object value) {
            KEPT.setOpaque(OBJECTS, 0, value);
        }

        public static void keep(long value) {
            KEPT_LONG.setOpaque(LONGS, 0, value);
        }

        public static void keep(double value) {
            keep(Double.doubleToRawLongBits(value));
        }

        public static void keep(boolean value) {
            keep(value ? 1L : 0L);
        }
    }

    private final Session session;

    TimeIt(Session session) {
        this.session = session;
    }

    /** Prints the least and the median time of one run. */
    Outcome time(String code) throws Exception {
        String cell = Session.currentCell();
        Outcome made = session.run(loop("keep(" + code.strip().replaceFirst(";$", "") + ");"), cell);
        if (made.failure() != null) made = session.run(loop(code), cell); // no expression, or one of type void
        if (made.failure() != null || !(made.value() instanceof Loop loop))
            return session.run(code, cell); // its own error
        long times = 1;
        long nanos = nanos(loop, times);
        while (nanos < LEAST_NANOS) {
            times = nanos * 20 < LEAST_NANOS ? times * 10 : Math.max(times + 1, times * LEAST_NANOS / nanos + 1);
            nanos = nanos(loop, times);
        }
        double[] each = new double[REPEATS];
        for (int i = 0; i < REPEATS; i++) each[i] = (double) nanos(loop, times) / times;
        Arrays.sort(each);
        System.out.println(text(each[0]) + " at least, " + text(each[REPEATS / 2]) + " in the median (" + REPEATS
                + " repeats of " + times + (times == 1 ? " run)" : " runs)"));
        return Outcome.EMPTY;
    }

    private static String loop(String body) {
        return "new gradbook.kernel.magic.TimeIt.Loop() { public void run(long times) throws Throwable {"
                + " for (long i__ = 0; i__ < times; i__++) { " + body + "\nkeep(i__); } } }";
    }

    private static long nanos(Loop loop, long times) throws Exception {
        long start = System.nanoTime();
        try {
            loop.run(times);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return System.nanoTime() - start;
    }

    private static String text(double nanos) {
        String[] units = {"ns", "\u00b5s", "ms", "s"};
        int unit = 0;
        for (; unit < 3 && nanos >= 1000; unit++) nanos /= 1000;
        return String.format(
                Locale.ROOT, nanos < 10 ? "%.2f %s" : nanos < 100 ? "%.1f %s" : "%.0f %s", nanos, units[unit]);
    }
}
