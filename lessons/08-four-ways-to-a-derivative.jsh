// %% [markdown] id="where-we-are"
// # 08 Four ways to a derivative
//
// There are four ways to get a derivative out of a computer: work it out by hand and type it in, nudge the input and
// look, have the computer do algebra, or do what you have been doing since lesson 01. You will use all four on one
// function, and then *count* what each one costs.
//
// The four are document C's first half (items 29 to 32 of the ledger). It names costs, `O(|W|²)` and `O(|W|)`, and
// leaves out under which conditions they hold (E3). You will measure them.

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
import java.util.function.*;
import static gradbook.check.Check.*;
import static gradbook.show.Show.show;

// %% id="start" tags=["setup"]
Lesson.start("08");

// %% [markdown] id="predict"
// ## Predict
//
// The function is the loss of the last lesson, `L(s) = log(1 + exp(-s))`, at `s = 1.4`. Its slope there is `-0.1978`.
//
// 1. You nudge `s` by `h` and compute `(L(s + h) - L(s)) / h`. Which `h` gives the best slope: `0.01`, `1e-5`, `1e-8`,
//    or `1e-13`?
// 2. A small network has 241 parameters, and you want all 241 slopes of its loss. By nudging, how often do you have to
//    compute the loss?

// %% id="predict-numbers" tags=["predict"]
double myStep = Double.NaN;          // your h
double myEvaluations = Double.NaN;   // your number of evaluations
predict("the best h", myStep);
predict("evaluations for 241 slopes", myEvaluations);

// %% id="reveal-code"
reveal("the best h", "08.best-of-four");
reveal("evaluations for 241 slopes", "08.241.evaluations");

// %% [markdown] id="forward"
// ## The function
//
// Put the sigmoid into the loss `-log σ(s)` of the last lesson, and this is what comes out. Four gates.

// %% id="forward-code"
Value s = Value.of("s", 1.4);
Value loss = s.neg().exp().add(1).log().named("L");
show(loss);

// %% [markdown] id="manual"
// ## 1. By hand
//
// You differentiate on paper, `L'(s) = -exp(-s) / (1 + exp(-s)) = -1 / (1 + exp(s))`, which is `p - 1` again, and type
// the result in. It is exact and as fast as can be. But you do it once for every function, every change of the function
// means new paper, and nobody notices when you slip.

// %% id="manual-code"
double manual = -1 / (1 + StrictMath.exp(1.4));   // StrictMath: the same last digit on every machine
show("manual:    " + Trace.number(manual));

// %% [markdown] id="numeric"
// ## 2. Numerically: nudge and look
//
// You need not know what is inside the function, only be able to call it. A **forward difference** steps to one side, a
// **central difference** to both.
//
// For a function of many inputs you nudge *one input at a time*. Document C writes `E(w + ε)` with a vector `w`; read
// it as `w` with `ε` added to one coordinate, again for each coordinate.

// %% id="numeric-code"
DoubleUnaryOperator lossOf = v -> StrictMath.log(1 + StrictMath.exp(-v));
show("forward, h = 0.01: " + Trace.number(Numeric.forward(lossOf, 1.4, 0.01)));
show("central, h = 0.01: " + Trace.number(Numeric.central(lossOf, 1.4, 0.01)));

// %% [markdown] id="symbolic"
// ## 3. Symbolically: let the computer do the algebra
//
// The computer applies the rules of calculus to the *formula* and gives you another formula, which you may print,
// evaluate, and differentiate again. It need not look like yours, but it is the same function.

// %% id="symbolic-code"
Value formula = Symbolic.derivative(loss, s);
show("symbolic:  L'(s) = " + Formula.of(formula, Style.TEXT));
show("at 1.4:    " + Trace.number(formula.data()));

// %% [markdown] id="automatic"
// ## 4. Automatically: backward through the graph
//
// Automatic differentiation (AD) applies the rules of calculus to the *numbers* that the forward pass left, gate by
// gate. It neither nudges nor writes a formula. It is exact up to rounding, like the first way and the third; it does
// not ask you to think, like the second.

// %% id="automatic-code"
loss.backward();
show(loss);

// %% id="table-code"
show(Trace.of(loss));

// %% id="stepper-code"
show(Player.of(loss));

// %% id="derivation-code"
show(Derivation.of(loss));

// %% [markdown] id="check"
// ## Check
//
// A gradient check is nothing but the second way auditing the fourth.

// %% id="check-code"
show(GradientCheck.of(loss));

