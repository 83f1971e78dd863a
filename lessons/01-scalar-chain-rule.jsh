// %% [markdown] id="where-we-are"
// # 01 Numbers that flow: (x + y) z
//
// You will take one small formula, run numbers forward through it, and then run *gradients* backward through it:
// first by hand, then with the engine, and both must agree. Everything later in the course, up to trained networks,
// repeats the four steps of this lesson.
//
// The formula is `f = (x + y) z`, at `x = -2`, `y = 5`, `z = -4`. It is the first worked example of the three documents
// that this course reproduces and checks; the [ledger](ledger.ipynb) keeps the accounts (here: items 3 and 4).

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
import static gradbook.check.Check.*;
import static gradbook.show.Show.show;

// %% id="start" tags=["setup"]
Lesson.start("01");

// %% [markdown] id="predict"
// ## Predict
//
// Before anything is computed, commit to two numbers. Work them out on paper, or guess; a wrong guess that you made
// yourself teaches more than a right one that you read.
//
// 1. What is `f` at `x = -2`, `y = 5`, `z = -4`?
// 2. If `x` grows a little, by `h`, how many times `h` does `f` change? That number is the derivative `∂f/∂x`.
//
// Put your numbers where it says `NaN`, which here means *not answered yet*.

// %% id="predict-numbers" tags=["predict"]
double myF = Double.NaN;    // your number for f
double myDx = Double.NaN;   // your number for ∂f/∂x
predict("f", myF);
predict("∂f/∂x", myDx);

// %% [markdown] id="reveal"
// Committed? Then run the next cell: it sets your numbers beside the right ones. Not before: where you have not
// predicted, a notebook keeps the right ones folded, but a terminal just tells them. *Why* they are what they are is what
// the rest of this lesson is about.

// %% id="reveal-code"
reveal("f", "01.f");
reveal("∂f/∂x", "01.df/dx");

// %% [markdown] id="forward"
// ## Forward
//
// A computer does not see `(x + y) z` at once. It sees two *gates*, each of which does one small thing:
//
// - the **add gate** takes `x` and `y` and makes `q = x + y`;
// - the **mul gate** takes `q` and `z` and makes `f = q z`.
//
// In Java you write it the way you would say it. Each `Value` remembers the gate that made it, so the code draws its
// own picture. Read the picture from left to right: that is the **forward pass**.

// %% id="forward-code"
Value x = Value.of("x", -2), y = Value.of("y", 5), z = Value.of("z", -4);
Value q = x.add(y).named("q");
Value f = q.mul(z).named("f");
show(f);

// %% [markdown] id="backward"
// ## Backward
//
// Now the question that training asks of every formula: *if I nudge an input a little, how does the output move?*
// Answer it gate by gate, starting at the output and walking against the arrows.
//
// - At `f` itself: nudge `f` by `h` and `f` moves by `h`. So the walk starts with the gradient **1**.
// - At the mul gate, `f = q z`: nudge `q` by `h` and `f` moves by `z h`, that is by `-4 h`. Nudge `z` and `f` moves by
//   `q h`, that is `3 h`. The mul gate *swaps*: each input gets the other one.
// - At the add gate, `q = x + y`: nudge `x` or `y` by `h` and `q` moves by `h`. The **local** derivative is 1. But you
//   want to know about `f`, not about `q`, and you know that `f` moves `-4` for every 1 that `q` moves. So multiply:
//   `∂f/∂x = -4 · 1 = -4`, and the same for `y`.
//
// That last step is the whole of backpropagation. What arrives from above is called **upstream**, what the gate
// contributes is **local**, and what goes on below is **downstream**:
//
// > upstream × local = downstream
//
// `backward()` does this for every gate, each one after everything that uses it.

// %% id="backward-code"
f.backward();
show(f);

// %% [markdown] id="last-value" tags=["notebook-only"]
// In a notebook you may leave `show` away at the end of a cell: what stands there alone shows itself.

// %% id="last-value-code" tags=["notebook-only"]
x.grad()

// %% [markdown] id="table"
// The same walk as a table, one row for every edge of the picture. Cover the last column and compute it yourself.

