package gradbook.kernel;

/** Makes sure that the process ends, whatever a notebook has left behind. */
final class Exit {
    private static final long PATIENCE_MILLIS = 250;

    private Exit() {}

    /** Ends the process at once. */
    static void now() {
        ExitTrap.open();
        Runtime.getRuntime().halt(0);
    }

    /** Ends the process in a moment, even if a shutdown hook hangs. */
    static void soon() {
        Thread last = new Thread(
                () -> {
                    try {
                        Thread.sleep(PATIENCE_MILLIS);
                    } catch (InterruptedException e) {
                        // then at once
                    }
                    now();
                },
                "exit");
        last.setDaemon(true);
        last.start();
    }
}