// %% [markdown] id="forward-mode"
// ## And a fifth: forward mode
//
// Document C says AD and means *backward*. But one can also push derivatives *forward*: each number carries along how
// fast it changes when the input does. Such a pair is a **dual number**. At a gate, the new rate is local derivative
// times old rate, just as before, from the other end.
//
// Forward mode is exact as well, and it is AD as well. But one pass answers for *one input*.

// %% id="forward-mode-code"
ScalarFunction asFunction = ScalarFunction.of(loss);
Dual dual = asFunction.dual(new double[] {1.4}, new double[] {1});
show("forward mode: value " + Trace.number(dual.value()) + ", slope " + Trace.number(dual.tangent()));

// %% [markdown] id="all-ways"
// All of them on a function of three inputs, with what they cost. This is the loss of lesson 07 with two weights and a
// bias. One evaluation is one pass through the function or through its derivative.

// %% id="all-ways-code"
Value w1 = Value.of("w1", 0.3), w2 = Value.of("w2", -0.7), b = Value.of("b", 0.1);
Value sample = w1.mul(2).add(w2.mul(-1)).add(b).neg().exp().add(1).log().named("L");
FourWays ways = FourWays.of(sample, at -> {
    double g = -1 / (1 + Math.exp(2 * at[0] - at[1] + at[2]));
    return new double[] {2 * g, -g, g};
});
show(ways);

// %% [markdown] id="step-size"
// ## The step: smaller is not better
//
// Back to nudging. On paper the slope is the limit for `h` to 0, so you would take the smallest `h` there is. Try it,
// from `0.1` down to `1e-14`, and print how far off each result is.

// %% id="step-size-code"
String powers(double number) {
    return String.format(Locale.ROOT, "%.0e", number);
}

double[] h = new double[14], forwardError = new double[14], centralError = new double[14];
Sheet errors = new Sheet("How far off the slope is", "h", "forward difference", "central difference");
for (int k = 0; k < 14; k++) {
    h[k] = Double.parseDouble("1e-" + (k + 1));
    forwardError[k] = Math.max(1e-16, Math.abs(Numeric.forward(lossOf, 1.4, h[k]) - manual));
    centralError[k] = Math.max(1e-16, Math.abs(Numeric.central(lossOf, 1.4, h[k]) - manual));
    errors.row("1e-" + (k + 1), powers(forwardError[k]), powers(centralError[k]));
}
show(errors);

// %% id="step-size-plot"
Plot valley = Charts.lines("Error of the slope against the step h", "h", "error").logX().logY();
valley.series("forward difference", h, forwardError);
valley.series("central difference", h, centralError);
show(valley);

// %% [markdown] id="step-size-why"
// Read the picture from right to left. Two things fight each other.
//
// - **Truncation**, on the right. The curve bends, and a step that is too long measures the bend. Forward, the error
//   shrinks like `h`: one decade per decade. Central, like `h²`: two decades per decade, because the bend to the left
//   and the bend to the right cancel.
// - **Rounding**, on the left. `L(s + h)` and `L(s)` agree in ever more digits, and subtracting them leaves only the
//   noise of the last ones, about `1e-16`. Divided by a tiny `h`, noise becomes large.
//
// The valley lies near `h = 1e-8` for the forward difference and near `h = 1e-5` for the central one, which goes more
// than a hundred times as deep. At `1e-13`, the choice of those who think that smaller is better, both are no better
// than at `0.001`.

// %% id="step-size-best"
int bestForward = 0, bestCentral = 0;
for (int k = 1; k < 14; k++) {
    if (forwardError[k] < forwardError[bestForward]) bestForward = k;
    if (centralError[k] < centralError[bestCentral]) bestCentral = k;
}
int bestOfFour = 1;
for (int k : new int[] {1, 4, 7, 12})   // those of question 1
    if (forwardError[k] < forwardError[bestOfFour]) bestOfFour = k;
show("best of these: h = " + powers(h[bestForward]) + " forward, " + powers(h[bestCentral]) + " central");

// %% [markdown] id="cost"
// ## What the gradient of a network costs
//
// A network with `P` parameters needs one forward pass per nudge. In a dense network, with one sample, each weight is
// used once, in one multiplication and one addition: a **multiply-add**. So a pass costs about `P` of them, and `P + 1`
// passes about `P²`. *That* is document C's `O(|W|²)`, and its condition: weights that are used many times, as in a
// convolution, make a pass cost more than `P`, and a batch of `N` samples makes it cost `N` times as much.
//
// Backward, one pass serves all the parameters together, and costs about as much as one or two forward passes,
// whatever `P` is: that is the `O(|W|)`. The price is memory, which document C does not mention: every value in between is kept.
//
// Here are four networks, as graphs of gates, with their multiply-adds counted.

