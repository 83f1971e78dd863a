// %% [markdown] id="where-we-are"
// # 12 One hidden layer, trained
//
// Two affine layers with a bend in between: the smallest network that deserves the name. Every piece is known to you;
// this lesson puts them together, asks how far to go when you know which way is down, and then trains networks that draw
// curves and read handwriting.
//
// The network is document C's (items 35 and 36 of the ledger), which gives no numbers and no final gradients; ours
// continue lesson 07 (E7). The recursion at the end is document A's (items 10 to 12), with what it leaves out (E9).

// %% [markdown] id="load" tags=["notebook-only"]
// **Load Gradbook.** The next cell puts the course's jar on the class path. Gradbook's own kernel has the course inside
// and only notes it if the jar is missing. In another Java kernel, an error such as
// `package gradbook.scalar does not exist` means that the jar has not been built yet: run `mvn package -DskipTests` in
// the folder that holds `pom.xml`, restart the kernel, and start again from the top.

// %% id="jar" tags=["notebook-only"]
// %jars ../lessons/target/gradbook.jar

// %% id="imports" tags=["setup"]
import gradbook.scalar.*;
import gradbook.matrix.*;
import gradbook.layer.*;
import gradbook.derivative.*;
import gradbook.data.*;
import gradbook.chart.*;
import gradbook.check.*;
import gradbook.picture.*;
import gradbook.show.Sheet;
import java.util.*;
import static gradbook.check.Check.*;
import static gradbook.show.Show.show;

// %% id="start" tags=["setup"]
Lesson.start("12");

// %% [markdown] id="predict"
// ## Predict
//
// The network below answers 0.057 where 1 would be right; the squared error is `E = 0.889`. You compute the gradient,
// and take one step against it: every parameter moves by `-τ` times its gradient.
//
// 1. With learning rate `τ = 0.1`, what will `E` be after the step, roughly?
// 2. With `τ = 1`, a step ten times as long?

// %% id="predict-numbers" tags=["predict"]
double mySmall = Double.NaN;   // your guess for E after a step with τ = 0.1
double myLarge = Double.NaN;   // your guess for E after a step with τ = 1
predict("E after a step of 0.1", mySmall);
predict("E after a step of 1", myLarge);

// %% id="reveal-code"
reveal("E after a step of 0.1", "12.step-0.1");
reveal("E after a step of 1", "12.step-1");

// %% [markdown] id="forward"
// ## Forward
//
// - `a = W x + b`: an affine layer, from 2 numbers to 2;
// - `h = σ(a)`: the bend. These two numbers are called **hidden**, because they are neither input nor output;
// - `p = V h + c`: another affine layer, from 2 numbers to 1;
// - `E = (p - y)²`, with the label `y = 1`.
//
// The first row of `W` and the sample are those of lesson 07, so `a1 = 1.4` and `h1 = 0.8022` are old friends.

// %% id="forward-code"
Matrix x = Matrix.column(2, -1).named("x");
Matrix W = Matrix.of(2, 2, 0.3, -0.7, 0.5, 0.2).named("W"), b = Matrix.column(0.1, -0.3).named("b");
Matrix V = Matrix.row(1, -2).named("V"), c = Matrix.column(0.5).named("c");
double y = 1;
double sigmoid(double s) { return 1 / (1 + Math.exp(-s)); }

Matrix a = W.matMul(x).add(b).named("a");
Matrix h = a.map(s -> sigmoid(s)).named("h");
double p = V.matMul(h).add(c).get(0, 0);
double E = (p - y) * (p - y);
show(a);
show(h);
show("p = " + Style.TEXT.number(p, 6) + ", E = " + Style.TEXT.number(E, 6));

