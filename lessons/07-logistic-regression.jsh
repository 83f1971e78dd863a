// %% [markdown] id="where-we-are"
// # 07 Logistic regression, one sample
//
// The smallest thing that learns: two inputs, two weights, a bias, a sigmoid, and a loss that says how wrong the answer
// was. You will compute all its gradients, take steps downhill, and watch the loss fall.
//
// It is document B's section 5 (items 15 to 17 of the ledger), and every number there is right, to the four digits that
// it gives. One thing is missing (E5): computed the way it is derived, the gradient breaks down in floating point. You
// will break it, and then see why the tidy formula is more than tidy.

// %% [markdown] id="load" tags=["notebook-only"]
// **Load Gradbook.** The next cell puts the course's jar on the class path. Gradbook's own kernel has the course inside
// and only notes it if the jar is missing. In another Java kernel, an error such as
// `package gradbook.scalar does not exist` means that the jar has not been built yet: run `mvn package -DskipTests` in
// the folder that holds `pom.xml`, restart the kernel, and start again from the top.

// %% id="jar" tags=["notebook-only"]
// %jars ../lessons/target/gradbook.jar

// %% id="imports" tags=["setup"]
import gradbook.scalar.*;
import gradbook.derivative.*;
import gradbook.chart.*;
import gradbook.check.*;
import gradbook.picture.*;
import gradbook.show.Sheet;
import java.util.*;
import static gradbook.check.Check.*;
import static gradbook.show.Show.show;

// %% id="start" tags=["setup"]
Lesson.start("07");

// %% [markdown] id="predict"
// ## Predict
//
// A sample has two **features**, `x1 = 2` and `x2 = -1`. The model weighs them, `w1 = 0.3` and `w2 = -0.7`, adds a bias
// `b = 0.1`, and puts the sum through a sigmoid: its answer is the probability that the label is 1.
//
// 1. What is the sum `s = w1 x1 + w2 x2 + b`?
// 2. The label is indeed 1. Which way should `w2` be pushed to make the answer better, and how strongly: what is
//    `∂L/∂w2`, where `L` is the loss? At least, what is its sign? (`x2` is negative.)

// %% id="predict-numbers" tags=["predict"]
double mySum = Double.NaN;   // your number for s
double myDw2 = Double.NaN;   // your number for ∂L/∂w2, or just 1 or -1 for its sign
predict("s", mySum);
predict("∂L/∂w2", myDw2);

// %% id="reveal-code"
reveal("s", "07.s");
reveal("∂L/∂w2", "07.dL/dw2");

// %% [markdown] id="forward"
// ## Forward
//
// Let `p = σ(s)` be the predicted probability. The **log-loss** (cross-entropy) is the price for having given the truth
// only that much probability:
//
// > L = -y log(p) - (1 - y) log(1 - p)
//
// Only one half counts for a given label. For `y = 1` it is `-log(p)`: nothing to pay if `p = 1`, more and more as `p`
// goes to 0. In the graph, `w1`, `w2` and `b` are what the model may change; `x1` and `x2` are the sample.

// %% id="forward-code"
Value x1 = Value.of("x1", 2), x2 = Value.of("x2", -1);
Value w1 = Value.of("w1", 0.3), w2 = Value.of("w2", -0.7), b = Value.of("b", 0.1);
Value s = w1.mul(x1).add(w2.mul(x2)).add(b).named("s");
Value p = s.sigmoid().named("p");
Value loss = p.log().neg().named("L");   // the label is 1
show(loss);

// %% [markdown] id="backward"
// ## Backward
//
// From the loss down to `s` there are two steps.
//
// - `L = -log(p)` has the local derivative `-1 / p`, here `-1.2466`.
// - `p = σ(s)` has `p (1 - p)`, here `0.1587`.
//
// Multiply: `-1/p · p (1 - p)`. The `p` cancels, and what is left is `-(1 - p) = p - 1`, here `-0.1978`. **Prediction
// minus label.** From there on it is all add gates, which copy, and mul gates, which swap: each weight gets `p - 1`
// times its feature.

// %% id="backward-code"
loss.backward();
show(loss);

// %% id="table-code"
show(Trace.of(loss));

// %% id="stepper-code"
show(Player.of(loss));

// %% id="derivation-code"
show(Derivation.of(loss));

// %% [markdown] id="read-the-signs"
// Read the signs. `∂L/∂w1 = -0.396` says that a larger `w1` makes the loss smaller. `∂L/∂w2 = +0.198` says that a
// *smaller* `w2` does, because `x2` is negative.

// %% [markdown] id="check"
// ## Check
//
// Five gradients from one walk, and each of them checked by nudging its input both ways.

// %% id="check-code"
show(GradientCheck.of(loss));

