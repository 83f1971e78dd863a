// %% [markdown] id="where-we-are"
// # 06 Sigmoid
//
// The sigmoid `σ(s) = 1 / (1 + exp(-s))` squeezes any number into the range from 0 to 1, so that it can be read as a
// probability. It is a chain of four gates, and you know what to do with a chain. But its derivative turns out to be so
// simple that every library makes the four gates *one*.
//
// You will follow document B, sections 5.1 and 5.2 (items 13 and 14 of the ledger), where every step is right, and then
// see what this small derivative does to a deep network.

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
import java.util.function.*;
import static gradbook.check.Check.*;
import static gradbook.show.Show.show;

// %% id="start" tags=["setup"]
Lesson.start("06");

// %% [markdown] id="predict"
// ## Predict
//
// 1. What is `σ(0)`?
// 2. And the slope `σ'(0)`, the steepest that the sigmoid has? Sketch the curve: it must get from 0 to 1.
// 3. The sigmoid of 1.4 is 0.802. Is its slope there larger or smaller than at 0? Put a number to it.

// %% id="predict-numbers" tags=["predict"]
double mySigmoid0 = Double.NaN;   // your number for σ(0)
double mySlope0 = Double.NaN;     // your number for σ'(0)
double mySlope14 = Double.NaN;    // your number for σ'(1.4)
predict("σ(0)", mySigmoid0);
predict("σ'(0)", mySlope0);
predict("σ'(1.4)", mySlope14);

// %% id="reveal-code"
reveal("σ(0)", "06.sigmoid(0)");
reveal("σ'(0)", "06.slope(0)");
reveal("σ'(1.4)", "06.slope(1.4)");

// %% [markdown] id="forward"
// ## Forward: four gates
//
// Negate, exponentiate, add 1, divide 1 by it:
//
// - `n = -s`
// - `e = exp(n)`
// - `t = e + 1`
// - `y = 1 / t`

// %% id="forward-code"
Value s = Value.of("s", 1.4);
Value n = s.neg().named("n");
Value e = n.exp().named("e");
Value t = e.add(1).named("t");
Value y = Value.of(1).div(t).named("y");
show(y);

// %% [markdown] id="backward"
// ## Backward: four factors
//
// - `y = 1 / t` has the local derivative `-1 / t²`
// - `t = e + 1` has 1
// - `e = exp(n)` has `e`
// - `n = -s` has -1
//
// The two minus signs cancel, and the product is `e / t²`.

// %% id="backward-code"
y.backward();
show(y);

// %% id="table-code"
show(Trace.of(y));

// %% id="stepper-code"
show(Player.of(y));

// %% id="derivation-code"
show(Derivation.of(y));

// %% [markdown] id="trick"
// ## The same number, from the output alone
//
// Now look hard at `e / t²`. It is `1/t` times `e/t`. The first factor is the output `y`. And the second is
// `e/t = (t - 1)/t = 1 - 1/t`, which is `1 - y`. So
//
// > σ'(s) = y (1 - y), where y = σ(s)
//
// You do not need `s` any more, no exponential, no division: *the output that the forward pass left is enough*. For
// `y = 0.8022` that is `0.8022 · 0.1978 = 0.1587`.

// %% id="trick-code"
show("four gates: " + Trace.number(s.grad()));
show("y (1 - y):  " + Trace.number(y.data() * (1 - y.data())));

// %% [markdown] id="fused"
// ## One gate
//
// That is how Gradbook's sigmoid gate does it: one node, one multiplication on the way back. A gate that does the work
// of several is called **fused**. Same value, same gradient, a quarter of the graph.

// %% id="fused-code"
Value s1 = Value.of("s", 1.4);
Value y1 = s1.sigmoid().named("y");
y1.backward();
show(y1);

// %% id="zero-code"
Value s0 = Value.of("s", 0);
Value y0 = s0.sigmoid().named("y");
y0.backward();
show("at s = 0: σ = " + Trace.number(y0.data()) + ", slope " + Trace.number(s0.grad()));

// %% [markdown] id="which-side"
// ## Input or output?
//
// `y (1 - y)` wants the *output*. Two mistakes come from mixing the sides up, and both run without complaint:
//
// - put the input in: `s (1 - s)` is `1.4 · (-0.4) = -0.56`. A negative slope, for a curve that only rises.
// - take the sigmoid twice: evaluate `σ'` at the output, `σ(y)(1 - σ(y))`. It looks quite plausible, and is wrong.

// %% id="which-side-code"
double out = y1.data(), twice = 1 / (1 + Math.exp(-out));
show("right, y (1 - y):          " + Trace.number(out * (1 - out)));
show("input put in, s (1 - s):   " + Trace.number(1.4 * (1 - 1.4)));
show("evaluated at the output:   " + Trace.number(twice * (1 - twice)));

// %% [markdown] id="check"
// ## Check
//
// Only the first one agrees with real nudges.

// %% id="check-code"
show(GradientCheck.of(y));

