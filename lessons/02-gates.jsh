// %% [markdown] id="where-we-are"
// # 02 Gates
//
// In lesson 01 two gates were enough. Here you meet the four that carry most of every network, learn to see at a glance
// what each does to a gradient, and build a gate of your own.
//
// The four are described in documents A and B (items 5 to 8 of the ledger). On one point, what happens at a *tie*, one
// of them answers, the other is silent, and other systems disagree; you will see why, and what to do about it.

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
Lesson.start("02");

// %% [markdown] id="predict"
// ## Predict
//
// A mul gate computes `p = a b` with `a = 2` and `b = 3`. From above, the gradient `5` arrives. What goes down to `a`,
// and what to `b`?
//
// And a max gate computes `m = max(a, b)` with `a = 4` and `b = 5`, and `9` arrives. What does `a` get?

// %% id="predict-numbers" tags=["predict"]
double myMulA = Double.NaN;   // down to a = 2, through the mul gate
double myMulB = Double.NaN;   // down to b = 3, through the mul gate
double myMaxA = Double.NaN;   // down to a = 4, through the max gate
predict("mul: ∂/∂a", myMulA);
predict("mul: ∂/∂b", myMulB);
predict("max: ∂/∂a", myMaxA);

// %% id="reveal-code"
reveal("mul: ∂/∂a", "02.mul.a");
reveal("mul: ∂/∂b", "02.mul.b");
reveal("max: ∂/∂a", "02.max.a");

// %% [markdown] id="add"
// ## The add gate copies
//
// `s = a + b`. If `a` grows by `h`, so does `s`: the local derivative is 1 for both inputs, whatever their values. So
// the add gate hands the upstream gradient on, unchanged, to each of its inputs.
//
// To look at a gate alone, start the walk with a gradient of your choice: `backward(2)` says that 2 arrives from above.

// %% id="add-code"
Value addA = Value.of("a", 3), addB = Value.of("b", 4);
Value sum = addA.add(addB).named("s");
sum.backward(2);
show(sum);

// %% [markdown] id="add-constant"
// Document A's example is `f(x) = x + 4`. A constant is an input that nobody asks about; `x` still gets all of the
// upstream gradient, so the derivative is 1.

// %% id="add-constant-code"
Value x1 = Value.of("x", 10);
Value f1 = x1.add(4).named("f");
f1.backward();
show(f1);

// %% [markdown] id="mul"
// ## The mul gate swaps
//
// `p = a b`. If `a` grows by `h`, then `p` grows by `b h`: the local derivative for `a` is the value of `b`, and the
// other way round. Each input gets *the other one*, times upstream.
//
// So a small input next to a large one gets the large gradient. That is why inputs of very different sizes make
// training hard, and why data are standardised (lesson 11).

// %% id="mul-code"
Value mulA = Value.of("a", 2), mulB = Value.of("b", 3);
Value product = mulA.mul(mulB).named("p");
product.backward(5);
show(product);

// %% id="mul-constant-code"
Value x2 = Value.of("x", 10);
Value f2 = x2.mul(3).named("f");   // document A's example: f(x) = 3x, derivative 3
f2.backward();
show(f2);

// %% [markdown] id="copy"
// ## The copy gate adds
//
// A value that is used twice goes two ways. Nudge it by `h`, and *both* branches move; the output feels the sum. So
// where a value fans out, the gradients that come back **add**. You never write a copy gate, but it is there wherever an
// arrow splits, and the picture shows it.
//
// Add and copy are mirror images: forward, add joins and copy splits; backward, add splits and copy joins.

// %% id="copy-code"
Value shared = Value.of("v", 7);
Value four = Value.of(4), two = Value.of(2);
Value branches = shared.mul(four).named("4v").add(shared.mul(two).named("2v")).named("f");
branches.backward();
show(branches);

// %% [markdown] id="max"
// ## The max gate routes
//
// `m = max(a, b)` with `a = 4`, `b = 5`. Nudge `b`, the winner, and `m` moves with it. Nudge `a` a little, and nothing
// happens: `b` still wins. So the winner gets the whole upstream gradient and the loser gets 0. The max gate does *not*
// split the gradient between them.

// %% id="max-code"
Value maxA = Value.of("a", 4), maxB = Value.of("b", 5);
Value winner = maxA.max(maxB).named("m");
winner.backward(9);
show(winner);

// %% [markdown] id="circuit"
// ## All four in one circuit
//
// `f = 2 (x y + max(z, w))` at `x = 3`, `y = -4`, `z = 2`, `w = -1`. Before you run the cell, walk backward with your
// finger: double, hand on, swap, route.

// %% id="circuit-code"
Value x = Value.of("x", 3), y = Value.of("y", -4);
Value z = Value.of("z", 2), w = Value.of("w", -1);
Value f = x.mul(y).named("p").add(z.max(w).named("m")).named("q").mul(2).named("f");
f.backward();
show(f);

// %% [markdown] id="circuit-table-text"
// The same walk as a table, one row for every edge. Where `local` is 1, the gate hands upstream on; where it is 0, it
// blocks; and at a mul gate it is the value of the *other* input.