// %% id="cost-code"
List<Value> layer(String name, List<Value> inputs, int units) {
    List<Value> outputs = new ArrayList<>();
    for (int i = 0; i < units; i++) {
        List<Value> weights = new ArrayList<>();
        for (int j = 0; j < inputs.size(); j++)
            weights.add(Value.of(name + i + "," + j, 0.01 * (i - j)));
        outputs.add(Value.dot(weights, inputs).add(Value.of(name + i, 0.1)));
    }
    return outputs;
}

Value network(int inputs, int hidden, int outputs) {
    List<Value> x = new ArrayList<>();
    for (int i = 0; i < inputs; i++) x.add(Value.of(1.0 / (i + 1)));
    List<Value> h = layer("W", x, hidden).stream().map(Value::sigmoid).toList();
    return Value.sum(layer("V", h, outputs)).named("E");
}

String sizeOf(int[] size) { return size[0] + "-" + size[1] + "-" + size[2]; }

int[][] sizes = {{2, 3, 1}, {10, 20, 1}, {100, 100, 10}, {784, 128, 10}};
Sheet costs = new Sheet("Multiply-adds for one gradient", "network", "parameters", "one forward pass",
    "forward differences", "backpropagation", "times cheaper");
List<Cost> counted = new ArrayList<>();
for (int[] size : sizes) {
    Cost c = Cost.of(network(size[0], size[1], size[2]));
    counted.add(c);
    costs.row(sizeOf(size), "" + c.inputs(), "" + c.forward(), "" + c.forwardDifferences(), "" + c.reverse(),
        "" + Math.round((double) c.forwardDifferences() / c.reverse()));
}
show(costs);

// %% [markdown] id="cost-counted"
// Is `P + 1` really true? Count how often the loss is evaluated: for the smallest network, with 13 parameters, and for the
// next one, with 241.

// %% id="cost-counted-code"
int[] count(Value loss) {
    ScalarFunction f = ScalarFunction.of(loss);
    int[] calls = new int[2];   // forward, central
    Numeric.forward(at -> { calls[0]++; return f.applyAsDouble(at); }, f.point(), 1e-8);
    Numeric.central(at -> { calls[1]++; return f.applyAsDouble(at); }, f.point(), 1e-5);
    return calls;
}

int[] of13 = count(network(2, 3, 1)), of241 = count(network(10, 20, 1));
show("13 parameters:  " + of13[0] + " evaluations forward, " + of13[1] + " central");
show("241 parameters: " + of241[0] + " evaluations forward, " + of241[1] + " central");

// %% [markdown] id="cost-plot"
// The cost against `P`, for networks of growing width. On paper that is logarithmic both ways, a power of `P` is a
// straight line, and the slope of the line is the power. Nudging climbs two decades per decade, backpropagation one.

// %% id="cost-plot-code"
int[] widths = {1, 3, 10, 30, 100, 300};
double[] parameters = new double[6], nudging = new double[6], backprop = new double[6];
for (int i = 0; i < widths.length; i++) {
    Cost c = Cost.of(network(widths[i], widths[i], 1));
    parameters[i] = c.inputs();
    nudging[i] = c.forwardDifferences();
    backprop[i] = c.reverse();
}
double slope(double[] x, double[] y) {
    int last = x.length - 1;
    return Math.log(y[last] / y[last - 1]) / Math.log(x[last] / x[last - 1]);
}
Plot growth = Charts.lines("Multiply-adds for one gradient", "parameters P", "multiply-adds");
growth.logX().logY();
growth.series("forward differences", parameters, nudging);
growth.series("backpropagation", parameters, backprop);
show(growth);
show("the power of P: " + Style.TEXT.number(slope(parameters, nudging), 3) + " for forward differences, "
    + Style.TEXT.number(slope(parameters, backprop), 3) + " for backpropagation");

// %% [markdown] id="swell"
// ## How formulas swell
//
// And symbols? Document C says that the formula of a derivative can become exponentially large, with no reuse of what
// it has in common. A classic example is the map `l → 4 l (1 - l)`, applied again and again, beginning with `x`. Each
// step uses `l` twice.
//
// Count the operations twice: written out as a **tree**, as on paper, where what is used twice is written twice; and
// kept as a **graph**, where it is written once.

