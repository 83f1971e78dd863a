package gradbook.session;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.BooleanSupplier;

/**
 * Runs student code on a thread of its own, so that a cell which hangs deep inside a library can be given up: its
 * thread is left behind and the next cell gets a new one.
 */
final class CellThread {
    /** How long interrupted code may take to end before it is given up. */
    private static final long GRACE_MILLIS = 1500;

    /** Threads that cells start are born into this group, and are stopped with the cell. */
    private final ThreadGroup group = new ThreadGroup("cells") {
        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            if (Memory.isShort(thrown)) Memory.release();
            if (!(thrown instanceof Checkpoint.Stopped stopped)) super.uncaughtException(thread, thrown);
            else if (stopped.exitCall != null)
                System.err.println(RunTimeErrors.exit(stopped).text());
        }
    };

    private final ClassLoader loader;
    private final BooleanSupplier interrupted;
    private ExecutorService executor;
    private volatile Thread current;
    private volatile CompletableFuture<Object> running;

    /** @param interrupted whether the cell that runs now was interrupted */
    CellThread(ClassLoader loader, BooleanSupplier interrupted) {
        this.loader = loader;
        this.interrupted = interrupted;
        executor = newExecutor();
    }

    /** Threads that a cell starts inherit its name. */
    private static final ThreadLocal<String> CELL = new InheritableThreadLocal<>();

    /** The name of the cell that the calling thread works for, or null. */
    static String currentCell() {
        return Thread.currentThread() instanceof ForkJoinWorkerThread ? null : CELL.get(); // pools serve all cells
    }

    boolean isCurrent() {
        return Thread.currentThread() == current;
    }

    /** Runs code for a cell and waits for its value. Throws what the code throws, or {@link GivenUp}. */
    Object call(String cell, Callable<?> code) throws Throwable {
        if (isCurrent()) return inPlace(code);
        CompletableFuture<Object> result = new CompletableFuture<>();
        running = result;
        executor.execute(() -> {
            Thread.interrupted(); // an interrupt meant for an earlier cell; if it was for this one, the flag is up
            CELL.set(cell);
            try {
                if (interrupted.getAsBoolean()) throw new Checkpoint.Stopped(null);
                result.complete(inPlace(code));
            } catch (Throwable e) {
                if (e instanceof OutOfMemoryError) Memory.release();
                result.completeExceptionally(e);
            }
        });
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof GivenUp) {
                executor.shutdown();
                executor = newExecutor();
                current = null; // the thread that is left behind must not pass for the next one
            }
            throw e.getCause();
        } finally {
            running = null;
        }
    }

    private static Object inPlace(Callable<?> code) throws Throwable {
        try {
            return code.call();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Interrupts all threads of the cells, and gives the running one up if it does not end soon. */
    void interrupt() {
        group.interrupt();
        CompletableFuture<Object> call = running;
        if (call != null) Later.run(GRACE_MILLIS, () -> call.completeExceptionally(new GivenUp()));
    }

    /** The threads that cells have started and that are in student code still; a pool's that wait for work are not. */
    Collection<Thread> leftOver() {
        Thread[] threads = new Thread[group.activeCount() + 16];
        int n = group.enumerate(threads);
        List<Thread> left = new ArrayList<>();
        for (int i = 0; i < n; i++) if (threads[i] != current && Checkpoint.isInside(threads[i])) left.add(threads[i]);
        return left;
    }

    void close() {
        executor.shutdownNow();
    }

    private ExecutorService newExecutor() {
        return Executors.newSingleThreadExecutor(body -> {
            Thread thread = new Thread(group, body, "cell");
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            current = thread;
            return thread;
        });
    }

    /** The code did not end after an interrupt: it runs on, and nobody waits for it. */
    static final class GivenUp extends Exception {
        private static final long serialVersionUID = 1;
    }
}
