package gradbook.kernel.protocol;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The least of a front end: asks on the shell channel and waits for the reply. */
public final class FrontEnd implements AutoCloseable {
    private final ZContext context = new ZContext();
    private final ZMQ.Socket shell;
    private final ZMQ.Socket control;
    private final Wire wire;

    /** @param patience how long an answer may take */
    public FrontEnd(Connection connection, Duration patience) {
        wire = new Wire(connection.key());
        shell = connect(SocketType.DEALER, connection.address(connection.shell()), patience);
        control = connect(SocketType.DEALER, connection.address(connection.control()), patience);
    }

    /** Asks for all that the kernel publishes, too, which nobody reads. */
    public FrontEnd listening(Connection connection) {
        ZMQ.Socket ioPub = context.createSocket(SocketType.SUB);
        ioPub.subscribe("");
        Channel.connect(ioPub, connection.address(connection.ioPub()));
        return this;
    }

    private ZMQ.Socket connect(SocketType type, String address, Duration patience) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setReceiveTimeOut((int) patience.toMillis());
        Channel.connect(socket, address);
        return socket;
    }

    /** Sends a request whose content has these texts, and returns the content of the reply. */
    public JsonObject ask(String type, Map<String, String> texts) {
        return ask(shell, type, texts);
    }

    /** Stops the running cell; may be called while another thread waits in {@link #ask}. */
    public void interrupt() {
        ask(control, "interrupt_request", Map.of());
    }

    private JsonObject ask(ZMQ.Socket socket, String type, Map<String, String> texts) {
        JsonObject content = new JsonObject();
        texts.forEach(content::addProperty);
        Wire.send(socket, wire.frames(Message.of(type, content, null)));
        List<byte[]> frames = new ArrayList<>();
        do {
            byte[] frame = socket.recv();
            if (frame == null) throw new IllegalStateException("The kernel does not answer " + type + ".");
            frames.add(frame);
        } while (socket.hasReceiveMore());
        return wire.message(frames).content();
    }

    @Override
    public void close() {
        context.close();
    }
}
