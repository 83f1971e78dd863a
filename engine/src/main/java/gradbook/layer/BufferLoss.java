package gradbook.layer;

import static gradbook.scalar.Given.given;

import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** A loss whose rule works on buffers; sum or mean, and where the samples stand, are common to all of them. */
abstract class BufferLoss implements Loss {
    final Reduction reduction;
    final Layout layout;
    private Buffer gradient;

    BufferLoss(Reduction reduction, Layout layout) {
        this.reduction = given(reduction, name(), "the reduction", "Reduction.SUM or MEAN");
        this.layout = given(layout, name(), "the place of the samples", "Layout.ROWS or COLUMNS");
    }

    /** The sum of the losses of all samples; fills {@code gradient} with the gradient of that sum. */
    abstract double sum(Buffer prediction, Buffer target, Buffer gradient);

    /** How many samples the predictions get right, or -1 where that means nothing. */
    abstract int correct(Buffer prediction, Buffer target);

    /** Refuses targets that this loss is not made for. */
    abstract void requireTarget(Buffer target);

    /** The sum of the losses as a graph of gates. */
    abstract Value sum(Value[][] prediction, Matrix target);

    /** The loss, reduced; fills {@code gradient} with its gradient. */
    final double evaluate(Buffer prediction, Buffer target, Buffer gradient) {
        double sum = sumOf(prediction, target, gradient);
        double factor = reduction.factor(layout.samples(prediction));
        if (factor != 1) for (int i = 0, n = gradient.size(); i < n; i++) gradient.data[i] *= factor;
        return sum * factor;
    }

    /** The loss and its gradient before the reduction. */
    final double sumOf(Buffer prediction, Buffer target, Buffer gradient) {
        requireShape(prediction, target);
        return sum(prediction, target, gradient.shapedLike(prediction));
    }

    private void requireShape(Buffer prediction, Buffer target) {
        if (prediction.rows != target.rows || prediction.cols != target.cols)
            throw new IllegalArgumentException(name() + ": the prediction is " + prediction.shape()
                    + " and the target is " + target.shape() + ": both need the same shape, one "
                    + (layout == Layout.ROWS ? "row" : "column") + " per sample");
    }

    /** Puts the last gradient aside, so that others may follow; what it returns puts it back for {@code backward}. */
    Runnable keep() {
        Buffer kept = gradient;
        return () -> gradient = kept;
    }

    @Override
    public final double forward(Matrix prediction, Matrix target) {
        Buffer p = Buffer.of(given(prediction, name(), "the prediction", "a Matrix"));
        Buffer t = Buffer.of(given(target, name(), "the target", "a Matrix"));
        requireShape(p, t);
        requireTarget(t);
        Buffer fresh = new Buffer();
        double loss = evaluate(p, t, fresh);
        gradient = fresh;
        return loss;
    }

    @Override
    public final Matrix backward() {
        if (gradient == null)
            throw new IllegalStateException(
                    name() + ": backward before forward. Call forward(prediction, target) first");
        return gradient.toMatrix();
    }

    final Value unroll(Value[][] prediction, Matrix target) {
        int samples = layout == Layout.ROWS ? prediction.length : prediction[0].length;
        Value sum = sum(prediction, target);
        return reduction == Reduction.SUM || samples == 1 ? sum : sum.mul(1.0 / samples);
    }

    /** One value for each entry of a matrix, as {@code f} makes it, added up gate by gate. */
    static Value total(Value[][] values, Matrix target, BiFunction<Value, Double, Value> f) {
        List<Value> terms = new ArrayList<>();
        for (int i = 0; i < values.length; i++)
            for (int j = 0; j < values[i].length; j++) terms.add(f.apply(values[i][j], target.get(i, j)));
        return terms.size() == 1 ? terms.get(0) : Value.sum(terms);
    }

    final String name() {
        return getClass().getSimpleName();
    }

    @Override
    public String toString() {
        return name() + " (" + (reduction == Reduction.MEAN ? "mean over" : "sum of") + " the samples)";
    }
}
