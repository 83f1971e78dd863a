package gradbook.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Malformed messages: real ones changed at random, from a seed. Half of them are signed after the change. */
public final class Mutations {
    private static final List<String> TYPES = List.of(
            "execute_request",
            "complete_request",
            "inspect_request",
            "is_complete_request",
            "history_request",
            "comm_info_request",
            "kernel_info_request",
            "comm_open",
            "comm_msg");

    private final SplittableRandom random;
    private final Wire wire = new Wire(Client.KEY);

    public Mutations(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The frames of the next one. */
    public List<byte[]> next() {
        Message real = real();
        if (random.nextBoolean()) {
            JsonObject[] parts = {real.header(), real.parent(), real.metadata(), real.content()};
            for (int i = random.nextInt(3); i >= 0; i--) change(parts[random.nextInt(4)]);
            return new ArrayList<>(wire.frames(real));
        }
        List<byte[]> frames = new ArrayList<>(wire.frames(real));
        for (int i = random.nextInt(3); i >= 0; i--) change(frames);
        return frames;
    }

    private Message real() {
        JsonObject content = new JsonObject();
        content.addProperty("code", "int n = " + random.nextInt(100) + ";");
        content.addProperty("cursor_pos", 3);
        content.addProperty("silent", false);
        content.addProperty("store_history", true);
        content.addProperty("allow_stdin", false);
        content.addProperty("hist_access_type", "tail");
        content.addProperty("n", 3);
        content.addProperty("comm_id", "c");
        content.addProperty("target_name", "t");
        content.add("data", new JsonObject());
        content.add("user_expressions", new JsonObject());
        return Message.of(TYPES.get(random.nextInt(TYPES.size())), content, null);
    }

    /** Takes something out of an object, or puts something else into it. */
    private void change(JsonObject part) {
        List<String> names = new ArrayList<>(part.keySet());
        String name = names.isEmpty() ? "new" : names.get(random.nextInt(names.size()));
        switch (random.nextInt(3)) {
            case 0 -> part.remove(name);
            case 1 -> part.add(name, value());
            default -> part.add(name + (char) random.nextInt(1, 0xD800), value());
        }
    }

    private JsonElement value() {
        return switch (random.nextInt(8)) {
            case 0 -> JsonNull.INSTANCE;
            case 1 -> new JsonPrimitive(random.nextLong());
            case 2 -> new JsonPrimitive(-random.nextDouble() * 1e300);
            case 3 -> new JsonPrimitive(random.nextBoolean());
            case 4 -> new JsonPrimitive("x".repeat(random.nextInt(100_000)));
            case 5 -> new JsonPrimitive("\u0000\uD800%%{@" + (char) random.nextInt(0x10000));
            case 6 -> nested();
            default -> new JsonObject();
        };
    }

    private JsonElement nested() {
        JsonArray array = new JsonArray();
        for (int depth = random.nextInt(200); depth > 0; depth--) {
            JsonArray outer = new JsonArray();
            outer.add(array);
            array = outer;
        }
        return array;
    }

    /** Changes bytes or frames after the signature was made. */
    private void change(List<byte[]> frames) {
        int at = random.nextInt(frames.size());
        byte[] frame = frames.get(at);
        switch (random.nextInt(6)) {
            case 0 -> {
                byte[] changed = frame.clone();
                if (changed.length > 0) changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                frames.set(at, changed);
            }
            case 1 -> frames.set(at, java.util.Arrays.copyOf(frame, random.nextInt(frame.length + 1)));
            case 2 -> {
                byte[] noise = new byte[random.nextInt(1000)];
                random.nextBytes(noise);
                frames.set(at, noise);
            }
            case 3 -> frames.add(at, frame);
            case 4 -> {
                if (frames.size() > 1) frames.remove(at);
            }
            default -> frames.set(at, new byte[0]);
        }
    }
}
