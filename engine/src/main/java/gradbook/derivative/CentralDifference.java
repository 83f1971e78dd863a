package gradbook.derivative;

import java.util.function.ToDoubleFunction;

/**
 * The slope of a function in one of its inputs, by central differences. No one step suits all functions, so several are
 * tried, each a tenth of the one before: a large one feels the bend of the function, a small one the rounding. The best
 * is the one that changes least from the step before it.
 */
final class CentralDifference {
    private static final double[] STEPS = {
        1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15, 1e-16
    };
    private static final int USUAL = 4; // steps that are always tried
    private static final double SETTLED = 3e-5; // a change from one step to the next, relative to the slope
    private static final int ROUNDINGS = 16; // what evaluating a function costs at most, in units in the last place

    /**
     * What one step h finds.
     *
     * @param slope the mean of the slopes to the right and to the left
     * @param bend their difference: it shrinks with h, unless there is a kink
     * @param change how far the slope is from that of the step before, and at least what rounding may do
     * @param bendBefore the bend of the step before
     */
    private record Try(double h, double slope, double bend, double change, double bendBefore) {}

    private final double rounding; // of the function's own value
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;
    private double jitter; // the largest change times h since the best step
    private double largest; // the first step
    private Try best;
    private Try last;

    private CentralDifference(double here) {
        rounding = ROUNDINGS * Math.ulp(here);
    }

    /** The slope of {@code f} in coordinate i at x, where the function is {@code here}. */
    static CentralDifference of(ToDoubleFunction<double[]> f, double[] x, int i, double here) {
        double ulp = Math.ulp(x[i]);
        double scale = Math.max(Math.min(Math.max(1, Math.abs(x[i])), 1000), 1e6 * ulp);
        CentralDifference found = new CentralDifference(here);
        for (int k = 0; k < STEPS.length; k++) {
            double h = STEPS[k] * scale;
            // Near the edge of a domain or a sharp bend none of the usual steps may do.
            if (k >= USUAL && (found.isSettled() || h < 16 * ulp)) break;
            double above = Numeric.nudged(f, x, i, h), below = Numeric.nudged(f, x, i, -h);
            double slope = (above - below) / ((x[i] + h) - (x[i] - h));
            found.add(h, slope, ((above - here) - (here - below)) / h);
        }
        return found;
    }

    private void add(double h, double slope, double bend) {
        if (slope < lowest) lowest = slope;
        if (slope > highest) highest = slope;
        boolean first = last == null;
        if (first) largest = h;
        // NaN beside a slope that is not finite. Slopes that agree better than rounding lets them do so by accident.
        double change = first ? Double.POSITIVE_INFINITY : Math.max(Math.abs(slope - last.slope), noise(h));
        last = new Try(h, slope, bend, change, first ? Double.POSITIVE_INFINITY : last.bend);
        if (first || change < best.change) {
            best = last;
            jitter = 0;
        } else if (change * h > jitter) jitter = change * h;
    }

    // The function rounds its own value and, for all we know, numbers of the size of 1 on the way to it. Slopes that
    // agree better than that rule it out, but for what rounding swallows even at the largest step.
    private double noise(double h) {
        double inside = ROUNDINGS * Math.ulp(1.0);
        return Math.max(rounding / h, Math.min(inside / h, Math.max(inside / largest, highest - lowest)));
    }

    /** Whether two neighbours agree so well that smaller steps could only do worse. */
    boolean isSettled() {
        return best.change <= SETTLED * Math.abs(best.slope) + noise(last.h / 10);
    }

    /** Whether any two neighbours could be compared: not where the function is undefined on one side. */
    boolean exists() {
        return Double.isFinite(best.slope) && Double.isFinite(best.change);
    }

    /** Whether the slopes to the right and to the left differ, for a gradient of this size. */
    boolean hasKink(double size) {
        double bend = Math.abs(best.bend);
        return bend > 0.5 * Math.abs(best.bendBefore) && bend > 1e-5 * size + 4 * error();
    }

    double slope() {
        return best.slope;
    }

    double step() {
        return best.h;
    }

    /** How far the slope may be off: rounding, which smaller steps show ten times larger, and what the bend leaves. */
    double error() {
        return Math.max(noise(best.h), 2 * Math.max(best.change, jitter / best.h));
    }
}
