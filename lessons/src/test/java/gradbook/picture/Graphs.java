package gradbook.picture;

import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.List;
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

    /** A chain of {@code size} values, an input and gates of one operand. */
    static Value deep(int size) {
        Value f = Value.of("x", 0.5);
        for (int i = 1; i < size; i++) f = i % 2 == 0 ? f.tanh() : f.neg();
        return f.named("f");
    }

    /** One value with {@code uses} uses. */
    static Value manyUses(int uses) {
        Value x = Value.of("x", 2);
        List<Value> parts = new ArrayList<>();
        for (int i = 0; i < uses; i++) parts.add(x.mul(Value.of("c" + i, i)));
        return Value.sum(parts).named("s");
    }

    /**
     * A graph of {@code size} values, no more and no less: sums, differences and products of whatever is there already,
     * of which many are used several times.
     */
    static Value exactly(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Value> all = new ArrayList<>();
        for (int i = 0; i < size / 5; i++) all.add(Value.of("x" + i, random.nextInt(-5, 6) / 4.0));
        List<Value> open = new ArrayList<>(all); // nothing uses them yet
        while (all.size() < size) {
            Value a = open.remove(random.nextInt(open.size()));
            boolean mustJoin = open.size() >= size - all.size();
            Value b = mustJoin ? open.get(random.nextInt(open.size())) : all.get(random.nextInt(all.size()));
            open.remove(b);
            Value c =
                    switch (random.nextInt(3)) {
                        case 0 -> a.add(b);
                        case 1 -> a.sub(b);
                        default -> a.mul(b);
                    };
            all.add(c);
            open.add(c);
        }
        return all.get(size - 1).named("f");
    }
}