// %% id="table-code"
show(Trace.of(f));

// %% [markdown] id="stepper"
// And once more, step by step: two steps forward, two steps backward. Each step says what it does.

// %% id="stepper-code"
show(Player.of(f));

// %% [markdown] id="derivation"
// The derivation, written out from *your* expression. Change the formula above, run the cells again, and this text
// changes with it.

// %% id="derivation-code"
show(Derivation.of(f));

// %% [markdown] id="check"
// ## Check
//
// How do you know that the gradients are right? Do not trust the engine: *nudge for real*. A **gradient check** moves
// every input by a tiny step both ways, computes `f` again each time, and compares the slope with the gradient. It
// knows nothing about gates or chain rules, so the two can only agree if both are right.

// %% id="check-code"
show(GradientCheck.of(f));

// %% [markdown] id="plot"
// ## Plot
//
// A gradient is a promise about small nudges. Here is how `f` really moves when you nudge one input at a time and
// leave the other two alone. Look at three things:
//
// - every line passes through `-12` where the nudge is 0;
// - the slope of each line is that input's gradient: `x` and `y` fall with slope `-4`, one on top of the other, and
//   `z` rises with slope `3`;
// - the lines are straight, because `f` contains each input only once and never squared. Most functions bend, and then
//   the gradient is only the slope where you stand.

// %% id="plot-code"
Plot nudges = Charts.lines("f = (x + y) z, one input nudged at a time", "nudge", "f");
nudges.function("x nudged", -1, 1, h -> (-2 + h + 5) * -4);
nudges.function("y nudged", -1, 1, h -> (-2 + 5 + h) * -4);
nudges.function("z nudged", -1, 1, h -> (-2 + 5) * (-4 + h));
show(nudges);

// %% [markdown] id="exercise-a"
// ## Exercise a
//
// Same formula, other numbers: `x = 1`, `y = -3`, `z = 2`. Write down the three gradients, in the order `∂f/∂x`,
// `∂f/∂y`, `∂f/∂z`, *without running the engine*. If your answer is not right, the check tells you what you probably
// did. `hint("01.a")` helps, more each time you ask.

// %% id="exercise-a-code" tags=["exercise"]
double[] myGradients = {Double.NaN, Double.NaN, Double.NaN};   // ∂f/∂x, ∂f/∂y, ∂f/∂z
check("01.a", myGradients);

// %% id="01.a" tags=["solution"]
Value xa = Value.of("x", 1), ya = Value.of("y", -3), za = Value.of("z", 2);
Value fa = xa.add(ya).named("q").mul(za).named("f");
fa.backward();
check("01.a", xa.grad(), ya.grad(), za.grad());

// %% [markdown] id="exercise-b"
// ## Exercise b
//
// Back at `x = -2`, `y = 5`, `z = -4`. You may add 0.01 to exactly one input. Which input moves `f` the furthest, up or
// down? Answer with its name, or with several names if they tie.

// %% id="exercise-b-code" tags=["exercise"]
String myInput = "";   // for example "x", or "y and z"
check("01.b", myInput);

// %% id="01.b" tags=["solution"]
// The sizes of the gradients decide: |-4|, |-4| and |3|. So x and y tie: each moves f by -0.04, z moves it by 0.03.
check("01.b", "x and y");

// %% [markdown] id="take-away"
// ## What to take away
//
// - A formula is a graph of gates. **Forward** computes values, **backward** computes gradients, both one gate at a time.
// - **upstream × local = downstream**, starting with 1 at the output.
// - The add gate copies its upstream gradient; the mul gate swaps its inputs and multiplies.
// - A gradient is *not* the value, and its sign is *not* advice. `∂f/∂x = -4` says: push `x` up a little, and `f` goes
//   *down* four times as much.
//
// The last cell compares the numbers of this lesson with the course's table of known answers.

// %% id="golden" tags=["golden"]
golden("01.q", q.data());
golden("01.f", f.data());
golden("01.df/dq", q.grad());
golden("01.df/dx", x.grad());
golden("01.df/dy", y.grad());
golden("01.df/dz", z.grad());

// %% id="exit" tags=["script-only"]
/exit Lesson.failures()
