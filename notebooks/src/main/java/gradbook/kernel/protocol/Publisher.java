package gradbook.kernel.protocol;

import com.google.gson.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Sends what everybody may see (IOPub): one thread owns the socket and keeps the order. What cells print is gathered
 * into few messages; nothing is dropped, and code that prints or displays faster than it is read has to wait, though not
 * for ever for a reader that has stopped.
 */
public final class Publisher {
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
    private static final int LARGE = 1 << 16;
    private static final int MOST_WAITING = 1 << 22;
    private static final int OVERHEAD = 1000; // what a message takes beside its text

    private record Item(
            String type, JsonObject content, Message parent, String stream, StringBuilder text, int length) {
        int size() {
            return stream == null ? length : text.length();
        }
    }

    private final Channel channel;
    private final Deque<Item> queue = new ArrayDeque<>();
    private final Thread thread = new Thread(this::send, "iopub");
    private int waiting; // characters in the queue
    private boolean closed;

    Publisher(Channel channel) {
        this.channel = channel;
        thread.setDaemon(true);
        thread.start();
    }

    /** Sends a message after all that was given before. */
    public synchronized void publish(String type, JsonObject content, Message parent) {
        queue.add(new Item(type, content, parent, null, null, 0));
        notifyAll();
    }

    /** Sends what a cell displays, of about that many characters. */
    public synchronized void display(String type, JsonObject content, Message parent, int length) {
        boolean interrupted = awaitRoom();
        queue.add(new Item(type, content, parent, null, null, OVERHEAD + length));
        waiting += OVERHEAD + length;
        notifyAll();
        if (interrupted) Thread.currentThread().interrupt();
    }

    /** Sends text of a stream, {@code stdout} or {@code stderr}. */
    public synchronized void print(String stream, CharSequence text, Message parent) {
        if (closed || text.isEmpty()) return;
        boolean interrupted = awaitRoom();
        Item last = queue.peekLast();
        if (last == null || !stream.equals(last.stream) || last.parent != parent) {
            last = new Item("stream", new JsonObject(), parent, stream, new StringBuilder(), 0);
            queue.add(last);
        }
        last.text.append(text);
        waiting += text.length();
        if (queue.size() > 1 || last.text.length() == text.length() || last.text.length() > LARGE) notifyAll();
        if (interrupted) Thread.currentThread().interrupt();
    }

    /** Lets the thread of a cell wait until the queue is short enough; whether it was interrupted meanwhile. */
    private boolean awaitRoom() {
        while (waiting > MOST_WAITING && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                return true; // the cell is being stopped: take its last words and let it go
            }
        }
        return false;
    }

    /** Sends what is waiting and ends. */
    void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.join(2000);
    }

    private void send() {
        long lastText = System.nanoTime() - GATHER_NANOS;
        try {
            for (Item item = next(lastText); item != null; item = next(lastText)) {
                if (item.stream != null) {
                    item.content.addProperty("name", item.stream);
                    item.content.addProperty("text", item.text.toString());
                    lastText = System.nanoTime();
                }
                sendSurely(item);
            }
        } catch (InterruptedException e) {
            Log.error("The publishing thread was interrupted", e);
        }
    }

    /** Sends even while a cell has taken all memory: as soon as some of it comes back. */
    private void sendSurely(Item item) throws InterruptedException {
        while (true) {
            try {
                channel.publish(item.type, item.content, item.parent);
                return;
            } catch (OutOfMemoryError e) {
                TimeUnit.NANOSECONDS.sleep(GATHER_NANOS);
            }
        }
    }

    /** The next thing to send: text is given a moment to gather, everything else goes at once. Null at the end. */
    private synchronized Item next(long lastText) throws InterruptedException {
        while (true) {
            Item head = queue.peek();
            if (head == null) {
                if (closed) return null;
                wait();
                continue;
            }
            long left = lastText + GATHER_NANOS - System.nanoTime();
            if (head.stream != null && queue.size() == 1 && !closed && head.text.length() < LARGE && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                continue;
            }
            queue.poll();
            waiting -= head.size();
            notifyAll();
            return head;
        }
    }
}
