// %% [markdown] id="where-we-are"
// # 04 The order of the walk
//
// The backward pass visits the values of a graph one after another. So far the graphs were so small that any sensible
// order worked. Here you meet a graph of three gates where a plausible order gives a wrong gradient, another order that
// gives the right one but would keep your computer busy for minutes on thirty additions, and the order that is both
// right and fast.
//
// Document B's checklist (item 25 of the ledger) says *go backward* and *sum on fan-out*. It does not say in which
// order, and that is the half of the algorithm that programs get wrong (E8).

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
import java.util.*;
import static gradbook.check.Check.*;
import static gradbook.show.Show.show;

// %% id="start" tags=["setup"]
Lesson.start("04");

// %% [markdown] id="predict"
// ## Predict
//
// 1. `q = 3x`, then `s = q + y`, then `f = q s`, at `x = 2` and `y = 1`. What is `∂f/∂x`? Mind that `q` is used twice.
// 2. Start with `d = 1` and double it twenty times by adding it to itself: `d = d + d`. That is twenty gates. What is
//    the derivative of the last `d` with respect to the first?
// 3. The backward pass can be written as a method that calls itself for each input of a gate. How many calls do the
//    twenty doublings take? An order of magnitude will do.

// %% id="predict-numbers" tags=["predict"]
double myDx = Double.NaN;        // your number for ∂f/∂x
double myDoubling = Double.NaN;  // your number for the derivative of twenty doublings
double myCalls = Double.NaN;     // your number of calls
predict("∂f/∂x", myDx);
predict("the derivative of 20 doublings", myDoubling);
predict("calls for 20 doublings", myCalls);

// %% id="reveal-code"
reveal("∂f/∂x", "04.df/dx");
reveal("the derivative of 20 doublings", "04.20.derivative");
reveal("calls for 20 doublings", "04.20.every-path");

// %% [markdown] id="forward"
// ## Forward
//
// The picture stands in columns. A value stands to the right of everything that it is made of, so its column is the
// number of steps of the longest way that leads to it from an input. That number is its **rank**.
//
// Two ways lead from `q` to `f`: a short one straight into the mul gate, and a long one round by `s`. Keep an eye on
// them.

// %% id="forward-code"
Value x = Value.of("x", 2), y = Value.of("y", 1);
Value q = x.mul(3).named("q");
Value s = q.add(y).named("s");
Value f = q.mul(s).named("f");
show(f);

// %% [markdown] id="backward"
// ## Backward
//
// `f` sends 7 to `q` straight away, because `s = 7`. It sends 6 to `s`, because `q = 6`.
//
// Is it `q`'s turn now? It has a gradient, 7. But `s` still owes it something: `s` will pass its 6 on to `q`. If `q`
// hands its 7 down to `x` now, it hands down too little. So `q` must **wait until all its consumers have been
// visited**. Then it holds 7 + 6 = 13, and sends `13 · 3 = 39` to `x`.
//
// > A value sends its gradient on only after *every* value that uses it has sent its own.
//
// An order that keeps this rule is called a reverse **topological** order. Going by rank, from the highest to the
// lowest, keeps it, because a consumer always has the higher rank.

// %% id="backward-code"
f.backward();
show(f);

// %% [markdown] id="table"
// In the table, look at the two rows that end in `q`: both stand above the row in which `q` sends to `x`.

// %% id="table-code"
show(Trace.of(f));

// %% id="stepper-code"
show(Player.of(f));

// %% [markdown] id="derivation"
// Written out, there is one term for each path, and the walk never computes them one by one: it adds 7 and 6 at `q`
// first, and multiplies the sum by 3 once. That is the distributive law, `7·3 + 6·3 = (7 + 6)·3`, and it is all the
// cleverness there is in backpropagation.

// %% id="derivation-code"
show(Derivation.of(f));

// %% [markdown] id="check"
// ## Check
//
// Nudging knows nothing of any order, so it is a fair witness.

// %% id="check-code"
show(GradientCheck.of(f));

// %% [markdown] id="eager"
// ## A wrong order: depth first, each value once
//
// Many people's first backward pass is a method that calls itself: *take what you are given, pass it on to your inputs,
// and if you have been here before, do not go in again*. It looks thrifty. Here it is, with the engine's own local
// derivatives.

// %% id="eager-code"
double local(Value v, int slot) {
    return v.gate().local(slot, v.data(), v.inputs().stream().mapToDouble(Value::data).toArray());
}

void eager(Value v, double upstream, Map<Value, Double> received) {
    boolean seen = received.containsKey(v);
    received.merge(v, upstream, Double::sum);
    if (seen) return;   // it has sent on already
    for (int slot = 0; slot < v.inputs().size(); slot++)
        eager(v.inputs().get(slot), upstream * local(v, slot), received);
}