// %% id="swell-code"
Value x = Value.of("x", 0.3);
Value l = x;
double[] step = new double[9], asTree = new double[9], asGraph = new double[9];
List<ExpressionSize> ofL = new ArrayList<>();
Sheet swell = new Sheet("Operations in l and in its derivative",
    "steps", "l as tree", "l as graph", "derivative as tree", "derivative as graph");
for (int k = 0; k < 9; k++) {
    l = l.mul(4).mul(Value.of(1).sub(l)).named("l" + (k + 2));
    ExpressionSize size = ExpressionSize.of(l);
    ExpressionSize derivative = ExpressionSize.of(Symbolic.derivative(l, x));
    step[k] = k + 1;
    ofL.add(size);
    asTree[k] = derivative.tree().doubleValue();
    asGraph[k] = derivative.graph();
    swell.row("" + (k + 1), "" + size.tree(), "" + size.graph(), "" + derivative.tree(), "" + derivative.graph());
}
show(swell);

// %% id="swell-plot"
Plot swelling = Charts.lines("Operations in the derivative", "steps", "operations").logY();
swelling.series("written out as a tree", step, asTree);
swelling.series("kept as a graph", step, asGraph);
show(swelling);

// %% [markdown] id="swell-why"
// The tree more than doubles with each step. The graph grows by the same few operations each time.
//
// So the claim is true of formulas that are *written out*. A program that keeps the common parts once has no swell, and
// then it does very nearly what AD does: symbolic and automatic differentiation are not the same, but they meet there.

// %% [markdown] id="exercise-a"
// ## Exercise a
//
// You want to check a gradient with a *central* difference. Choose a step `h` that is right within a factor of ten of
// the best.

// %% id="exercise-a-code" tags=["exercise"]
double myH = Double.NaN;   // for example 0.01, or 1e-12
check("08.a", myH);

// %% id="08.a" tags=["solution"]
// About the cube root of the rounding error: 1e-16 to the power 1/3 is 5e-6.
check("08.a", Math.cbrt(1e-16));

// %% [markdown] id="exercise-b"
// ## Exercise b
//
// A network has 241 parameters and one loss. How many evaluations does its gradient take with forward differences? With
// central differences? And how many *backward* passes does backpropagation need?

// %% id="exercise-b-code" tags=["exercise"]
// In this order: forward differences, central differences, backward passes
double[] myPasses = {Double.NaN, Double.NaN, Double.NaN};
check("08.b", myPasses);

// %% id="08.b" tags=["solution"]
check("08.b", 241 + 1, 2 * 241, 1);

// %% [markdown] id="take-away"
// ## What to take away
//
// - By hand: exact, and yours to get wrong. Numeric: needs nothing but the function, is inexact, costs a pass per
//   input. Symbolic: a formula, which swells if you write it out. Automatic: exact numbers, gate by gate.
// - AD is neither numeric nor symbolic. It has two directions: forward, a pass for each *input*; backward, a pass for
//   each *output*. A loss is one output.
// - The best step is not the smallest: about `1e-8` forward, `1e-5` central.
// - Nudging is the honest witness for a gradient *check*, on a few parameters. Nobody trains that way.

// %% id="golden" tags=["golden"]
golden("08.exact", manual);
golden("08.symbolic", formula.data());
golden("08.reverse", s.grad());
golden("08.forward-mode", dual.tangent());
golden("08.forward.best-error", Math.log10(forwardError[bestForward]));
golden("08.forward.best-h", Math.log10(h[bestForward]));
golden("08.central.best-error", Math.log10(centralError[bestCentral]));
golden("08.central.best-h", Math.log10(h[bestCentral]));
golden("08.best-of-four", h[bestOfFour]);
for (int i = 0; i < 4; i++) {
    golden("08." + sizeOf(sizes[i]) + ".numeric", counted.get(i).forwardDifferences());
    golden("08." + sizeOf(sizes[i]) + ".backprop", counted.get(i).reverse());
}
golden("08.forward.calls", of13[0]);
golden("08.central.calls", of13[1]);
golden("08.241.evaluations", of241[0]);
golden("08.slope.numeric", slope(parameters, nudging));
golden("08.slope.backprop", slope(parameters, backprop));
golden("08.swell.l5.tree", ofL.get(4).tree().doubleValue());
golden("08.swell.l5.graph", ofL.get(4).graph());
golden("08.swell.tree-doubles", asTree[8] > 2 * asTree[7] && asTree[7] > 2 * asTree[6] ? 1 : 0);
golden("08.swell.graph-is-a-line", asGraph[8] - asGraph[7] - (asGraph[7] - asGraph[6]));

// %% id="exit" tags=["script-only"]
/exit Lesson.failures()
