package gradbook.kernel.execution;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;

/** Standard input of the cells: every line is asked from the person at the front end. */
final class Input extends InputStream {
    private final Cells cells;
    private byte[] line = {};
    private int at;

    Input(Cells cells) {
        this.cells = cells;
    }

    @Override
    public synchronized int read() throws IOException {
        fill();
        return line[at++] & 0xff;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) return 0;
        fill();
        int n = Math.min(length, line.length - at);
        System.arraycopy(line, at, bytes, offset, n);
        at += n;
        return n;
    }

    @Override
    public synchronized int available() {
        return line.length - at;
    }

    private void fill() throws IOException {
        if (at < line.length) return;
        try {
            line = (cells.ask("", false) + "\n").getBytes(StandardCharsets.UTF_8);
            at = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The cell was interrupted while it waited for input.");
        }
    }
}
