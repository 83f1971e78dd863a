// %% [markdown] id="where-we-are"
// # 03 Fan-out: the copy gate and '+='
//
// In `f = (x + y) z` every value was used once. As soon as a value is used *twice*, one small detail of the engine
// decides between right and wrong: whether it writes `grad = ...` or `grad += ...`. It is the most common bug in
// home-made engines, and lesson 01's example cannot find it. This lesson's can.
//
// It also settles a question that checklists tend to leave out: when to clear the gradients. (Items 2, 8, 25 and E8 of
// the [ledger](ledger.ipynb).)

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
Lesson.start("03");

// %% [markdown] id="predict"
// ## Predict
//
// `f = (x + y) x` at `x = -2`, `y = 5`. It looks like lesson 01, but `z` is gone and `x` is used twice. What is
// `∂f/∂x`? And what is `∂f/∂y`?

// %% id="predict-numbers" tags=["predict"]
double myDx = Double.NaN;   // your number for ∂f/∂x
double myDy = Double.NaN;   // your number for ∂f/∂y
predict("∂f/∂x", myDx);
predict("∂f/∂y", myDy);

// %% id="reveal-code"
reveal("∂f/∂x", "03.df/dx");
reveal("∂f/∂y", "03.df/dy");

// %% [markdown] id="forward"
// ## Forward
//
// Look at the arrows that leave `x`: there are two. Where an arrow splits, the picture draws the copy gate.

// %% id="forward-code"
Value x = Value.of("x", -2), y = Value.of("y", 5);
Value q = x.add(y).named("q");
Value f = q.mul(x).named("f");
show(f);

// %% [markdown] id="backward"
// ## Backward
//
// Two paths lead from `f` to `x`.
//
// - Straight through the mul gate, where `x` is the second input: it gets `q = 3`.
// - Through `q` and the add gate: `q` gets `x = -2`, and the add gate copies that to `x`: `-2`.
//
// Nudge `x`, and both paths move `f`. So the two contributions **add**: `3 + (-2) = 1`. This is the chain rule for
// several variables: *one term for each path, and the sum over all paths*.

// %% id="backward-code"
f.backward();
show(f);

// %% id="table-code"
show(Trace.of(f));

// %% id="stepper-code"
show(Player.of(f));

// %% id="derivation-code"
show(Derivation.of(f));

// %% [markdown] id="overwrite"
// ## What '=' would have done
//
// An engine that *stores* instead of *adding* keeps only the contribution that happens to come last. Then `∂f/∂x` is 3
// or -2, depending on the order of the walk, and both are wrong. In lesson 01 the same engine gives three perfect
// gradients. An example without fan-out cannot see this bug; that is why this one is in the course.
//
// The smallest fan-out of all is a square: `x x` at `x = 3`. Both inputs of the mul gate are the same node, and its
// derivative is `3 + 3 = 6`.

// %% id="square-code"
Value s = Value.of("s", 3);
Value square = s.mul(s).named("s²");
square.backward();
show(square);

// %% id="check-code"
show(GradientCheck.of(f));

// %% [markdown] id="plot"
// ## Plot
//
// Here is `f = (x + y) x` while `x` moves and `y = 5` stays. It is a parabola now, because `x` is in there twice; the
// gradient 1 is the slope of the tangent at `x = -2`. Beside it, the two lines that the overwriting engine believes in.

// %% id="plot-code"
Plot slopes = Charts.lines("f = (x + y) x around x = -2", "x", "f");
slopes.function("f", -4, 0, t -> (t + 5) * t);
slopes.function("both paths: slope 1", -4, 0, t -> -6 + 1 * (t + 2));
slopes.function("only the last path: slope 3", -4, 0, t -> -6 + 3 * (t + 2));
slopes.function("only the other path: slope -2", -4, 0, t -> -6 - 2 * (t + 2));
show(slopes);

// %% [markdown] id="twice"
// ## And when do gradients start from zero?
//
// Adding has a price: somebody must clear. Call `backward()` a second time without clearing, and the leaves receive
// everything again: `x` goes from 1 to 2, `y` from -2 to -4. They **double**.
//
// That is on purpose. Training adds up the gradients of many samples this way (lesson 11), and then clears once.

// %% id="twice-code"
f.backward();
show("after the second call: ∂f/∂x = " + x.grad() + ", ∂f/∂y = " + y.grad());

// %% [markdown] id="tripled"
// Double, not triple: Gradbook clears every value *between* the leaves and the output before each walk, so that
// only the leaves add up. An engine that forgets this lets `q` keep its old gradient, adds the new one on top, and sends the sum down
// again. On lesson 01's formula, the second call then gives `x` the gradient `-4 + 2 · (-4) = -12` instead of `-8`:
// neither the right answer nor twice the right answer. A popular small engine does exactly that.

// %% id="tripled-code"
Value x1 = Value.of("x", -2), y1 = Value.of("y", 5), z1 = Value.of("z", -4);
Value f1 = x1.add(y1).named("q").mul(z1).named("f");
f1.backward();
f1.backward();
show("two calls on (x + y) z: ∂f/∂x = " + x1.grad());

// %% [markdown] id="zero"
// `zeroGrad()` clears the whole graph. After it, the next walk starts fresh.

// %% id="zero-code"
f.zeroGrad();
f.backward();
show("cleared, then one call: ∂f/∂x = " + x.grad() + ", ∂f/∂y = " + y.grad());

// %% [markdown] id="exercise-a"
// ## Exercise a
//
// This is the backward rule of a mul gate in somebody's engine. `g` is the upstream gradient, `a` and `b` are the
// inputs. It passes every test on `(x + y) z`.
//
// ```
// 1   void mulBackward(Node a, Node b, double g) {
// 2       a.grad += b.data * g;
// 3       b.grad  = a.data * g;
// 4   }
// ```
//
// Which line is wrong? Answer with its number.

// %% id="exercise-a-code" tags=["exercise"]
double myLine = Double.NaN;
check("03.a", myLine);

// %% id="03.a" tags=["solution"]
check("03.a", 3);

// %% [markdown] id="exercise-b"
// ## Exercise b
//
// `f = x · x · x`, built as `x.mul(x).mul(x)`, at `x = 2`. How many paths lead from `f` to `x`, and what is `∂f/∂x`?
// Answer with both numbers.

// %% id="exercise-b-code" tags=["exercise"]
double[] myCube = {Double.NaN, Double.NaN};   // number of paths, ∂f/∂x
check("03.b", myCube);

// %% id="03.b" tags=["solution"]
Value c = Value.of("x", 2);
c.mul(c).mul(c).backward();
check("03.b", 3, c.grad());

// %% [markdown] id="take-away"
// ## What to take away
//
// - One term for each path, and the **sum** over the paths. Gradients of branches add; they are never multiplied.
// - So an engine writes `+=`, and somebody has to clear: values in between before every walk, leaves when *you* say so.
// - Test an engine on an example with fan-out, or you have not tested it.

// %% id="golden" tags=["golden"]
golden("03.f", f.data());
golden("03.df/dx", x.grad());
golden("03.df/dy", y.grad());
golden("03.square", s.grad());
golden("03.twice", x1.grad());

// %% id="exit" tags=["script-only"]
/exit Lesson.failures()
