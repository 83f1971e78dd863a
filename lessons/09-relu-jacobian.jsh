// %% [markdown] id="where-we-are"
// # 09 ReLU, Jacobian, VJP and JVP
//
// So far every gate had *one* output, and "the local derivative" was one number for each input. A layer of a network
// takes a whole vector and gives a whole vector. Now there is a derivative for every *pair* of an output and an input:
// a table, the **Jacobian**. You will build it, multiply by it, and then see why backpropagation never builds it.
//
// It is document B, sections 6 to 8, and the middle of document C (items 18 to 21 and 37 to 39 of the ledger). The
// numbers there are right. Three things need mending: what happens at 0 (E4), the name of the product that
// backpropagation computes (E2), and a mix of rows and columns (E6).

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
import gradbook.chart.*;
import gradbook.check.*;
import gradbook.picture.*;
import gradbook.show.Sheet;
import java.util.*;
import static gradbook.check.Check.*;
import static gradbook.show.Show.show;

// %% id="start" tags=["setup"]
Lesson.start("09");

// %% [markdown] id="predict"
// ## Predict
//
// The **relu** layer cuts off whatever is negative: `z = max(0, x)`, for each entry of `x` alone. Give it
// `x = (1, -2, 3, -1)`. From above comes the upstream gradient `g = (4, -1, 5, 9)`, one number for each output.
//
// 1. What comes back to the fourth input, `∂L/∂x4`?
// 2. The layer has 4 inputs and 4 outputs. How many pairs, how many derivatives `∂zi/∂xj` are there?
// 3. How many of them are not 0?

// %% id="predict-numbers" tags=["predict"]
double myDx4 = Double.NaN;       // your number for ∂L/∂x4
double myPairs = Double.NaN;     // your number of derivatives
double myNonZeros = Double.NaN;  // how many are not 0
predict("∂L/∂x4", myDx4);
predict("derivatives", myPairs);
predict("not 0", myNonZeros);

// %% id="reveal-code"
reveal("∂L/∂x4", "09.dx4");
reveal("derivatives", "09.entries");
reveal("not 0", "09.non-zeros");

// %% [markdown] id="forward"
// ## Forward
//
// From here on a vector is a `Matrix` with one column. Entries that are above 0 pass; the others become 0.

// %% id="forward-code"
Matrix x = Matrix.column(1, -2, 3, -1).named("x");
Relu relu = new Relu();
Matrix z = relu.forward(x).named("z");
show(x);
show(z);

// %% [markdown] id="graph"
// A layer is nothing but gates, side by side. Here are the four of them as a graph, with the upstream gradient put in
// as four constants: `L = 4 z1 - z2 + 5 z3 + 9 z4` is a loss for which `∂L/∂z` is just our `g`.

// %% id="graph-code"
Matrix g = Matrix.column(4, -1, 5, 9).named("g");
List<Value> xs = new ArrayList<>();
Value L = Value.of(0);
for (int i = 0; i < 4; i++) {
    xs.add(Value.of("x" + (i + 1), x.get(i, 0)));
    Value term = xs.get(i).relu().named("z" + (i + 1)).mul(g.get(i, 0));
    L = i == 0 ? term : L.add(term);
}
L = L.named("L");
L.backward();
show(L);

// %% [markdown] id="backward"
// ## Backward
//
// One gate at a time you know what to do. Where `x` is above 0, relu is the line `z = x` with slope 1, and the gradient
// passes. Where `x` is below 0, the output is stuck at 0 whatever you do, and nothing passes.
//
// So the whole layer multiplies upstream by a **mask** of ones and zeros, and the mask comes from the *input*:

// %% id="backward-code"
Matrix dx = relu.backward(g).named("dx");
Sheet masks = new Sheet("Upstream times mask", "entry", "x", "mask", "upstream g", "downstream dx");
for (int i = 0; i < 4; i++)
    masks.row(String.valueOf(i + 1), Trace.number(x.get(i, 0)), x.get(i, 0) > 0 ? "1" : "0",
        Trace.number(g.get(i, 0)), Trace.number(dx.get(i, 0)));