// %% [markdown] id="plot"
// ## Plot
//
// The sigmoid, its derivative, and the tangent at 1.4. Three things to see:
//
// - the derivative is a hill with its top, 1/4, at 0: there `y = 1/2`, and `y (1 - y)` cannot be larger than
//   `1/2 · 1/2`;
// - the hill is the same on both sides: `σ'(-s) = σ'(s)`;
// - beyond 5 or so, left and right, the curve is flat. There is hardly any gradient left.

// %% id="plot-code"
Plot hill = Charts.lines("The sigmoid and its derivative", "s", "value");
hill.function("σ(s)", -8, 8, v -> 1 / (1 + Math.exp(-v)));
hill.function("σ'(s)", -8, 8, v -> Math.exp(-v) / Math.pow(1 + Math.exp(-v), 2));
hill.function("tangent at 1.4", -1.5, 3.5, v -> y1.data() + s1.grad() * (v - 1.4));
show(hill);

// %% [markdown] id="vanish"
// ## Ten in a row: the gradient vanishes
//
// Every sigmoid on the way back multiplies the gradient by at most 1/4. Ten of them, one after the other, leave at most
// `0.25` to the power 10: less than a millionth. This is the **vanishing gradient**, and for years it was a main reason
// why deep networks would not train.

// %% id="vanish-code"
Value first = Value.of("s", 0);
Value deep = first;
for (int i = 1; i <= 10; i++) deep = deep.sigmoid().named("y" + i);
deep.backward();
show("at most:  " + Trace.number(Math.pow(0.25, 10)));
show("in truth: " + Trace.number(first.grad()));

// %% [markdown] id="vanish-plot"
// The axis is logarithmic: each number on it is a tenth of the one above. The gradient loses about a factor of 4 per
// layer, and never gets it back. The relu gate (lesson 09) multiplies by 1 or by 0 instead, which is one reason why it
// took over.

// %% id="vanish-plot-code"
double[] layers = new double[11], bound = new double[11], real = new double[11];
for (int k = 0; k <= 10; k++) {
    Value from = Value.of("s", 0);
    Value to = from;
    for (int i = 0; i < k; i++) to = to.sigmoid();
    to.backward();
    layers[k] = k;
    bound[k] = Math.pow(0.25, k);
    real[k] = from.grad();
}
Plot vanishing = Charts.lines("What is left of a gradient of 1", "sigmoids in a row", "gradient");
vanishing.logY();
vanishing.series("at most: 0.25 to the power n", layers, bound);
vanishing.series("starting from s = 0", layers, real);
show(vanishing);

// %% [markdown] id="exercise-a"
// ## Exercise a
//
// The **hyperbolic tangent** is the sigmoid's sister: it runs from -1 to 1.
//
// > tanh(s) = (exp(s) - exp(-s)) / (exp(s) + exp(-s))
//
// Derive its derivative on paper, and find the form that needs nothing but the output, as `y (1 - y)` does for the
// sigmoid. Then replace the `NaN`; `Math.tanh(v)` is yours to use. The check tries your function at several points.

// %% id="exercise-a-code" tags=["exercise"]
DoubleUnaryOperator myTanhSlope = v -> Double.NaN;   // in terms of Math.tanh(v)
check("06.a", myTanhSlope);

// %% id="06.a" tags=["solution"]
DoubleUnaryOperator tanhSlope = v -> 1 - Math.tanh(v) * Math.tanh(v);
check("06.a", tanhSlope);

// %% [markdown] id="exercise-b"
// ## Exercise b
//
// You are told that `σ(2) = 0.8808`, and you have no exponential at hand. Give `σ(-2)`, `σ'(2)` and `σ'(-2)`.

// %% id="exercise-b-code" tags=["exercise"]
double[] myMirror = {Double.NaN, Double.NaN, Double.NaN};   // σ(-2), σ'(2), σ'(-2)
check("06.b", myMirror);

// %% id="06.b" tags=["solution"]
// The curve is symmetric about (0, 1/2): σ(-s) = 1 - σ(s). So y and 1 - y only change places in y (1 - y).
check("06.b", 1 - 0.8808, 0.8808 * (1 - 0.8808), (1 - 0.8808) * 0.8808);

// %% [markdown] id="take-away"
// ## What to take away
//
// - `σ'(s) = y (1 - y)` with `y = σ(s)`: the output is enough, and it must be the *output*.
// - Gates that always come together can be fused: one node, same gradient.
// - The slope is at most 1/4 and the same at `s` and `-s`. In a row, sigmoids make gradients vanish.

// %% id="golden" tags=["golden"]
golden("06.sigmoid(0)", y0.data());
golden("06.slope(0)", s0.grad());
golden("06.sigmoid(1.4)", y1.data());
golden("06.slope(1.4)", s1.grad());
golden("06.four-gates", s.grad());
golden("06.dy/dt", t.grad());
golden("06.at-the-output", twice * (1 - twice));
golden("06.bound", Math.pow(0.25, 10));
golden("06.ten", first.grad());

// %% id="exit" tags=["script-only"]
/exit Lesson.failures()