// %% [markdown] id="backward"
// ## Backward
//
// From the top, one line for each step of the forward pass, in the opposite order. Cover the right side and say what
// comes next; you know every one of these rules.
//
// - `E = (p - y)²` gives `dp = 2 (p - y)`, twice what is squared (lesson 03);
// - `p = V h + c` gives `dV = dp hᵀ`, `dc = dp` and `dh = Vᵀ dp` (lesson 10);
// - `h = σ(a)` gives `da = dh · h (1 - h)`, entry by entry (lessons 06 and 09);
// - `a = W x + b` gives `dW = da xᵀ`, `db = da` and `dx = Wᵀ da` (lesson 10).
//
// Document C writes this as one product, `dE/dp · dp/dh · dh/da · da/dW`. It is right, but its last factor is a table
// with three indices (lesson 09). The lines below never build it.

// %% id="backward-code"
double dp = 2 * (p - y);
Matrix dV = h.transpose().scale(dp).named("dV");
Matrix dc = Matrix.column(dp).named("dc");
Matrix dh = V.transpose().scale(dp).named("dh");
Matrix da = dh.mul(h).mul(h.map(v -> 1 - v)).named("da");
Matrix dW = da.matMul(x.transpose()).named("dW");
Matrix db = da.named("db");
Matrix dx = W.transpose().matMul(da).named("dx");
show(dV);
show(dW);
show(db);

// %% [markdown] id="look"
// Each gradient has the shape of its owner. And look where the numbers come from: `dV` holds the *hidden values* `h`,
// `dh` holds the *weights* `V`. The mul gate swaps, and whoever mixes these two up trains nonsense.

// %% [markdown] id="gates"
// ## The same network, in gates
//
// A layer is a bundle of gates, nothing more. Here is this very network drawn as lesson 01 would have drawn it: 9
// parameters, 2 inputs, and every gate that the matrices above hid.

// %% id="gates-code"
Sequential tiny = Sequential.of(Affine.columns(W, b), new Sigmoid(), Affine.columns(V, c));
SquaredLoss squared = new SquaredLoss(Reduction.SUM, Layout.COLUMNS);
Unrolled gates = Unrolled.of(tiny, x);
Value L = gates.loss(squared, Matrix.column(y)).named("E");
L.backward();
show(L);

// %% id="gates-table"
show(Trace.of(L));

// %% id="gates-stepper"
show(Player.of(L));

// %% [markdown] id="gates-why"
// And drawn as layers, with the shape of what flows on every wire:

// %% id="gates-layers"
show(tiny);

// %% [markdown] id="gates-path"
// One weight of the first layer, `W_21`, and its single path up to the error, as a formula:

// %% id="gates-derivation"
Value one = L.forwardOrder().stream().filter(v -> "W_21".equals(v.name())).findFirst().orElseThrow();
show(Derivation.of(L, one));

// %% [markdown] id="three"
// Three ways, one gradient: by hand above, by gates, and by layers. The layers do it in one call.

// %% id="three-code"
double loss = squared.forward(tiny.forward(x), Matrix.column(y));
Matrix dxLayers = tiny.backward(squared.backward());
Matrix dWLayers = tiny.parameters().get(0).grad();
Sheet three = new Sheet("The gradient of W, three times", "entry", "by hand", "gates", "layers");
for (int i = 0; i < 2; i++)
    for (int j = 0; j < 2; j++)
        three.row("W" + (i + 1) + (j + 1), Style.TEXT.number(dW.get(i, j), 6),
            Style.TEXT.number(gates.gradient(tiny.parameters().get(0)).get(i, j), 6),
            Style.TEXT.number(dWLayers.get(i, j), 6));
show(three);

// %% [markdown] id="check"
// ## Check

// %% id="check-code"
show(GradientCheck.of(tiny, squared, x, Matrix.column(y)));

// %% [markdown] id="step"
// ## One step
//
// Move every parameter against its gradient, and look at the error again.

