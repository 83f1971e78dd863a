package gradbook.picture;

import gradbook.scalar.Value;
import java.util.SplittableRandom;

/** Graphs that several tests draw. */
final class Graphs {
    private Graphs() {}

    /** B §2: f = (x + y) z at (-2, 5, -4). */
    static Value product() {
        Value x = Value.of("x", -2), y = Value.of("y", 5), z = Value.of("z", -4);
        return x.add(y).named("q").mul(z).named("f");
    }

    /** f = (x + y) x at (-2, 5): x is used twice. */
    static Value fanOut() {
        Value x = Value.of("x", -2), y = Value.of("y", 5);
        return x.add(y).named("q").mul(x).named("f");
    }

    /** A graph of about {@code size} nodes, of sums, differences and products of whatever is there already. */
    static Value random(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Value[] pool = new Value[size];
        for (int i = 0; i < size; i++) {
            if (i < 4) {
                pool[i] = Value.of("x" + i, random.nextInt(-5, 6));
                continue;
            }
            Value a = pool[i - 1 - random.nextInt(Math.min(i, 6))];
            Value b = pool[random.nextInt(i)];
            pool[i] = switch (random.nextInt(3)) {
                case 0 -> a.add(b);
                case 1 -> a.sub(b);
                default -> a.mul(b);
            };
        }
        return pool[size - 1].named("f");
    }
}