Map<Value, Double> early = new HashMap<>();
eager(f, 1, early);
show("eager: q received " + early.get(q) + ", x received " + early.get(x));

// %% [markdown] id="eager-why"
// `q` did receive 13 in the end. But it had passed on its first 7 the moment it came, and the late 6 never got through:
// `x` has 21 instead of 39. No exception, no warning, just a wrong number.
//
// On `(x + y) z` this method is right. On `(x + y) x`, the fan-out example of the last lesson, it is right as well:
// there the value that is used twice is an input, and has nothing to pass on. To catch it you need a value *in the
// middle* that is used twice.

// %% [markdown] id="every-path"
// ## A right order that nobody can afford
//
// Leave out the `if`, and the method is right: each part of the gradient travels down to the inputs by itself, as soon
// as it comes, and is added up there. This is the chain rule to the letter, *one term for each path*.

// %% id="every-path-code"
long visits = 0;

void everyPath(Value v, double upstream, Map<Value, Double> received) {
    visits++;
    received.merge(v, upstream, Double::sum);
    for (int slot = 0; slot < v.inputs().size(); slot++)
        everyPath(v.inputs().get(slot), upstream * local(v, slot), received);
}

Map<Value, Double> patient = new HashMap<>();
everyPath(f, 1, patient);
show("every path: x received " + patient.get(x) + ", after " + visits + " visits to " +
    f.forwardOrder().size() + " values");

// %% [markdown] id="doublings"
// Right. Only `q` and what lies below it were visited twice. That seems harmless; now stack it. Three doublings first,
// to see the shape: every gate takes *both* its inputs from the gate before.

// %% id="doublings-code"
Value doubled(Value start, int times) {
    Value d = start;
    for (int i = 1; i <= times; i++) d = d.add(d).named("d" + i);
    return d;
}

Value d3 = doubled(Value.of("x", 1), 3);
d3.backward();
show(d3);

// %% [markdown] id="doublings-paths"
// Two ways at each gate, so `2 · 2 · 2 = 8` paths for three gates. And for twenty?

// %% id="twenty-code"
Value x20 = Value.of("x", 1);
Value d20 = doubled(x20, 20);
visits = 0;
Map<Value, Double> sums = new HashMap<>();
everyPath(d20, 1, sums);
long visits20 = visits;
d20.backward();
show("every path: derivative " + Trace.number(sums.get(x20)) + ", " + visits20 + " visits");
show("in order:   derivative " + Trace.number(x20.grad()) + ", "
    + d20.forwardOrder().size() + " visits");

// %% [markdown] id="thirty"
// Both give 1 048 576, which is 2 to the power 20. One needed two million visits, the other twenty-one: each value
// once, the input included.
//
// For thirty doublings the walk in order needs 31 visits. The other one would need 2 147 483 647. It is the same chain
// rule; *only the order of the work differs*.

// %% id="thirty-code"
Value x30 = Value.of("x", 1);
Value d30 = doubled(x30, 30);
d30.backward();
show("in order: derivative " + Trace.number(x30.grad()) + ", "
    + d30.forwardOrder().size() + " visits");

// %% [markdown] id="plot"
// ## Plot
//
// The visits, counted for 0 to 16 doublings. The vertical axis is logarithmic: each number on it is ten times the one
// below, and what looks like a straight line upward there doubles with every gate.

// %% id="plot-code"
double[] gates = new double[17], byPath = new double[17], inOrder = new double[17];
for (int n = 0; n <= 16; n++) {
    Value top = doubled(Value.of("x", 1), n);
    visits = 0;
    everyPath(top, 1, new HashMap<>());
    gates[n] = n;
    byPath[n] = visits;
    inOrder[n] = top.forwardOrder().size();
}
Plot cost = Charts.lines("Visits for n doublings", "doublings n", "visits").logY();
cost.series("every path", gates, byPath);
cost.series("in topological order", gates, inOrder);
show(cost);

// %% [markdown] id="kahn"
// ## How to find the order
//
// **Kahn's algorithm** is the rule above, made into a program. Count for every value how many of its uses are still
// open. Start with the output, which has none. Then repeat: take any value whose count is 0, let it send, and lower the
// count of each of its inputs by one. An input whose count reaches 0 has heard from all its consumers: it is ready.
//
// Often several values are ready at once, and then it does not matter which goes first. So a graph has many right
// orders.
//
// Gradbook gets there another way. Before it walks, it lists the values so that operands come before what is made of
// them, and then goes through the list from its end.

// %% id="kahn-code"
List<String> names = new ArrayList<>();
for (Value v : f.forwardOrder()) names.add(v.name() == null ? Trace.number(v.data()) : v.name());
show("forward:  " + names);
Collections.reverse(names);
show("backward: " + names);