// %% [markdown] id="why"
// ## Prediction minus label: a coincidence?
//
// For `y = 0` the loss is `-log(1 - p)`, with the local derivative `1 / (1 - p)`. Times `p (1 - p)` that is `p`, which
// is `p - 0`. So in both cases
//
// > ∂L/∂s = p - y
//
// You may know `p - y` from the *squared* loss `(p - y)² / 2`, where it is simply the derivative by `p`. Here it is the
// derivative by `s`, one gate further down, and that is no coincidence: log and sigmoid are made for each other. The
// log's `1/p` cancels exactly the factor by which the sigmoid goes flat.
//
// Put the squared loss on top of the same sigmoid, and the flat factor stays: `(p - y) p (1 - p)`.

// %% id="why-code"
Value sq = Value.of("s", 1.4);
Value squared = sq.sigmoid().sub(1).pow(2).div(2).named("E");
squared.backward();
show("log-loss: dL/ds = " + Trace.number(s.grad()) +
    ", squared loss: dE/ds = " + Trace.number(sq.grad()));

// %% [markdown] id="why-plot"
// Here are both slopes for the label 1, over all `s`. Far out on the left the model is *certain, and wrong*. There the
// log-loss pulls with full strength, and the squared loss hardly at all: its model would be stuck.

// %% id="why-plot-code"
double sigmoid(double v) {
    return 1 / (1 + Math.exp(-v));
}

Plot pull = Charts.lines("The slope at s, when the label is 1", "s", "slope");
pull.function("log-loss: p - 1", -8, 8, v -> sigmoid(v) - 1);
pull.function("squared loss: (p - 1) p (1 - p)", -8, 8,
    v -> (sigmoid(v) - 1) * sigmoid(v) * (1 - sigmoid(v)));
show(pull);

// %% [markdown] id="naive"
// ## As it is written, it breaks
//
// On paper, `1/p · p` is 1. In floating point, `p` may round to exactly 0 or 1, and then the same expression is
// infinity times zero. Here are loss and slope *as they are written*, in plain Java.

// %% id="naive-code"
String short5(double number) {
    return Style.TEXT.number(number, 5);
}

double naiveLoss(double s, double y) {
    double p = sigmoid(s);
    return -y * Math.log(p) - (1 - y) * Math.log(1 - p);
}

double naiveSlope(double s, double y) {
    double p = sigmoid(s);
    return (-y / p + (1 - y) / (1 - p)) * p * (1 - p);
}

void naive(double s, double y) {
    show("s = " + short5(s) + ", y = " + short5(y) +
        ": loss " + short5(naiveLoss(s, y)) + ", slope " + short5(naiveSlope(s, y)));
}

naive(1.4, 1);
naive(40, 0);
naive(40, 1);
naive(-800, 1);

// %% [markdown] id="naive-why"
// NaN means *not a number*. One NaN in a gradient, and the next step writes NaN into every weight: the training is
// lost. Look at the third line: the model was *right*, and certain of it, and is lost all the same, because
// `0 · log(0)` is NaN.
//
// Gradbook's gates refuse before it comes to that. The log gate says what is wrong and where:

// %% id="naive-engine"
String refusal;
try {
    refusal = "loss " + Value.of(1).sub(Value.of("s", 40).sigmoid().named("p")).log().neg().data();
} catch (ArithmeticException e) {
    refusal = e.getMessage();
}
show(refusal);

// %% [markdown] id="fused"
// ## The fused loss
//
// The way out is to make sigmoid and loss *one gate*, as you did with the four gates of the sigmoid. It takes the sum
// `s` itself, which is called a **logit**. Its slope is `p - y`, with nothing left to cancel; and the loss, with a
// little algebra, is `max(s, 0) - y s + log(1 + exp(-|s|))`, where nothing can overflow.

// %% id="fused-code"
Value logit = Value.of("s", 1.4);
Value fused = logit.logisticLoss(1).named("L");
fused.backward();
show(fused);

// %% id="fused-table"
Sheet stability = new Sheet("Label 0: as written, and fused",
    "s", "loss as written", "loss fused", "slope as written", "slope fused");
for (double at : new double[] {-800, -40, 1.4, 30, 40, 800}) {
    Value v = Value.of("s", at);
    Value l = v.logisticLoss(0);
    l.backward();
    stability.row(short5(at), short5(naiveLoss(at, 0)), short5(l.data()),
        short5(naiveSlope(at, 0)), short5(v.grad()));
}
show(stability);

// %% [markdown] id="fused-plot"
// As written, it breaks at both ends. At 40 and above, `p` has rounded to 1. At -800 the exponential overflows, `p` is 0,
// and `0 · log(0)` is NaN again. (Where exactly does it break on the way up from 30 to 40? That is exercise b.)
//
// The same as a picture, from -50 to 50, again for the label 0. The loss as it is written ends in mid-air, while the
// fused one goes on. A model has a logit of 40 sooner than you would think: it only has to be *confident*.

// %% id="fused-plot-code"
Plot breaking = Charts.lines("Log-loss for the label 0", "s", "loss");
breaking.function("fused", -50, 50, v -> Value.of(v).logisticLoss(0).data());
breaking.function("as written, plus 1 to set it apart", -50, 50,
    v -> Double.isFinite(naiveLoss(v, 0)) ? naiveLoss(v, 0) + 1 : Double.NaN);
show(breaking);

