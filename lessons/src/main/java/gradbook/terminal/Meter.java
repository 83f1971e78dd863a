package gradbook.terminal;

import gradbook.layer.Epoch;
import gradbook.layer.ProgressBar;
import gradbook.layer.Training;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * What a person sees of work that takes long: one line, drawn over and over, that tells the time and how far a training
 * is. It gives way to everything that is printed, and leaves nothing behind.
 */
final class Meter extends OutputStream implements Training.Listener {
    private static final long PATIENCE_MILLIS = 1000;
    private static final long PERIOD_MILLIS = 250;

    private final OutputStream out;
    private final Charset charset;
    private final boolean canRedraw;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(body -> {
        Thread thread = new Thread(body, "meter");
        thread.setDaemon(true);
        return thread;
    });
    private ScheduledFuture<?> ticks;
    private IntSupplier width;
    private long started;
    private String doing;
    private int drawn;
    private boolean isLineStart = true;

    Meter(OutputStream out, Charset charset, boolean canRedraw) {
        this.out = out;
        this.charset = charset;
        this.canRedraw = canRedraw;
    }

    /** Work begins; until {@link #stop} it is shown if it takes long. */
    synchronized void start(IntSupplier width) {
        if (!canRedraw) return;
        this.width = width;
        started = System.nanoTime();
        doing = null;
        Training.observe(this);
        ticks = clock.scheduleAtFixedRate(this::tick, PATIENCE_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    synchronized void stop() {
        if (ticks != null) ticks.cancel(false);
        ticks = null;
        Training.observe(null);
        erase();
    }

    /** How far the work is, as a line. */
    synchronized void at(int done, int of, String what) {
        doing = ProgressBar.line(done, of, what);
    }

    @Override
    public void epoch(Epoch epoch) {
        at(epoch.number(), epoch.of(), epoch.toString());
    }

    @Override
    public synchronized void finished(Training.Result result) {
        doing = null;
    }

    private synchronized void tick() {
        if (ticks == null || !isLineStart) return;
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
        String line = (doing == null ? "Working" : doing) + ", " + seconds + " s. Ctrl-C stops it.";
        int room = width.getAsInt() - 1;
        if (line.length() > room) line = line.substring(0, room);
        raw("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
        drawn = line.length();
    }

    private void erase() {
        if (drawn > 0) raw("\r" + " ".repeat(drawn) + "\r");
        drawn = 0;
    }

    private void raw(String text) {
        try {
            out.write(text.getBytes(charset));
            out.flush();
        } catch (IOException e) {
            // the terminal is gone; the program will notice when it reads
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) return;
        erase();
        out.write(bytes, from, length);
        isLineStart = bytes[from + length - 1] == '\n';
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