// %% id="step-code"
double errorAfter(double tau) {
    Matrix hidden = W.sub(dW.scale(tau)).matMul(x).add(b.sub(db.scale(tau))).map(s -> sigmoid(s));
    double answer = V.sub(dV.scale(tau)).matMul(hidden).add(c.sub(dc.scale(tau))).get(0, 0);
    return (answer - y) * (answer - y);
}

show("before:            E = " + Style.TEXT.number(E, 5));
show("after a step of 0.1: E = " + Style.TEXT.number(errorAfter(0.1), 5));
show("after a step of 1:   E = " + Style.TEXT.number(errorAfter(1), 5));

// %% [markdown] id="step-plot-text"
// ## Plot: how far is downhill?
//
// The gradient says which way is down *where you stand*. It does not say for how long. Here is the error along that
// direction: down to almost nothing at 0.14, up again, and past 0.3 it is higher than at the start. At 1, far outside the
// picture, it is sixteen times that. Document C says that gradient descent ends in a local minimum. It may also jump over
// one, swing to and fro, come to rest where it is level without being low, or run away (E9).

// %% id="step-plot"
Plot along = Charts.lines("The error after one step", "learning rate τ", "E");
along.function("E", 0, 0.4, tau -> errorAfter(tau));
along.function("what the gradient promises", 0, 0.12, tau -> E - tau * (dW.mul(dW).sum() + db.mul(db).sum()
    + dV.mul(dV).sum() + dc.mul(dc).sum()));
show(along);

// %% [markdown] id="moons"
// ## Draw a curve
//
// Two half moons that interlock: no straight line can part them, so lesson 11's model is lost here. A hidden layer of
// eight units is not. The bend is `tanh` this time (lesson 06), the loss is the logistic one (lesson 07), the batches
// have 20 points (lesson 11).

// %% id="moons-code"
Dataset moons = Samples.from(DataSets.moons(200, 0.15, 1)).target("label").dataset();
Sequential net = Sequential.of(Affine.rows(2, 8, 1), new Tanh(), Affine.rows(8, 1, 2));
List<Epoch> history = new ArrayList<>();

void train(int epochs) {
    Training.Result result = Training.of(net, new LogisticLoss(), new Sgd(1), moons)
        .epochs(epochs).batchSize(20).run();
    history.addAll(result.epochs());
}

double[] coordinate(int feature, double label) {
    double[][] inputs = moons.inputs().toArray(), labels = moons.targets().toArray();
    List<Double> found = new ArrayList<>();
    for (int k = 0; k < inputs.length; k++) if (labels[k][0] == label) found.add(inputs[k][feature]);
    return found.stream().mapToDouble(v -> v).toArray();
}

Boundary frame(String title) {
    return Charts.boundary(title, "x1", "x2", (u, v) -> sigmoid(net.forward(Matrix.row(u, v)).get(0, 0)))
        .points("upper moon", coordinate(0, 0), coordinate(1, 0))
        .points("lower moon", coordinate(0, 1), coordinate(1, 1));
}

// %% [markdown] id="frames"
// Four frames of one film. Before training the boundary lies anywhere; after five epochs it is nearly the straight line
// of lesson 11, the cheapest idea there is; then it bends.

// %% id="frame-0"
show(frame("Before training"));

// %% id="frame-5"
train(5);
show(frame("After 5 epochs"));

// %% id="frame-50"
train(45);
show(frame("After 50 epochs"));

// %% id="frame-200"
train(150);
show(frame("After 200 epochs"));

// %% id="moons-loss"
double[] losses = history.stream().mapToDouble(Epoch::loss).toArray();
show(Charts.lines("Two moons", "epoch", "loss").run("training loss", losses));

// %% [markdown] id="norms"
// ## Plot: what reaches each layer
//
// How large is the gradient when it arrives at each layer's weights? On the way to `W1` it has passed the bend, which
// multiplies it by `1 - h²`, at most 1. Watch both. When the line of a lower layer sinks far below the others, that layer
// has stopped learning: the vanishing gradient of lesson 06. Here both are alive.

