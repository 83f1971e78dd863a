package gradbook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.session.Failure.Kind;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
public class InterruptTest {
    /** How long a loop runs, by its thread's own clock, before it is interrupted: until it is compiled. */
    private static final Duration COMPILED = Duration.ofMillis(200);

    /** The thread of the cell, put here by the cell when it is about to hang. */
    public static volatile Thread inside;

    private static final String HERE = "gradbook.session.InterruptTest.inside = Thread.currentThread(); ";

    final Session session = Session.open();

    /** Runs the cells; not the common pool, which cells fill. */
    final ExecutorService host = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        session.close();
        host.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "while (true) { try { Thread.sleep(10); } catch (Throwable t) {} }",
                "while (true) { try { while (true) {} } catch (Throwable t) {} }",
                "Thread.sleep(100_000)",
                "Stream.iterate(0, i -> i + 1).filter(i -> i < 0).findFirst()",
                "IntStream.iterate(0, i -> i).parallel().filter(i -> i < 0).findAny()",
                "for (;;) System.err.print(\"\");",
                "new java.util.concurrent.CountDownLatch(1).await();",
                "IntStream.range(0, 64).parallel().forEach(i -> { try { Thread.sleep(100_000); } catch (InterruptedException e) { throw new RuntimeException(e); } });",
                "CompletableFuture.supplyAsync(() -> { while (true) {} }).join();",
                "Object lock = new Object(); Thread holder = new Thread(() -> { synchronized (lock) { while (true) {} } });"
                        + " holder.start(); while (holder.getState() == Thread.State.NEW) {} synchronized (lock) {}",
                "class Endless { static int v = spin(); static int spin() { while (true) {} } }\nEndless.v",
                "int i = 0; do { switch (i) { case 0: continue; default: i = 0; } } while (true);"
            })
    void hanging_cells_stop_and_variables_are_kept(String hang) throws Exception {
        session.run("int keep = 42;");
        assertEquals(Kind.INTERRUPTED, interrupted(hang).failure().kind());
        assertEquals(42, session.run("keep").value());
    }

    @Test
    void threads_of_the_cell_stop_with_it() throws Exception {
        session.run(
                "Thread busy = new Thread(() -> { while (true) {} });"
                        + "Thread stubborn = new Thread(() -> { while (true) try { Thread.sleep(50); } catch (Exception e) {} });");
        interrupted("busy.start(); stubborn.start(); while (true) {}");
        Thread busy = (Thread) session.run("busy").value();
        Thread stubborn = (Thread) session.run("stubborn").value();
        busy.join(5000);
        stubborn.join(5000);
        assertFalse(busy.isAlive());
        assertFalse(stubborn.isAlive());
    }

    @Test
    void code_deep_in_a_library_is_given_up_and_the_next_cell_runs() throws Exception {
        session.run("int keep = 42;");
        Failure failure = interruptedDeepInside("new Semaphore(0).acquireUninterruptibly();")
                .failure();
        assertEquals(Kind.INTERRUPTED, failure.kind());
        assertTrue(failure.message().contains("deep inside a library"), failure.message());
        assertTrue(failure.message().endsWith("restart the kernel if it does."), failure.message());
        assertEquals(42, session.run("keep").value());
    }

    @Test
    void a_cell_whose_common_pool_is_stuck_is_given_up_too() throws Exception {
        session.run("Semaphore closed = new Semaphore(0);");
        Outcome outcome = interruptedDeepInside(
                "IntStream.range(0, 64).parallel().forEach(i -> closed.acquireUninterruptibly());");
        assertEquals(Kind.INTERRUPTED, outcome.failure().kind());
        session.run("closed.release(64);");
        assertEquals(2, session.run("1 + 1").value());
    }

    @Test
    void pools_work_again_after_an_interrupt() throws Exception {
        session.run("ExecutorService pool = Executors.newFixedThreadPool(1); pool.submit(() -> 1).get();");
        interrupted("pool.submit(() -> { while (true) {} });\n"
                + "IntStream.iterate(0, i -> i).parallel().filter(i -> i < 0).findAny()");
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    499_500L,
                    session.run("LongStream.range(0, 1000).parallel().map(i -> i).sum()")
                            .value());
            assertEquals(
                    45,
                    session.run(
                                    "pool.submit(() -> { int s = 0; for (int i = 0; i < 10; i++) s += i; return s; }).get()")
                            .value());
        }
    }

    @Test
    void a_pools_thread_that_was_given_up_works_again_when_it_comes_back() throws Exception {
        session.run(
                "ExecutorService one = Executors.newFixedThreadPool(1); Semaphore gate = new Semaphore(0); int hits = 0;");
        session.run(
                "one.submit(() -> { gate.acquireUninterruptibly(); for (int i = 0; i < 9; i++) hits++; return 0; });");
        interrupted("while (true) {}");
        assertEquals(5, session.run("gate.release(); one.submit(() -> 5).get()").value());
        assertTrue((int) session.run("hits").value() <= 1); // it ended where the loop would go round
    }

    @Test
    void an_interrupt_between_cells_does_not_hurt_the_next_one() {
        session.interrupt();
        assertEquals(2, session.run("1 + 1").value());
        assertEquals(3, session.run("int three() { return 3; }\nthree()").value());
    }

    @Test
    void an_interrupt_between_cells_leaves_background_threads_alone() throws Exception {
        session.run("volatile long beats = 0;\nThread heart = new Thread(() -> { while (true) { beats++;"
                + " try { Thread.sleep(5); } catch (InterruptedException e) { return; } } }); heart.start();");
        session.interrupt();
        Thread heart = (Thread) session.run("heart").value();
        long seen = (long) session.run("beats").value();
        while ((long) session.run("beats").value() < seen + 3) assertTrue(heart.isAlive());
        assertEquals(Kind.INTERRUPTED, interrupted("while (true) {}").failure().kind());
        heart.join(5000);
        assertFalse(heart.isAlive());
    }

    @Test
    void code_that_was_given_up_never_comes_back_to_life() throws Exception {
        session.run("int hits = 0;\nSemaphore gate = new Semaphore(0);");
        interruptedDeepInside("gate.acquireUninterruptibly(); for (int i = 0; i < 1000; i++) hits++;");
        Thread givenUp = inside;
        session.run("gate.release();");
        givenUp.join(10_000);
        assertFalse(givenUp.isAlive());
        assertTrue((int) session.run("hits").value() <= 1); // it ends where the loop would go round
    }

    /** Interrupts statements that wait where no interrupt reaches them, once they wait. */
    private Outcome interruptedDeepInside(String statements) throws Exception {
        Future<Outcome> outcome = start("{ " + HERE + statements + " }");
        while (inside.getState() != Thread.State.WAITING) Thread.sleep(10);
        session.interrupt();
        return outcome.get(30, TimeUnit.SECONDS);
    }

    /** Interrupts a cell once it waits, or has been in its loop for so long that the loop is compiled. */
    private Outcome interrupted(String hang) throws Exception {
        Future<Outcome> outcome = start(HERE + "\n" + hang);
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long start = clock.getThreadCpuTime(inside.getId());
        while (!outcome.isDone() && !waits() && clock.getThreadCpuTime(inside.getId()) - start < COMPILED.toNanos())
            Thread.sleep(10);
        session.interrupt();
        return outcome.get(20, TimeUnit.SECONDS);
    }

    private static boolean waits() {
        return inside.getState() != Thread.State.RUNNABLE && Checkpoint.isInside(inside);
    }

    private Future<Outcome> start(String cell) throws InterruptedException {
        inside = null;
        Future<Outcome> outcome = host.submit(() -> session.run(cell));
        while (inside == null && !outcome.isDone()) Thread.sleep(10);
        return outcome;
    }
}
