package gradbook.kernel.protocol;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMonitor;

/** One socket on which messages come and go. It belongs to one thread, which must never be interrupted. */
public final class Channel {
    /** How many published messages wait in ZeroMQ for a reader that is slow. */
    private static final int MOST_UNREAD = 100;

    /** How long the publisher waits for a reader that takes nothing, as a console does that was stopped with Ctrl-Z. */
    private static final Duration STALLED = Duration.ofSeconds(10);

    /**
     * For a port that is taken for a moment. Jupyter starts a kernel that has ended anew, five times, and with
     * jupyter_client 7 at the same ports, whatever its log says of new ones: so each try waits a little, and none long.
     */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final String name;
    private final ZMQ.Socket socket;
    private final Wire wire;
    private final Set<Object> peers = ConcurrentHashMap.newKeySet(); // connections

    Channel(ZContext context, SocketType type, String name, String address, Wire wire) {
        this.name = name;
        this.wire = wire;
        socket = context.createSocket(type);
        socket.setLinger(1000);
        boolean toAll = type == SocketType.PUB;
        socket.setHWM(toAll ? MOST_UNREAD : 0);
        if (toAll) socket.setXpubNoDrop(true); // the publisher waits for slow readers
        if (toAll) socket.setSendTimeOut((int) STALLED.toMillis());
        if (type == SocketType.ROUTER) {
            socket.setRouterHandover(true); // a front end that reconnects keeps its name
            socket.setEventHook(this::note, ZMQ.EVENT_ACCEPTED | ZMQ.EVENT_DISCONNECTED);
        }
        bind(socket, address, PATIENCE);
    }

    /**
     * Listens at an address, and waits a while where its port is taken: a front end that looks for the kernel before it
     * listens may by chance do so from the very port that it looks for.
     *
     * @throws UncheckedIOException with a sentence, if the port stays taken
     */
    static void bind(ZMQ.Socket socket, String address, Duration patience) {
        for (long end = System.nanoTime() + patience.toNanos(); ; LockSupport.parkNanos(PAUSE_NANOS)) {
            try {
                socket.bind(address);
                return;
            } catch (ZMQException e) {
                if (e.getErrorCode() == ZMQ.Error.EADDRINUSE.getCode() && System.nanoTime() < end) continue;
                throw new UncheckedIOException(
                        "The kernel cannot listen at " + address + ", which Jupyter chose for it: "
                                + ZMQ.Error.findByCode(e.getErrorCode()).getMessage()
                                + ". Shut this kernel down and start another: Jupyter chooses other ports for that one.",
                        new IOException(e));
            }
        }
    }

    /**
     * Connects to an address. JeroMQ 0.6.0 at times forgets a connection that it has just made (its pull request 1022)
     * until the time for the handshake is over, which is half a minute if nobody says otherwise. Who listens is safe.
     */
    static void connect(ZMQ.Socket socket, String address) {
        socket.setHandshakeIvl((int) TimeUnit.SECONDS.toMillis(1));
        socket.connect(address);
    }

    private void note(ZEvent event) {
        if (event.getEvent() == ZMonitor.Event.ACCEPTED) peers.add(event.getValue());
        else peers.remove(event.getValue());
    }

    /** Whether a front end is connected. */
    boolean hasPeers() {
        return !peers.isEmpty();
    }

    /** The next message that is signed and whole; empty when the kernel closes. */
    public Optional<Message> receive() {
        socket.setReceiveTimeOut(-1);
        return next(true);
    }

    /** The next message if one comes in time. */
    public Optional<Message> receive(Duration wait) {
        socket.setReceiveTimeOut((int) wait.toMillis());
        return next(false);
    }

    private Optional<Message> next(boolean patient) {
        while (true) {
            List<byte[]> frames = new ArrayList<>();
            try {
                do {
                    byte[] frame = socket.recv();
                    if (frame == null) {
                        if (patient && frames.isEmpty()) continue;
                        return Optional.empty();
                    }
                    frames.add(frame);
                } while (socket.hasReceiveMore());
            } catch (ZMQException e) {
                if (e.getErrorCode() == ZMQ.Error.ETERM.getCode()) return Optional.empty();
                throw e;
            }
            try {
                return Optional.of(wire.message(frames));
            } catch (IllegalArgumentException e) {
                Log.note("A message on " + name + " is ignored: " + e.getMessage());
            }
        }
    }

    /** Sends to a front end if it is connected to this channel; whether it is. */
    boolean reach(String type, JsonObject content, Message parent) {
        socket.setRouterMandatory(true);
        try {
            send(type, content, parent);
            return true;
        } catch (ZMQException e) {
            if (e.getErrorCode() == ZMQ.Error.EHOSTUNREACH.getCode()) return false;
            throw e;
        }
    }

    /** Sends to all who listen. Who is waited for in vain misses what comes until they read again; nobody else does. */
    void publish(String type, JsonObject content, Message parent) {
        List<byte[]> frames = wire.frames(Message.of(type, content, parent));
        if (Wire.send(socket, frames)) return;
        socket.setXpubNoDrop(false); // from now on ZeroMQ leaves them out
        Wire.send(socket, frames);
        socket.setXpubNoDrop(true);
    }

    public void send(String type, JsonObject content, Message parent) {
        Wire.send(socket, wire.frames(Message.of(type, content, parent)));
    }
}
