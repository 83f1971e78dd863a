package gradbook.kernel.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

class SocketsTest {
    @Test
    void a_port_that_is_taken_for_a_moment_is_waited_for() throws Exception {
        for (int taken = 0; taken < 5; taken++) {
            Connection connection = Connection.onFreePorts();
            int port = new int[] {
                        connection.shell(),
                        connection.control(),
                        connection.stdin(),
                        connection.ioPub(),
                        connection.heartbeat()
                    }
                    [taken];
            ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            CompletableFuture.runAsync(
                    () -> {
                        try {
                            other.close();
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    },
                    CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));
            Sockets sockets = new Sockets(connection);
            try (ZContext context = new ZContext()) {
                ZMQ.Socket front = context.createSocket(SocketType.REQ);
                front.setReceiveTimeOut(10_000);
                Channel.connect(front, connection.address(connection.heartbeat()));
                front.send("beat");
                assertArrayEquals("beat".getBytes(), front.recv(), "port " + taken);
            } finally {
                sockets.close();
            }
        }
    }

    @Test
    void a_port_that_stays_taken_is_told() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ZContext context = new ZContext()) {
            String address = "tcp://127.0.0.1:" + other.getLocalPort();
            ZMQ.Socket socket = context.createSocket(SocketType.ROUTER);
            String sentence = assertThrows(
                            UncheckedIOException.class, () -> Channel.bind(socket, address, Duration.ofMillis(100)))
                    .getMessage();
            assertEquals(
                    "The kernel cannot listen at " + address + ", which Jupyter chose for it: Address already in use."
                            + " Shut this kernel down and start another: Jupyter chooses other ports for that one.",
                    sentence);
        }
    }

    @Test
    void a_connection_that_is_not_answered_is_made_anew() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
                ZContext context = new ZContext()) {
            silent.setSoTimeout(10_000); // JeroMQ itself would wait for 30 seconds
            Channel.connect(context.createSocket(SocketType.DEALER), "tcp://127.0.0.1:" + silent.getLocalPort());
            try (Socket first = silent.accept();
                    Socket second = silent.accept()) {
                assertNotEquals(first.getPort(), second.getPort());
            }
        }
    }
}
