package gradbook.kernel.protocol;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zeromq.ZMQ;

/**
 * Messages to frames and back. Nothing of a message is parsed before its signature is verified, and a message that was
 * seen before is refused.
 */
public final class Wire {
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final int REMEMBERED = 65_536;
    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private final byte[] key;
    private final Set<String> seen = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    /** @param key the secret that both sides sign with, not empty */
    public Wire(String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    /** The frames of a message: identities, delimiter, signature, header, parent, metadata, content. */
    public List<byte[]> frames(Message message) {
        List<byte[]> body = new ArrayList<>();
        for (JsonObject part : List.of(message.header(), message.parent(), message.metadata(), message.content()))
            body.add(GSON.toJson(part).getBytes(StandardCharsets.UTF_8));
        List<byte[]> frames = new ArrayList<>(message.identities());
        frames.add(DELIMITER);
        frames.add(sign(body));
        frames.addAll(body);
        return frames;
    }

    /** Sends frames as one message; whether it was sent, or the socket's time to send was over before. */
    public static boolean send(ZMQ.Socket socket, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++)
            if (!socket.send(frames.get(i), i + 1 < frames.size() ? ZMQ.SNDMORE : 0)) return false;
        return true;
    }

    /** @throws IllegalArgumentException saying why these frames are no message for us */
    public Message message(List<byte[]> frames) {
        int delimiter = 0;
        while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) delimiter++;
        if (frames.size() < delimiter + 6) throw new IllegalArgumentException("it is no Jupyter message");
        byte[] signature = frames.get(delimiter + 1);
        List<byte[]> body = frames.subList(delimiter + 2, delimiter + 6);
        if (!MessageDigest.isEqual(signature, sign(body))) throw new IllegalArgumentException("its signature is wrong");
        if (isReplay(signature)) throw new IllegalArgumentException("it was sent before");
        try {
            Message message = new Message(
                    List.copyOf(frames.subList(0, delimiter)),
                    json(body.get(0)),
                    json(body.get(1)),
                    json(body.get(2)),
                    json(body.get(3)));
            message.type();
            return message;
        } catch (RuntimeException | StackOverflowError e) { // every way in which JSON can be something else
            throw new IllegalArgumentException("it is not in Jupyter's format", e);
        }
    }

    private static JsonObject json(byte[] part) {
        return Objects.requireNonNull(GSON.fromJson(new String(part, StandardCharsets.UTF_8), JsonObject.class));
    }

    private synchronized boolean isReplay(byte[] signature) {
        return !seen.add(new String(signature, StandardCharsets.US_ASCII));
    }

    private byte[] sign(List<byte[]> body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            body.forEach(mac::update);
            return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has HmacSHA256
        }
    }
}