show(masks);

// %% id="table-code"
show(Trace.of(L));

// %% id="stepper-code"
show(Player.of(L));

// %% id="derivation-code"
show(Derivation.of(L));

// %% [markdown] id="wrong-mask"
// ## Which mask is wrong?
//
// Document B's list of bugs warns of masking with the *output*, `z > 0`, instead of the input, `x > 0`. For relu that
// is no bug at all: `z` is above 0 exactly where `x` is. (E8)
//
// The real bug is to mask by the sign of the *gradient*: relu is applied to `g` itself. It looks tempting, `relu` going
// forward and `relu` going back, and it runs. It lets the 9 through to an input that was switched off, and it would
// stop every negative gradient.

// %% id="wrong-mask-code"
Matrix byOutput = g.mul(z.map(v -> v > 0 ? 1 : 0)).named("masked by the output z");
Matrix bySign = relu.forward(g).named("masked by the gradient's sign: wrong");
show(byOutput);
show(bySign);

// %% [markdown] id="at-zero"
// ## And at 0?
//
// Document B says that the slope of relu at 0 *is* 0. It is not anything: the line has a corner there. Left of it the
// slope is 0, right of it 1. Gradbook returns 0, as nearly everyone does, and calls it a convention (E4).
//
// A convention may break the chain rule. `relu(x) - relu(-x)` is a complicated way to write `x`; its slope is 1
// everywhere. See what the gates make of it at `x = 0`:

// %% id="at-zero-code"
Value x0 = Value.of("x", 0);
Value line = x0.relu().sub(x0.neg().relu()).named("f");
line.backward();
show("gradient at 0: " + Trace.number(x0.grad()));
show(GradientCheck.of(line));

// %% [markdown] id="at-zero-why"
// The check is right to object. `f` itself has no corner; only its two halves have one, and at 0 both conventions say 0
// where the truth is that the slopes, whatever they are, add up to 1. So every engine with this convention answers 0, and
// is wrong. In practice an input is hardly ever exactly 0, which is why people get away with it.

// %% [markdown] id="jacobian"
// ## The Jacobian
//
// Now all derivatives at once. The **Jacobian** `J` has one row for each output and one column for each input; row `i`,
// column `j` holds `∂zi/∂xj`: how far output `i` moves when input `j` is nudged.
//
// In a relu layer, output `i` looks at input `i` and at no other. So everything off the diagonal is 0, and on the
// diagonal stands the mask.

// %% id="jacobian-code"
Jacobian reluJacobian = Jacobian.of(relu, x);
show(Heat.of("Jacobian of relu at x", reluJacobian.matrix().toArray())
    .rows("z1", "z2", "z3", "z4").columns("x1", "x2", "x3", "x4"));
show(reluJacobian.account());

// %% [markdown] id="product"
// How do you get from `g` to `dx` with this table? Input `j` reaches the loss through *every* output, so one term for
// each output, and the sum (lesson 03):
//
// > ∂L/∂xj = g1 ∂z1/∂xj + g2 ∂z2/∂xj + ...
//
// That is `g` times column `j`. All columns together: the row `gᵀ` times the matrix `J`. Written as a column, it is
// `Jᵀ g`, which is how document B has it.

// %% id="product-code"
show(reluJacobian.matrix().transpose().matMul(g).named("J^T g"));

// %% [markdown] id="two-products"
// ## Two products that look alike
//
// Take a Jacobian with something off the diagonal. The layer `a = W x` with
//
// > W = [[1, 2], [3, 4]]
//
// has `∂ai/∂xj = Wij`: its Jacobian is `W` itself. Now there are two ways to multiply it with a vector, and they answer
// different questions.
//
// - **`uᵀ J`, the vector-Jacobian product (VJP)**. `u` belongs to the *outputs*: it says how much the loss cares about
//   each of them. The answer belongs to the inputs: how much the loss cares about each of *those*. That is
//   backpropagation.
// - **`J v`, the Jacobian-vector product (JVP)**. `v` belongs to the *inputs*: it says which way they move. The answer
//   belongs to the outputs: which way *they* move then. That is forward mode (lesson 08).
//
// Document C says that backpropagation uses a "Jacobian-vector product". The formula that it means is `uᵀ J`; the name
// belongs to the other one (E2). For relu you cannot tell, because `J` is diagonal and both products are the same.
// Here you can.

