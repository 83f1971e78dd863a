package gradbook.session;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.SPIResolutionException;

/** JShell's hand in this JVM: loads the snippets' classes, runs them, keeps the value and the exception as they are. */
final class CellControl extends DirectExecutionControl {
    private final CellThread thread;
    private String cell;
    private boolean busy;
    private volatile boolean interrupted;
    private Object value;
    private boolean hasValue;
    private Throwable thrown;
    private volatile Duration limit; // of one statement, or null
    private volatile Object timer; // of the statement that runs
    private volatile boolean expired;

    CellControl(CellLoader loader) {
        super(loader);
        thread = new CellThread(loader, this::interrupted);
    }

    /** Makes ready for a cell; what an interrupt has left of the one before is condemned. */
    synchronized void begin(String cell) {
        busy = true;
        this.cell = cell;
        Checkpoint.release(interrupted ? thread.leftOver() : List.of());
        interrupted = false;
        expired = false;
        forget();
    }

    /** The cell is done: until the next one there is nothing to interrupt. */
    synchronized void end() {
        busy = false;
    }

    /** Whether a cell has begun and not ended. */
    synchronized boolean isBusy() {
        return busy;
    }

    /** Forgets what the last snippet left, before the next one. */
    void forget() {
        value = null;
        hasValue = false;
        thrown = null;
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        forget();
        startTimer();
        try {
            value = thread.call(cell, () -> snippet.invoke(null));
            hasValue = snippet.getReturnType() != void.class;
        } catch (SPIResolutionException e) {
            throw e; // the snippet needs a name that is not declared yet
        } catch (Checkpoint.Stopped | CellThread.GivenUp e) {
            throw stopped(e);
        } catch (Throwable e) {
            if (interrupted) throw stopped(e);
            thrown = e;
            throwConvertedInvocationException(e);
        } finally {
            stopTimer();
        }
        if (interrupted) throw stopped(new Checkpoint.Stopped(null));
        return ""; // JShell's own text of the value: nobody reads it
    }

    void limit(Duration statement) {
        limit = statement;
    }

    Duration limit() {
        return limit;
    }

    /** Whether the statement was stopped because it took too long. */
    boolean isExpired() {
        return expired;
    }

    private synchronized void startTimer() {
        if (limit == null || timer != null) return; // a statement inside another one shares its time
        Object mine = new Object();
        timer = mine;
        Later.run(limit.toMillis(), () -> expire(mine));
    }

    private synchronized void expire(Object statement) {
        if (timer != statement) return; // it has ended
        expired = true;
        interrupt();
    }

    private synchronized void stopTimer() {
        if (!isInCell()) timer = null;
    }

    /** Whether the calling thread is the one that cells run on. */
    boolean isInCell() {
        return thread.isCurrent();
    }

    /** Calls host code where cells run. */
    Object call(Callable<?> code) throws Throwable {
        return thread.call(cell, code);
    }

    private StoppedException stopped(Throwable cause) {
        hasValue = false;
        value = null;
        thrown = cause;
        return new StoppedException();
    }

    /** Stops the running cell and its threads; while none runs, the threads of earlier ones go on. */
    synchronized void interrupt() {
        if (!busy) return;
        interrupted = true;
        Checkpoint.stopAll();
        thread.interrupt();
    }

    Object value() {
        return value;
    }

    /** Whether the last snippet ran to its end and left a value. */
    boolean hasValue() {
        return hasValue;
    }

    /** What ended the last snippet, or null. */
    Throwable thrown() {
        return thrown;
    }

    boolean interrupted() {
        return interrupted;
    }

    @Override
    public void close() {
        thread.close();
    }
}
