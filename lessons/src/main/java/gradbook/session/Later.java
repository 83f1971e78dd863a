package gradbook.session;

/** Does something in a while, on a thread of its own: the common pool, where the JDK's timers end, may hang in a cell. */
final class Later {
    private Later() {}

    static void run(long millis, Runnable action) {
        Thread thread = new Thread(
                () -> {
                    try {
                        Thread.sleep(millis);
                    } catch (InterruptedException e) {
                        // then at once
                    }
                    action.run();
                },
                "later");
        thread.setDaemon(true);
        thread.start();
    }
}