// %% id="norms-code"
double[] norms(String weights) {
    return history.stream().mapToDouble(epoch -> epoch.gradientNorms().get(weights)).toArray();
}

show(Charts.lines("Size of the gradient in the last batch", "epoch", "norm").logY()
    .run("W1, first layer", norms("W1")).run("W2, second layer", norms("W2")));

// %% [markdown] id="digits"
// ## Read handwriting
//
// 1797 digits that people wrote, 8 by 8 pixels each. 64 inputs, 32 hidden units with relu, ten outputs, one for each
// digit, and a loss for ten classes instead of two: **softmax** turns ten logits into ten probabilities, and its fused
// loss has, once more, the slope *prediction minus label*. A fifth of the digits is put aside.

// %% id="digits-code"
Dataset all = Samples.from(DataSets.digits()).oneHot("digit").dataset();
Dataset.Split digits = new Dataset(all.inputs().scale(1.0 / 16), all.targets()).split(0.8, 1);
Sequential reader = Sequential.of(Affine.rows(64, 32, 1), new Relu(), Affine.rows(32, 10, 2));
show(reader);
Training training = Training.of(reader, new SoftmaxLoss(), new Sgd(0.3), digits.train());
Training.Result reading = training.epochs(20).batchSize(32).validation(digits.test()).run();
Evaluation read = Evaluation.of(reader, new SoftmaxLoss(), digits.test());
show("right on " + Math.round(digits.test().size() * read.accuracy()) + " of " + digits.test().size()
    + " digits that the network has never seen");

// %% id="digits-loss"
double[] unseen = reading.epochs().stream().mapToDouble(Epoch::validationLoss).toArray();
show(Charts.lines("Digits", "epoch", "loss")
    .run("training", reading.losses()).run("never seen", unseen));

// %% [markdown] id="digits-confusion"
// Where does it go wrong? One row for each true digit, one column for what the network took it for. Off the diagonal
// are the mistakes; look which digits it mixes up, and ask whether you would.

// %% id="digits-confusion-code"
int largest(double[] row) {
    int best = 0;
    for (int k = 1; k < row.length; k++) if (row[k] > row[best]) best = k;
    return best;
}

int[][] counts = new int[10][10];
double[][] answers = reader.forward(digits.test().inputs()).toArray();
double[][] truths = digits.test().targets().toArray();
for (int k = 0; k < answers.length; k++) counts[largest(truths[k])][largest(answers[k])]++;
show(Heat.confusion("Digits never seen", counts, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));

// %% [markdown] id="digits-weights"
// And what did the hidden units learn to look for? The 64 weights into one unit are an image: where it is orange, ink
// excites the unit, where it is blue, ink calms it. You see strokes and edges, and between them much of the random start:
// where there is never any ink, in the corners, nothing pulls at a weight.

// %% id="digits-weights-code"
show(Heat.images("The weights into the first four hidden units",
    reader.parameters().get(0).value().transpose().slice(0, 4).toArray(), 8));

// %% [markdown] id="recursion"
// ## As deep as you like
//
// With more layers nothing changes: the same two lines, again and again. Let `z[l]` be what layer `l` computes before
// the bend `f`, let `a[l] = f(z[l])`, and let `δ[l]` be the gradient at `z[l]`. Document A writes the step from one layer
// to the one below. It leaves out where to *begin*, and in its last line the gradient in the sum carries the index of
// the wrong layer (E9). In full:
//
// - **begin** at the last layer `L`: `δ[L]j = f'(z[L]j) · ∂E/∂a[L]j`
// - **go down**: `δ[l-1]i = f'(z[l-1]i) · (w1i δ[l]1 + w2i δ[l]2 + ...)`
//
// The sum runs over `j`, over *all* units of the layer above that unit `i` feeds: one term for each path. `wji` leads
// from `i` to `j`, so `j` takes a row of the matrix forward, and `i` a column backward. (A's layers also have no bias; the
// gradient of one would be `δ` itself.)