// %% id="circuit-table"
show(Trace.of(f));

// %% id="circuit-stepper"
show(Player.of(f));

// %% id="circuit-derivation"
show(Derivation.of(f));

// %% id="check-code"
show(GradientCheck.of(f));

// %% [markdown] id="tie"
// ## Plot: what happens at a tie
//
// Everything above assumed a winner. What if `a = b = 4`? Draw `max(a, 4)` while `a` passes through 4: the line is flat,
// then it turns a corner. Left of the corner the slope is 0, right of it the slope is 1. *At* the corner there is no
// slope, and `max` has **no derivative** there.
//
// Three ways to measure one all the same, and three answers: step forward and you get 1, step backward and you get 0,
// step both ways and you get 1/2.

// %% id="tie-plot"
Plot corner = Charts.lines("max(a, 4) at the tie a = 4", "a", "max(a, 4)");
corner.function("max(a, 4)", 3, 5, a -> Math.max(a, 4));
corner.function("forward difference, slope 1", 3, 5, a -> 4 + 1 * (a - 4));
corner.function("backward difference, slope 0", 3, 5, a -> 4 + 0 * (a - 4));
corner.function("central difference, slope 1/2", 3, 5, a -> 4 + 0.5 * (a - 4));
show(corner);

// %% [markdown] id="tie-conventions"
// A program must still return *something*. Here is what some do, for the gradients of `(a, b)` at a tie with upstream 1:
//
// | who | gradients | same as |
// |:---|:---|:---|
// | document A, MyGrad | (0, 0) | backward difference |
// | the CS231n notes | (1, 1) | forward difference |
// | HIPS autograd, tinygrad, Gradbook | (1/2, 1/2) | central difference |
// | document B | says nothing | |
//
// Two of these cannot be right even as conventions. `max(v, v)` is just `v`, so its derivative is 1, and by the copy
// gate the two gradients must **add up to 1**. (0, 0) gives 0 and (1, 1) gives 2. Try what Gradbook does:

// %% id="tie-code"
Value v = Value.of("v", 4);
Value same = v.max(v).named("max(v, v)");
same.backward();
show(same);

// %% [markdown] id="tie-rule"
// The rule to keep: at a tie there is no derivative, only a convention. Check gradients *away* from ties, and when a
// check fails, ask first whether it stands on one. `GradientCheck` says so by itself:

// %% id="tie-check"
Value tieA = Value.of("a", 4), tieB = Value.of("b", 4);
Value tie = tieA.max(tieB).named("m");
show(GradientCheck.of(tie));

// %% [markdown] id="exercise-a"
// ## Exercise a
//
// Build a gate of your own: `min`. A gate is declared by its forward rule and one local derivative for each input, as
// functions of the inputs. Replace the two `NaN`; where a number depends on a condition, Java writes
// `condition ? 1 : 0`. The check tries your gate at 20 random points and at a tie.

// %% id="exercise-a-code" tags=["exercise"]
Gate myMin = Gate.binary("min", Math::min,
    (a, b) -> Double.NaN,    // the local derivative with respect to a
    (a, b) -> Double.NaN);   // the local derivative with respect to b
check("02.a", myMin);

// %% id="02.a" tags=["solution"]
Gate min = Gate.binary("min", Math::min,
    (a, b) -> a < b ? 1 : a == b ? 0.5 : 0,
    (a, b) -> b < a ? 1 : a == b ? 0.5 : 0);
check("02.a", min);

// %% [markdown] id="exercise-b"
// ## Exercise b
//
// In the circuit above, `f = 2 (x y + max(z, w))`, set `w = 5` and leave the rest. Which four gradients do you expect,
// for `x`, `y`, `z`, `w`?

// %% id="exercise-b-code" tags=["exercise"]
double[] myCircuit = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};   // x, y, z, w
check("02.b", myCircuit);

// %% id="02.b" tags=["solution"]
check("02.b", -8, 6, 0, 2);

// %% [markdown] id="take-away"
// ## What to take away
//
// - **add** copies the gradient, **mul** swaps the inputs, **copy** adds the gradients, **max** routes to the winner.
// - At a tie there is no derivative, only a convention; a sane one gives parts that add up to 1.
// - A gate is two things: a forward rule and its local derivatives. Nothing else in backpropagation knows what a gate does.

// %% id="golden" tags=["golden"]
golden("02.x+4", x1.grad());
golden("02.3x", x2.grad());
golden("02.add", addA.grad());
golden("02.mul.a", mulA.grad());
golden("02.mul.b", mulB.grad());
golden("02.copy", shared.grad());
golden("02.max.a", maxA.grad());
golden("02.max.b", maxB.grad());
golden("02.f", f.data());
golden("02.df/dx", x.grad());
golden("02.df/dy", y.grad());
golden("02.df/dz", z.grad());
golden("02.df/dw", w.grad());
golden("02.tie", v.grad());

// %% id="exit" tags=["script-only"]
/exit Lesson.failures()
