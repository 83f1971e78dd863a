package gradbook.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Expressions from a seed: every built-in gate, operands used again and again, numbers of a moderate size. */
public final class RandomExpression {
    /** How many the tests look at; the mutation check, which runs them over and over, asks for fewer. */
    public static final int COUNT = Integer.getInteger("gradbook.expressions", 1_200);

    private final SplittableRandom random;
    private final List<Value> pool = new ArrayList<>();
    private final List<Value> inputs = new ArrayList<>();

    private RandomExpression(long seed) {
        random = new SplittableRandom(seed);
        for (int i = 1; i <= 4; i++) inputs.add(Value.of("x" + i, random.nextDouble(-2, 2)));
        pool.addAll(inputs);
    }

    /** The expression that belongs to this seed, made of 12 gates on four inputs. */
    public static Value of(long seed) {
        RandomExpression expression = new RandomExpression(seed);
        while (expression.pool.size() < 16) expression.grow();
        List<Value> pool = expression.pool;
        return Value.sum(pool.subList(pool.size() - 6, pool.size())).named("f");
    }

    private void grow() {
        List<Gate> gates = Gates.all();
        int choice = random.nextInt(gates.size() + 1);
        Gate gate = choice == gates.size() ? Gates.power(random.nextInt(-2, 4)) : gates.get(choice);
        int n = gate.arity() == Gate.MANY ? 2 * random.nextInt(1, 4) : gate.arity();
        List<Value> in = random.ints(n, 0, pool.size()).mapToObj(pool::get).toList();
        try {
            Value made = GateTest.apply(gate, in);
            if (isModerate(made)) pool.add(made);
        } catch (ArithmeticException outsideTheDomain) {
            // another gate, then
        }
    }

    private static boolean isModerate(Value v) {
        double[] in = v.inputs().stream().mapToDouble(Value::data).toArray();
        boolean moderate = Math.abs(v.data()) < 20;
        for (int slot = 0; slot < in.length; slot++)
            moderate &= Math.abs(v.gate().local(slot, v.data(), in)) < 20;
        return moderate;
    }
}
