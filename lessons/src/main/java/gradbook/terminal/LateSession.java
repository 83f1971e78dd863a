package gradbook.terminal;

import gradbook.session.Outcome;
import gradbook.session.Session;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A session that opens in the background, so that a person can read and type meanwhile. */
public final class LateSession implements Supplier<Session>, AutoCloseable {
    private final CompletableFuture<Session> session = new CompletableFuture<>();

    /**
     * Starts to open a session.
     *
     * @param first the cell to run before all others, such as imports
     * @throws IllegalStateException on a Java runtime without the module {@code jdk.jshell}
     */
    public LateSession(String first) {
        Session.requireJdk();
        Thread opener = new Thread(
                () -> {
                    try {
                        Session opened = Session.open();
                        Outcome outcome = opened.run(first);
                        if (outcome.failure() != null)
                            throw new IllegalStateException(outcome.failure().text());
                        opened.assist().completeness("0"); // what the first accepted line would wait for
                        session.complete(opened); // last: JShell is for one thread at a time
                    } catch (RuntimeException | Error e) {
                        session.completeExceptionally(e);
                    }
                },
                "session");
        opener.setDaemon(true);
        opener.start();
    }

    /** The session; waits for it if need be. */
    @Override
    public Session get() {
        return session.join();
    }

    @Override
    public void close() {
        if (session.isDone() && !session.isCompletedExceptionally()) get().close();
    }
}