// %% id="two-products-code"
Affine layer = Affine.columns(Matrix.of(2, 2, 1, 2, 3, 4), Matrix.zeros(2, 1));
Matrix at = Matrix.column(5, 6), u = Matrix.column(10, -1);
Matrix vjp = Vjp.of(layer, at, u).named("VJP of (10, -1)");
Matrix jvp = Jvp.of(layer, at, u).named("JVP of (10, -1)");
show(Heat.of("Jacobian of W x", Jacobian.of(layer, at).matrix().toArray())
    .rows("a1", "a2").columns("x1", "x2"));
show(vjp);
show(jvp);

// %% [markdown] id="two-products-by-hand"
// Do it by hand once. Down the columns: `10 · 1 + (-1) · 3 = 7` and `10 · 2 + (-1) · 4 = 16`. Along the rows:
// `1 · 10 + 2 · (-1) = 8` and `3 · 10 + 4 · (-1) = 26`. Both run without complaint, and only one of them is the gradient.

// %% [markdown] id="shape"
// ## Rows and columns
//
// One thing to say once and for all, because documents B and C both mix it (E6). A loss is one number, so *its*
// Jacobian has one row: it is 1 x n. A **gradient** is that row, stood up: a column, n x 1. Write it as you like, but
// know which one you hold. The rule of this course:
//
// > A gradient has the shape of what it is the gradient of.
//
// And "upstream × local" may be read in any order only as long as both are single numbers. For vectors the order and
// the transpose matter.

// %% id="shape-code"
Jacobian ofLoss = Jacobian.of(List.of(L), xs);
show(ofLoss.matrix().named("Jacobian of L"));
show(ofLoss.matrix().transpose().named("gradient of L"));

// %% [markdown] id="check"
// ## Check
//
// The gradient check does not know masks either. It nudges each entry of `x`, and for the wrong mask it objects. (A
// layer has no loss, so the check weighs the outputs with numbers of its own; for the wrong mask we give it our `L`.)

// %% id="check-code"
show(GradientCheck.of(relu, x));

// %% id="check-wrong"
double lossOf(double[] v) {
    double sum = 0;
    for (int i = 0; i < 4; i++) sum += g.get(i, 0) * Math.max(0, v[i]);
    return sum;
}

List<String> inputs = List.of("x1", "x2", "x3", "x4");
show(GradientCheck.of(inputs, v -> lossOf(v), x.toRowMajor(), bySign.toRowMajor()));

// %% [markdown] id="plot"
// ## Plot: relu and its slope
//
// The slope is a step. To the left *no* gradient passes, to the right *all* of it; nothing in between, nothing that
// fades, unlike the sigmoid of lesson 06. In the middle is the kink, where no slope exists.

// %% id="plot-code"
Plot step = Charts.lines("relu and its slope", "x", "value");
step.function("relu(x)", -3, 3, v -> Math.max(0, v));
step.series("slope, left of 0", new double[] {-3, 0}, new double[] {0, 0});
step.series("slope, right of 0", new double[] {0, 3}, new double[] {1, 1});
show(step);

// %% [markdown] id="never-built"
// ## Why nobody builds it
//
// Count. A layer with 1000 inputs and 1000 outputs is nothing special. Its Jacobian has a million entries, 8 MB; for
// relu 999 000 of them are 0. But the layer has *weights* too, a million of them, and each of the 1000 outputs has a
// derivative by each weight. That table has three dimensions and a billion entries.

// %% id="never-built-code"
Affine large = Affine.columns(1000, 1000, 1);
WeightTensor tensor = WeightTensor.of(large, Matrix.zeros(1000, 1));
show(tensor);

