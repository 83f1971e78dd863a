package gradbook.layer;

import static gradbook.scalar.Given.given;

import gradbook.matrix.Matrix;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gradient descent on mini-batches: w becomes w - learning rate times gradient (C, its first slides). With weight decay d
 * the gradient is first increased by d w; with momentum m a velocity v becomes m v + gradient and takes the gradient's
 * place.
 *
 * <p>w = 1 with gradient 2 and learning rate 0.1 becomes 0.8; with momentum 0.9 and the same gradient again, 0.42.
 */
public final class Sgd {
    private final double learningRate;
    private final double momentum;
    private final double weightDecay;
    private final Schedule schedule;
    private final Map<Parameter, double[]> velocities = new IdentityHashMap<>();
    private int epoch = 1;

    /** Plain gradient descent, w - learning rate times gradient. */
    public Sgd(double learningRate) {
        this(learningRate, 0, 0, Schedule.constant());
    }

    private Sgd(double learningRate, double momentum, double weightDecay, Schedule schedule) {
        require("the learning rate", learningRate, learningRate > 0, "above 0 and finite");
        require("the momentum", momentum, momentum >= 0 && momentum < 1, "from 0 to below 1");
        require("the weight decay", weightDecay, weightDecay >= 0, "0 or above and finite");
        this.learningRate = learningRate;
        this.momentum = momentum;
        this.weightDecay = weightDecay;
        this.schedule = given(schedule, "Sgd", "the schedule", "a Schedule such as Schedule.cosine(20)");
    }

    private static void require(String what, double given, boolean holds, String expected) {
        if (!holds || Double.isInfinite(given))
            throw new IllegalArgumentException("Sgd: " + what + " is " + given + ", and it should be " + expected);
    }

    /** The same with momentum, from 0 to below 1; 0.9 is usual. */
    public Sgd momentum(double momentum) {
        return new Sgd(learningRate, momentum, weightDecay, schedule);
    }

    /** The same with weight decay, 0 or above; 1e-4 is usual. */
    public Sgd weightDecay(double weightDecay) {
        return new Sgd(learningRate, momentum, weightDecay, schedule);
    }

    /** The same with a learning rate that changes over the epochs. */
    public Sgd schedule(Schedule schedule) {
        return new Sgd(learningRate, momentum, weightDecay, schedule);
    }

    /** The learning rate of the current epoch. */
    public double learningRate() {
        return schedule.rate(learningRate, epoch);
    }

    /** The momentum, 0 without any. */
    public double momentum() {
        return momentum;
    }

    /** The weight decay, 0 without any. */
    public double weightDecay() {
        return weightDecay;
    }

    /** The velocity that momentum has built up for this parameter, so that a training can go on later: 0 at first. */
    public Matrix velocity(Parameter p) {
        double[] v = velocities.get(given(p, "velocity", "the parameter", "a Parameter"));
        return v == null ? Matrix.zeros(p.rows, p.cols) : Matrix.of(p.rows, p.cols, v);
    }

    /** Puts a velocity kept from an earlier training in place. */
    public void setVelocity(Parameter p, Matrix velocity) {
        given(p, "setVelocity", "the parameter", "a Parameter").requireShape("setVelocity", velocity);
        velocities.put(p, velocity.toRowMajor());
    }

    /** What a student should look at where a loss or a gradient is no longer a number. */
    String likelyCause() {
        return "The learning rate " + learningRate()
                + " is probably too large for this network, or the inputs are not standardised";
    }

    /** Tells the schedule which epoch it is, from 1; the training loop does so by itself. */
    public void epoch(int epoch) {
        this.epoch = epoch;
    }

    /**
     * One step for every parameter that is not frozen. The gradients are spent: they can still be read, but the next
     * backward pass starts from zero, and a step without one takes them as zero.
     */
    public void step(List<Parameter> parameters) {
        given(parameters, "Sgd", "the list", "a list of parameters, such as net.parameters()");
        double rate = learningRate();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter p = parameters.get(i);
            if (!p.isFrozen()) step(p, rate);
            p.spend();
        }
    }

    private void step(Parameter p, double rate) {
        if (p.isSpent()) p.zeroGrad(); // what is there has moved this parameter already
        double[] w = p.value;
        double[] g = p.grad;
        if (momentum == 0 && weightDecay == 0) {
            for (int i = 0; i < w.length; i++) w[i] -= rate * g[i];
            return;
        }
        double[] v = velocities.computeIfAbsent(p, first -> new double[w.length]);
        for (int i = 0; i < w.length; i++) {
            v[i] = momentum * v[i] + g[i] + weightDecay * w[i];
            w[i] -= rate * v[i];
        }
    }

    @Override
    public String toString() {
        return "Sgd(learning rate " + learningRate + (momentum > 0 ? ", momentum " + momentum : "")
                + (weightDecay > 0 ? ", weight decay " + weightDecay : "") + ")";
    }
}
