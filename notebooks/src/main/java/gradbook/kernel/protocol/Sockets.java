package gradbook.kernel.protocol;

import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** The five sockets of a kernel, bound and ready. */
public final class Sockets implements AutoCloseable {
    private final ZContext context = new ZContext();
    private final Channel shell;
    private final Channel control;
    private final Publisher publisher;
    private final Prompter prompter;

    /** @throws UncheckedIOException with a sentence, if a port is taken */
    public Sockets(Connection connection) {
        context.setLinger(1000);
        Wire wire = new Wire(connection.key());
        shell = new Channel(context, SocketType.ROUTER, "shell", connection.address(connection.shell()), wire);
        control = new Channel(context, SocketType.ROUTER, "control", connection.address(connection.control()), wire);
        Channel stdin = new Channel(context, SocketType.ROUTER, "stdin", connection.address(connection.stdin()), wire);
        Channel ioPub = new Channel(context, SocketType.PUB, "iopub", connection.address(connection.ioPub()), wire);
        publisher = new Publisher(ioPub);
        prompter = new Prompter(stdin);
        ZMQ.Socket heartbeat = context.createSocket(SocketType.REP);
        Channel.bind(heartbeat, connection.address(connection.heartbeat()), Channel.PATIENCE);
        Thread echo = new Thread(() -> echo(heartbeat), "heartbeat");
        echo.setDaemon(true);
        echo.start();
    }

    public Channel shell() {
        return shell;
    }

    public Channel control() {
        return control;
    }

    public Publisher publisher() {
        return publisher;
    }

    public Prompter prompter() {
        return prompter;
    }

    /** Lets the publisher say its last words, and gives ZeroMQ a moment to send them. */
    @Override
    public void close() {
        Thread closing = new Thread(context::close, "closing");
        closing.setDaemon(true);
        try {
            publisher.close();
            closing.start();
            closing.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void echo(ZMQ.Socket heartbeat) {
        try {
            while (true) {
                byte[] beat = heartbeat.recv();
                if (beat != null) heartbeat.send(beat, heartbeat.hasReceiveMore() ? ZMQ.SNDMORE : 0);
            }
        } catch (ZMQException e) {
            // the kernel closes
        }
    }
}