// %% [markdown] id="never-built-why"
// 8 GB for one layer and one sample, and all but a thousandth of it is 0. Backpropagation asks for none of this. It
// only ever needs *products*: upstream goes in, downstream comes out. For relu that is a mask, for `W x` it is one
// multiplication by `Wᵀ`. So a layer never shows its Jacobian; it has a method that multiplies by it.

// %% id="never-built-plot"
double[] width = {1, 10, 100, 1000, 10000};
double[] tensorBytes = new double[5], jacobianBytes = new double[5], productBytes = new double[5];
for (int i = 0; i < 5; i++) {
    tensorBytes[i] = 8 * Math.pow(width[i], 3);
    jacobianBytes[i] = 8 * Math.pow(width[i], 2);
    productBytes[i] = 8 * width[i];
}
Plot memory = Charts.lines("What a layer of n by n would keep", "n", "bytes").logX().logY();
memory.series("da/dW, all of it", width, tensorBytes);
memory.series("Jacobian da/dx", width, jacobianBytes);
memory.series("one VJP", width, productBytes);
show(memory);

// %% [markdown] id="exercise-a"
// ## Exercise a
//
// Two outputs: `y1 = x1 x2` and `y2 = x1 + x2`, at `x = (3, 4)`. Upstream is `(1, 2)`. What comes back to `x1` and to
// `x2`? Work it out on paper, without the engine.

// %% id="exercise-a-code" tags=["exercise"]
double[] myVjp = {Double.NaN, Double.NaN};   // ∂L/∂x1, ∂L/∂x2
check("09.a", myVjp);

// %% id="09.a" tags=["solution"]
// The Jacobian is [[x2, x1], [1, 1]] = [[4, 3], [1, 1]]; 1 times the first row plus 2 times the second.
Matrix solved = Vjp.of(v -> List.of(v.get(0).mul(v.get(1)), v.get(0).add(v.get(1))),
    Matrix.column(3, 4), Matrix.column(1, 2));
check("09.a", solved.toRowMajor());

// %% [markdown] id="exercise-b"
// ## Exercise b
//
// A relu layer saw `x = (0.5, -3, 0, 2)`. Upstream is `(-1, 4, 7, -6)`. What goes downstream?

// %% id="exercise-b-code" tags=["exercise"]
double[] myMasked = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
check("09.b", myMasked);

// %% id="09.b" tags=["solution"]
check("09.b", -1, 0, 0, -6);

// %% [markdown] id="take-away"
// ## What to take away
//
// - relu masks upstream by the sign of its *input*. At 0 there is no slope, only a convention.
// - The Jacobian has one row for each output and one column for each input. It is for looking at.
// - Backpropagation is the **vector-Jacobian product** `uᵀ J`: upstream, then down the columns. `J v` is forward mode.
// - A layer is a method that multiplies by its Jacobian without ever having one.

// %% id="golden" tags=["golden"]
for (int i = 0; i < 4; i++) {
    golden("09.z" + (i + 1), z.get(i, 0));
    golden("09.J" + (i + 1) + (i + 1), reluJacobian.matrix().get(i, i));
    golden("09.dx" + (i + 1), dx.get(i, 0));
    golden("09.sign" + (i + 1), bySign.get(i, 0));
}
golden("09.entries", reluJacobian.entries());
golden("09.non-zeros", reluJacobian.nonZeros());
golden("09.kink", x0.grad());
golden("09.vjp1", vjp.get(0, 0));
golden("09.vjp2", vjp.get(1, 0));
golden("09.jvp1", jvp.get(0, 0));
golden("09.jvp2", jvp.get(1, 0));
golden("09.gradient-rows", ofLoss.matrix().transpose().rows());
golden("09.jacobian-rows", ofLoss.matrix().rows());
golden("09.tensor.entries", tensor.entries());
golden("09.tensor.bytes", tensor.bytes());
golden("09.tensor.non-zeros", tensor.nonZeros());

// %% id="exit" tags=["script-only"]
/exit Lesson.failures()