// %% [markdown] id="exercise-a"
// ## Exercise a
//
// Two units in layer 1, two in layer 2, which is the last, all with the sigmoid. The forward pass left
// `a[1] = (0.5, 0.8)` and `a[2] = (0.6, 0.9)`. The loss says `∂E/∂a[2] = (2, -1)`. The weights from layer 1 to layer 2
// are `w = [[1, 2], [3, -1]]`, one row for each unit `j` of layer 2. Give all four `δ`; you need no exponential.

// %% id="exercise-a-code" tags=["exercise"]
// In this order: δ[2]1, δ[2]2, δ[1]1, δ[1]2
double[] myDeltas = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
check("12.a", myDeltas);

// %% id="12.a" tags=["solution"]
// Begin: a (1 - a) times what the loss says. Go down: a (1 - a) times a column of w with the deltas above.
double top1 = 0.6 * 0.4 * 2, top2 = 0.9 * 0.1 * -1;
check("12.a", top1, top2, 0.5 * 0.5 * (1 * top1 + 3 * top2), 0.8 * 0.2 * (2 * top1 + -1 * top2));

// %% [markdown] id="exercise-b"
// ## Exercise b
//
// Back to the tiny network: `p = 0.0573`, `h = (0.8022, 0.6225)`, `V = (1, -2)`. But now the label is `y = 0`. Give
// `∂E/∂V1`, `∂E/∂V2`, `∂E/∂h1`, `∂E/∂h2`.

// %% id="exercise-b-code" tags=["exercise"]
// In this order: ∂E/∂V1, ∂E/∂V2, ∂E/∂h1, ∂E/∂h2
double[] myOther = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
check("12.b", myOther);

// %% id="12.b" tags=["solution"]
double up = 2 * (p - 0);
check("12.b", up * h.get(0, 0), up * h.get(1, 0), up * 1, up * -2);

// %% [markdown] id="take-away"
// ## What to take away
//
// - A network is layers in a row; backward is the same row, read from the other end. In gates or in matrices, the
//   numbers are the same.
// - A gradient points down where you stand. A step that is too long climbs.
// - With a hidden layer and a bend, the boundary can be a curve.
// - The recursion begins at the last layer with `f'` times what the loss says, and each step down is a sum over all
//   units above.

// %% id="golden" tags=["golden"]
for (int i = 0; i < 2; i++) {
    golden("12.a" + (i + 1), a.get(i, 0));
    golden("12.h" + (i + 1), h.get(i, 0));
    golden("12.dh" + (i + 1), dh.get(i, 0));
}
golden("12.p", p);
golden("12.E", loss);
golden("12.dp", dp);
golden("12.dV1", gates.gradient(tiny.parameters().get(2)).get(0, 0));
golden("12.dV2", tiny.parameters().get(2).grad().get(0, 1));
golden("12.dc", tiny.parameters().get(3).grad().get(0, 0));
golden("12.da1", da.get(0, 0));
golden("12.da2", tiny.parameters().get(1).grad().get(1, 0));
golden("12.dW11", dW.get(0, 0));
golden("12.dW12", dWLayers.get(0, 1));
golden("12.dW21", one.grad());
golden("12.dW22", dWLayers.get(1, 1));
golden("12.dx1", dx.get(0, 0));
golden("12.dx2", dxLayers.get(1, 0));
golden("12.step-0.1", errorAfter(0.1));
golden("12.step-1", errorAfter(1));
for (int k : new int[] {1, 20, 200}) golden("12.moons." + k, losses[k - 1]);
for (int k : new int[] {1, 5, 20}) golden("12.digits." + k, reading.losses()[k - 1]);
golden("12.digits.accuracy", read.accuracy());
golden("12.digits.at-least-0.95", read.accuracy() >= 0.95 ? 1 : 0);

// %% id="exit" tags=["script-only"]
/exit Lesson.failures()