// %% [markdown] id="train"
// ## Learn
//
// Now go downhill. A gradient points to where the loss grows, so every parameter takes a step the other way (item 28):
//
// > w ← w - τ ∂L/∂w
//
// `τ` is the **learning rate**, here 0.5. Forward, backward, step; forward, backward, step. `zeroGrad()` is there
// because gradients accumulate (lesson 03).

// %% id="train-code"
double tau = 0.5;
Value u1 = Value.of("w1", 0.3), u2 = Value.of("w2", -0.7), ub = Value.of("b", 0.1);
double[] steps = new double[31], losses = new double[31];
for (int k = 0; k <= 30; k++) {
    Value now = u1.mul(2).add(u2.mul(-1)).add(ub).logisticLoss(1);
    steps[k] = k;
    losses[k] = now.data();
    now.zeroGrad();
    now.backward();
    for (Value parameter : List.of(u1, u2, ub))
        parameter.set(parameter.data() - tau * parameter.grad());
}
for (int k = 0; k <= 5; k++) show("after " + k + " steps: L = " + Trace.number(losses[k]));

// %% id="train-plot"
show(Charts.lines("Gradient descent with learning rate 0.5", "step", "loss").
    series("loss", steps, losses));

// %% [markdown] id="train-why"
// It falls fast, then slowly, and never reaches 0: the better the answer, the smaller `p - y`, and the smaller the
// step.
//
// Is the gradient's promise kept? It promises that the first step lowers the loss by `τ` times the sum of the squared
// gradients, that is by `0.5 · (0.3956² + 0.1978² + 0.1978²) = 0.117`. It did fall, but by 0.093. The promise holds for
// small nudges, and 0.5 is not so small.

// %% [markdown] id="exercise-a"
// ## Exercise a
//
// Same sample, same weights, but now the label is `y = 0`: the model is wrong. Give `∂L/∂s`, `∂L/∂w1` and `∂L/∂w2`,
// with `p = 0.8022`.

// %% id="exercise-a-code" tags=["exercise"]
double[] myOther = {Double.NaN, Double.NaN, Double.NaN};   // ∂L/∂s, ∂L/∂w1, ∂L/∂w2
check("07.a", myOther);

// %% id="07.a" tags=["solution"]
Value wa1 = Value.of("w1", 0.3), wa2 = Value.of("w2", -0.7);
Value sa = wa1.mul(2).add(wa2.mul(-1)).add(0.1).named("s");
sa.logisticLoss(0).backward();
check("07.a", sa.grad(), wa1.grad(), wa2.grad());

// %% [markdown] id="exercise-b"
// ## Exercise b
//
// The label is 0, and `s` goes up from 0: 1, 2, 3, ... Which is the first of these whole numbers at which
// `naiveLoss(s, 0)` or `naiveSlope(s, 0)` is not a finite number any more? Search by hand or with a loop;
// `Double.isFinite` helps. Then ask yourself why just there.

// %% id="exercise-b-code" tags=["exercise"]
double myBreak = Double.NaN;
check("07.b", myBreak);

// %% id="07.b" tags=["solution"]
// From 37 on, exp(-s) is less than half the distance from 1 to the next double, so 1 + exp(-s) rounds to 1, and p to 1.
int breaks = 0;
while (Double.isFinite(naiveLoss(breaks, 0)) && Double.isFinite(naiveSlope(breaks, 0))) breaks++;
check("07.b", breaks);

// %% [markdown] id="take-away"
// ## What to take away
//
// - Sigmoid and log-loss together have the slope **prediction minus label**, `p - y`, and each weight gets that times
//   its feature.
// - That is no accident: the log undoes the sigmoid's flatness. With the squared loss it would stay.
// - Formulas that are equal on paper are not equal in floating point. Give the loss the *logit*, and let one fused gate
//   do both.
// - Learning is: forward, backward, a step against the gradient, again.

// %% id="golden" tags=["golden"]
golden("07.s", s.data());
golden("07.exp(-s)", Math.exp(-s.data()));
golden("07.p", p.data());
golden("07.L", loss.data());
golden("07.dL/dp", p.grad());
golden("07.dp/ds", s.grad() / p.grad());
golden("07.dL/ds", s.grad());
golden("07.dL/dw1", w1.grad());
golden("07.dL/dw2", w2.grad());
golden("07.dL/db", b.grad());
golden("07.dL/dx1", x1.grad());
golden("07.dL/dx2", x2.grad());
golden("07.fused.L", fused.data());
golden("07.fused.dL/ds", logit.grad());
golden("07.squared", sq.grad());
golden("07.loss.0", losses[0]);
golden("07.loss.1", losses[1]);
golden("07.loss.2", losses[2]);
golden("07.loss.3", losses[3]);
golden("07.loss.4", losses[4]);
golden("07.loss.5", losses[5]);
golden("07.s=40.as-written", Double.isFinite(naiveLoss(40, 0)) ? 1 : 0);
golden("07.s=40.fused", Value.of(40).logisticLoss(0).data());

// %% id="exit" tags=["script-only"]
/exit Lesson.failures()