// %% [markdown] id="deep"
// ## And no recursion
//
// A method that calls itself has one more weakness: every call that is still open takes room on Java's call stack, and
// the stack is small. A long training run, or a loop written with values, makes graphs that are a hundred thousand
// gates *deep*. Here is one: 1, multiplied by 1.00001 a hundred thousand times. What number should come out?

// %% id="deep-code"
Value start = Value.of("x", 1);
Value end = start;
for (int i = 0; i < 100_000; i++) end = end.mul(1.00001);

int depth(Value v) {
    return v.isLeaf() ? 0 : 1 + depth(v.inputs().get(0));
}

String recursion;
try {
    recursion = "the recursion came through, " + depth(end) + " calls deep: this Java has a large stack";
} catch (StackOverflowError e) {
    recursion = "the recursion ends in a StackOverflowError, long before it reaches x";
}
show(recursion);

// %% [markdown] id="deep-engine"
// Gradbook keeps the list of what is left to do in an array of its own, not on the call stack, and does not mind.

// %% id="deep-engine-code"
end.backward();
show("f = " + Trace.number(end.data()) + ", df/dx = " + Trace.number(start.grad()));

// %% [markdown] id="deep-e"
// Close to Euler's number e = 2.71828, and no accident: `(1 + 1/n)` to the power `n` tends to e. The derivative is the
// same number, because `f` is `x` times a constant.

// %% [markdown] id="exercise-a"
// ## Exercise a
//
// Here is another graph. In which order may the backward walk visit its seven values, so that each comes after all its
// consumers? Write the names down, first to last, or write Kahn's algorithm and let it answer: the check takes a text
// and a list of names. Any right order counts.

// %% id="exercise-a-graph" tags=["exercise"]
Value xa = Value.of("x", 0.5), ya = Value.of("y", 2);
Value pa = xa.mul(ya).named("p");
Value qa = pa.add(xa).named("q");
Value ra = pa.sin().named("r");
Value ta = ra.exp().named("t");
Value fa = qa.mul(ta).named("f");
show(fa);

// %% id="exercise-a-code" tags=["exercise"]
String myOrder = "";   // for example "x, y, p, q, r, t, f", which is not it
check("04.a", myOrder);

// %% id="04.a" tags=["solution"]
Map<Value, Integer> open = new HashMap<>();
for (Value v : fa.forwardOrder()) for (Value in : v.inputs()) open.merge(in, 1, Integer::sum);
Deque<Value> ready = new ArrayDeque<>(List.of(fa));
List<String> order = new ArrayList<>();
while (!ready.isEmpty()) {
    Value v = ready.remove();
    order.add(v.name());
    for (Value in : v.inputs()) if (open.merge(in, -1, Integer::sum) == 0) ready.add(in);
}
check("04.a", order);

// %% [markdown] id="exercise-b"
// ## Exercise b
//
// Now `t = d + d + d`, a *tripling*, made of two add gates: `d + d`, and then `+ d`. Triple four times, starting from
// `x`. Answer with three numbers: how many paths lead from the last value down to `x`, what is the derivative, and how
// many values does the walk in order visit?

// %% id="exercise-b-code" tags=["exercise"]
// In this order: paths, derivative, visits in order
double[] myTriplings = {Double.NaN, Double.NaN, Double.NaN};
check("04.b", myTriplings);

// %% id="04.b" tags=["solution"]
Value xb = Value.of("x", 1);
Value tb = xb;
for (int i = 0; i < 4; i++) tb = tb.add(tb).add(tb);
tb.backward();
check("04.b", 3 * 3 * 3 * 3, xb.grad(), tb.forwardOrder().size());

// %% [markdown] id="take-away"
// ## What to take away
//
// - A value sends its gradient on only after **all** its consumers have sent theirs: a reverse topological order.
// - Depth first, each value once, is fast and **wrong**. Path by path is right and **exponentially slow**.
//   Backpropagation is neither: it adds up at every value first, and then goes on once.
// - So the backward pass visits each value once, and costs about as much as the forward pass did.
// - Keep your own list instead of the call stack, and depth does not matter.

// %% id="golden" tags=["golden"]
golden("04.df/dx", x.grad());
golden("04.df/dq", q.grad());
golden("04.eager", early.get(x));
golden("04.20.derivative", x20.grad());
golden("04.20.every-path", visits20);
golden("04.20.in-order", d20.forwardOrder().size());
golden("04.30.derivative", x30.grad());
golden("04.30.in-order", d30.forwardOrder().size());
golden("04.deep", start.grad());

// %% id="exit" tags=["script-only"]
/exit Lesson.failures()
