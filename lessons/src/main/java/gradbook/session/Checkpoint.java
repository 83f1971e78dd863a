package gradbook.session;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The place where student code can be stopped: the {@link Weaver} calls {@link #pass} at every method entry and loop.
 *
 * <p>While nothing is to be stopped the call is a no-op that the JIT removes: the target of a mutable call site is a
 * constant to it. A volatile flag, the usual way, would more than double the time of vectorised loops. All cells of the
 * JVM share the call site, because a cell's work may run on any thread (parallel streams, executors).
 *
 * <p>Public only because student classes call it.
 */
public final class Checkpoint {
    private static final MethodHandle GO = handle("go");
    private static final MethodHandle STOP = handle("stop");
    private static final MethodHandle STOP_CONDEMNED = handle("stopCondemned");
    private static final MutableCallSite SITE = new MutableCallSite(GO);
    private static final MethodHandle TARGET = SITE.dynamicInvoker();
    private static final Set<Thread> CONDEMNED = ConcurrentHashMap.newKeySet();
    private static final StackWalker WALKER = StackWalker.getInstance();

    private Checkpoint() {}

    /** Called by student code wherever it could go on forever. */
    public static void pass() throws Throwable {
        TARGET.invokeExact();
    }

    /** Stands in for {@code System.exit(status)} in student code. */
    public static void exit(int status) {
        throw new Stopped("System.exit(" + status + ")");
    }

    /** Stands in for {@code runtime.exit(status)} in student code. */
    public static void exit(Runtime runtime, int status) {
        throw new Stopped("Runtime.exit(" + status + ")");
    }

    /** Stands in for {@code runtime.halt(status)} in student code. */
    public static void halt(Runtime runtime, int status) {
        throw new Stopped("Runtime.halt(" + status + ")");
    }

    /** From now on every thread in student code stops. */
    static void stopAll() {
        aim(STOP);
    }

    /** New student code may run, except on threads that were stopped and have not left the old one yet. */
    static void release(Collection<Thread> condemned) {
        CONDEMNED.addAll(condemned);
        CONDEMNED.removeIf(thread -> !isInside(thread));
        aim(CONDEMNED.isEmpty() ? GO : STOP_CONDEMNED);
    }

    private static void aim(MethodHandle target) {
        if (SITE.getTarget() == target) return; // compiled code would be thrown away for nothing
        SITE.setTarget(target);
        MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }

    private static void go() {}

    private static void stop() {
        throw new Stopped(null);
    }

    private static void stopCondemned() {
        if (!CONDEMNED.contains(Thread.currentThread())) return;
        if (!isFresh()) throw new Stopped(null);
        CONDEMNED.remove(Thread.currentThread()); // a pool's thread that has left what it did, and does something new
    }

    /** Whether the calling thread has just entered student code: its outermost method there is at its first instruction. */
    private static boolean isFresh() {
        return WALKER.walk(stack -> stack.filter(frame -> isStudents(frame.getClassName()))
                        .map(StackWalker.StackFrame::getByteCodeIndex)
                        .limit(2)
                        .toList())
                .equals(List.of(0));
    }

    /** Whether a thread is in student code, or in something that it called. */
    static boolean isInside(Thread thread) {
        return Stream.of(thread.getStackTrace()).anyMatch(frame -> isStudents(frame.getClassName()));
    }

    private static boolean isStudents(String className) {
        return className.startsWith("REPL."); // the package of what JShell makes of snippets
    }

    private static MethodHandle handle(String name) {
        try {
            return MethodHandles.lookup().findStatic(Checkpoint.class, name, MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Unwinds student code: the student stopped it, or it called {@code exitCall}. */
    static final class Stopped extends Error {
        private static final long serialVersionUID = 1;

        final transient String exitCall;

        Stopped(String exitCall) {
            super(exitCall == null ? "stopped" : exitCall, null, false, false);
            this.exitCall = exitCall;
        }

        /** The call of an exit behind an error, be it that a library has wrapped it; or null. */
        static Stopped exitIn(Throwable thrown) {
            for (Throwable t = thrown; t != null; t = t.getCause())
                if (t instanceof Stopped stopped && stopped.exitCall != null) return stopped;
            return null;
        }
    }
}
