// %% [markdown] id="where-we-are"
// # 10 Affine layer, one sample
//
// The layer `z = W x + b` does most of the work in every network. Its three gradients fit on one line each, and people
// get them wrong every day, because a transpose is easily lost and nothing complains. You will find all three from two
// gates that you have known since lesson 01, and learn which example catches the mistakes.
//
// It is document B, section 9, where every number is right, and the second half of document C (items 22, 23 and 40 to
// 45 of the ledger). C lays its gradients out as rows and its vectors as columns, and never says so (E2).

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
Lesson.start("10");

// %% [markdown] id="predict"
// ## Predict
//
// The weights are `W = [[1, 2], [3, 4]]`, the sample is `x = (5, 6)`, the bias is `b = (7, 8)`. From above comes
// `g = (10, -1)`.
//
// 1. What is `z1`, the first output? Take the first row of `W`.
// 2. What comes back to `x1`? It is used in *both* outputs.
// 3. What is the gradient of `W12`, the weight in row 1, column 2?

// %% id="predict-numbers" tags=["predict"]
double myZ1 = Double.NaN;    // your number for z1
double myDx1 = Double.NaN;   // your number for ∂L/∂x1
double myDw12 = Double.NaN;  // your number for ∂L/∂W12
predict("z1", myZ1);
predict("∂L/∂x1", myDx1);
predict("∂L/∂W12", myDw12);

// %% id="reveal-code"
reveal("z1", "10.z1");
reveal("∂L/∂x1", "10.dx1");
reveal("∂L/∂W12", "10.dW12");

// %% [markdown] id="forward"
// ## Forward
//
// Each output is one row of `W`, times `x`, plus its own bias:
//
// - `z1 = W11 x1 + W12 x2 + b1`
// - `z2 = W21 x1 + W22 x2 + b2`
//
// The first index of a weight says *where it leads to*, the second *where it comes from*.

// %% id="forward-code"
Matrix W = Matrix.of(2, 2, 1, 2, 3, 4).named("W");
Matrix x = Matrix.column(5, 6).named("x"), b = Matrix.column(7, 8).named("b");
Matrix z = W.matMul(x).add(b).named("z");
show(z);

// %% [markdown] id="graph"
// The same in gates. Nothing here is new: mul gates, add gates, and a copy gate at each `x`, which goes into both
// outputs. The last step, `L = 10 z1 - z2`, puts our upstream gradient `g = (10, -1)` on top.

// %% id="graph-code"
Affine layer = Affine.columns(W, b);
Unrolled gates = Unrolled.of(layer, x);
Value L = gates.outputs().get(0).mul(10).add(gates.outputs().get(1).mul(-1)).named("L");
L.backward();
show(L);

// %% [markdown] id="one-weight"
// ## One weight, one path
//
// Follow `W21` with your finger. It meets `x1` in one mul gate, and from there goes up to `z2` and nowhere else. *One*
// path, so one term: upstream `g2`, times what the mul gate swaps in, `x1`.
//
// > ∂L/∂Wkl = gk xl
//
// That is `-1 · 5 = -5`. Document C gets there by writing the sum over all outputs and watching all terms but one
// collapse (item 41). The picture shows why they do: there is no other path.

// %% id="one-weight-code"
Value w21 = L.forwardOrder().stream().filter(v -> "W_21".equals(v.name())).findFirst().orElseThrow();
show(Derivation.of(L, w21));
show(GraphPicture.of(L).marking(w21));

// %% [markdown] id="one-path"
// Here is that path alone; what it does not touch is held still as a constant.

// %% id="one-path-code"
Value onlyW21 = Value.of("W21", 3);
Value onlyTerm = onlyW21.mul(Value.of("x1", 5)).named("W21 x1");
Value onlyZ2 = onlyTerm.add(Value.of("W22 x2 + b2", 32)).named("z2");
Value onlyL = Value.of("10 z1", 240).sub(onlyZ2).named("L");
onlyL.backward();
show(onlyL);

// %% [markdown] id="one-input"
// An *input* is another matter. `x1` goes into both outputs, so there are two paths and two terms, and they add:
//
// > ∂L/∂x1 = g1 W11 + g2 W21
//
// That is `10 · 1 + (-1) · 3 = 7`: a **column** of `W`. Forward, an output takes a row; backward, an input takes a
// column. That is where the transpose comes from, and all there is to it.

// %% id="one-input-code"
Value x1 = gates.inputs().get(0);
show(Derivation.of(L, x1));
long uses(String name) {
    return Trace.of(L).edges().stream().filter(edge -> name.equals(edge.input().label())).count();
}

show("uses of W_21: " + uses("W_21") + ", uses of x_1: " + uses("x_1"));

// %% [markdown] id="backward"
// ## Backward
//
// Now all weights, all inputs and all biases at once:
//
// - **bias**: an add gate copies, so `db = g`;
// - **input**: columns of `W`, so `dx = Wᵀ g`;
// - **weights**: every product of a `g` with an `x`, so `dW = g xᵀ`, a column times a row. It is called the **outer
//   product**, and it is a whole matrix.

// %% id="backward-code"
Matrix g = Matrix.column(10, -1).named("g");
Matrix db = g.named("db");
Matrix dx = W.transpose().matMul(g).named("dx");
Matrix dW = g.matMul(x.transpose()).named("dW");
show(db);
show(dx);
show(dW);

// %% [markdown] id="table"
// Gate by gate, every gradient comes out the same. Find the rows of `W_21` and both rows of `x_1`.

// %% id="table-code"
show(Trace.of(L));

// %% id="stepper-code"
show(Player.of(L));

// %% [markdown] id="layer"
// ## The layer
//
// What must a layer *keep*, so that it can do this? `dW = g xᵀ` needs the `x` of the forward pass: the layer puts it
// away, which is called a **cache**. Then `backward(g)` returns `dx`, for the layer below. And it must leave `dW` and
// `db` somewhere, or nothing is ever learned; document C's `backward` only returns `dE/dx` (item 40).

// %% id="layer-code"
show(layer);
layer.forward(x);
show(layer.backward(g).named("returned"));
for (Parameter p : layer.parameters()) show(p.grad().named("left in " + p.name()));

// %% [markdown] id="shapes"
// ## Shapes
//
// Write the shape under each matrix before you multiply. Inner numbers must agree, outer numbers remain. And whatever
// you do, a gradient must come out with the shape of its owner.

// %% id="shapes-code"
String times(Matrix left, Matrix right) {
    return left.shape() + " times " + right.shape();
}

Sheet shapes = new Sheet("Shapes", "gradient", "formula", "shapes", "result", "owner");
shapes.row("db", "g", g.shape(), db.shape(), "b is " + b.shape());
shapes.row("dx", "Wᵀ g", times(W.transpose(), g), dx.shape(), "x is " + x.shape());
shapes.row("dW", "g xᵀ", times(g, x.transpose()), dW.shape(), "W is " + W.shape());
show(shapes);

// %% [markdown] id="rows"
// ## The same, lying down
//
// Document C has `dE/dW = (dE/da)ᵀ xᵀ` and `dE/dx = (dE/da) W`, with other transposes in other places. Is one of the
// two wrong? Put a *column* in for `dE/da`; all other vectors of document C are columns:

// %% id="rows-fail"
String attempt(Matrix left, Matrix right) {
    try {
        return left.matMul(right).toString();
    } catch (IllegalArgumentException e) {
        return e.getMessage();
    }
}

show(attempt(g, W));
show(attempt(g.transpose(), x.transpose()));

// %% [markdown] id="rows-why"
// Neither product exists. Now put in a *row*:

// %% id="rows-code"
Matrix gRow = Matrix.row(10, -1).named("g as a row");
Matrix rowDx = gRow.matMul(W).named("dx, lying down");
Matrix rowDw = gRow.transpose().matMul(x.transpose()).named("dW");
show(rowDx);
show(rowDw);

// %% [markdown] id="rows-moral"
// The same numbers. C means a row wherever it writes a gradient, and B means a column; transpose one, and you have the
// other (E2). Both are right, and mixing them is not. Beside C's formula for `dE/dx` stands the remark that a column
// times a row gives a matrix. It is true, but it belongs one formula up, to `dE/dW`.

// %% [markdown] id="square"
// ## If it runs, is it right?
//
// `W` is square here, and that is dangerous. Forget the transpose in `Wᵀ g`, or swap the two vectors of `g xᵀ`, and the
// shapes still fit. No message, no crash:

// %% id="square-code"
Matrix noTranspose = W.matMul(g).named("W g, wrong");
Matrix swapped = x.matMul(g.transpose()).named("x g^T, wrong");
show(noTranspose);
show(swapped);

// %% [markdown] id="square-tall"
// So test with a layer that is *not* square. Three outputs, two inputs: now the first mistake is refused, and the second
// has the wrong shape, so that it cannot even be subtracted from `W`.

// %% id="square-tall-code"
Matrix tall = Matrix.of(3, 2, 1, 2, 3, 4, 5, 6).named("W");
Matrix gTall = Matrix.column(10, -1, 2).named("g");
show(attempt(tall, gTall));
Matrix swappedTall = x.matMul(gTall.transpose());
String refused;
try {
    refused = tall.sub(swappedTall).toString();
} catch (IllegalArgumentException e) {
    refused = e.getMessage();
}
show(refused);

// %% [markdown] id="check"
// ## Check
//
// The gradient check is not fooled by a square. First the layer, all eight numbers of it; then the wrong `dx`.

// %% id="check-code"
show(GradientCheck.of(layer, x));

// %% id="check-wrong"
double lossOf(double[] v) {
    Matrix out = W.matMul(Matrix.column(v)).add(b);
    return 10 * out.get(0, 0) - out.get(1, 0);
}

List<String> inputs = List.of("x1", "x2");
show(GradientCheck.of(inputs, v -> lossOf(v), x.toRowMajor(), noTranspose.toRowMajor()));

// %% [markdown] id="plot"
// ## Plot: it even learns
//
// You might say: a wrong gradient would be noticed, because the loss would not fall. Let us see. We want `z = (14, 48)`
// instead of `(24, 47)`, so that the error `z - (14, 48)` is just our `g = (10, -1)`, and take 40 steps down the
// squared error, once with `dW = g xᵀ` and once with the swapped `x gᵀ`.

// %% id="plot-code"
double[] learn(boolean right) {
    Matrix weights = W, bias = b, target = Matrix.column(14, 48);
    double[] losses = new double[41];
    for (int k = 0; k <= 40; k++) {
        Matrix error = weights.matMul(x).add(bias).sub(target);
        losses[k] = error.mul(error).sum() / 2;
        Matrix gradient = right ? error.matMul(x.transpose()) : x.matMul(error.transpose());
        weights = weights.sub(gradient.scale(0.01));
        bias = bias.sub(error.scale(0.01));
    }
    return losses;
}

double[] good = learn(true), bad = learn(false);
show(Charts.loss("Learning with the right and with the swapped dW")
    .run("g xᵀ", Arrays.copyOf(good, 9)).run("x gᵀ, wrong", Arrays.copyOf(bad, 9)));
Sheet falls = new Sheet("The loss", "after", "with g xᵀ", "with x gᵀ, wrong");
for (int k : new int[] {0, 1, 2, 3, 20})
    falls.row(k + " steps", k == 20 ? "below 1e-10" : Style.TEXT.number(good[k], 5),
        Style.TEXT.number(bad[k], 5));
show(falls);

// %% [markdown] id="plot-why"
// The wrong one falls too! That is no accident. How fast the loss falls along a wrong direction `D` is the sum of the
// products `dWij Dij`. For the swapped one that is `(x · g)²`, a square: never negative. So a swapped gradient *never*
// sends the loss up at first; it only leads slowly, and to a place where `x` and the error are at right angles, and
// there it crawls. A falling loss proves nothing. A gradient check does.

// %% [markdown] id="exercise-a"
// ## Exercise a
//
// Write the backward pass of a layer yourself. It has three outputs and two inputs, the `W3` below. Replace the three
// `NaN` columns by expressions in `W3`, `x3` and `g3`: `matMul`, `transpose()`, whatever you need. The check looks at
// the shapes first.

// %% id="exercise-a-code" tags=["exercise"]
Matrix W3 = Matrix.of(3, 2, 1, 2, 3, 4, 5, 6).named("W3");
Matrix x3 = Matrix.column(5, 6).named("x3"), g3 = Matrix.column(10, -1, 2).named("g3");
Matrix myDW = Matrix.column(Double.NaN);   // the gradient of W3
Matrix myDx = Matrix.column(Double.NaN);   // the gradient of x3
Matrix myDb = Matrix.column(Double.NaN);   // the gradient of the bias
check("10.a", myDW, myDx, myDb);

// %% id="10.a" tags=["solution"]
check("10.a", g3.matMul(x3.transpose()), W3.transpose().matMul(g3), g3);

// %% [markdown] id="exercise-b"
// ## Exercise b
//
// Back to `W = [[1, 2], [3, 4]]`, but another sample, `x = (4, -1)`, and another upstream gradient, `g = (3, -2)`. On
// paper: what are `∂L/∂W21`, `∂L/∂x1` and `∂L/∂b2`?

// %% id="exercise-b-code" tags=["exercise"]
double[] mySingles = {Double.NaN, Double.NaN, Double.NaN};   // ∂L/∂W21, ∂L/∂x1, ∂L/∂b2
check("10.b", mySingles);

// %% id="10.b" tags=["solution"]
// W21 leads to z2 and comes from x1: g2 x1. x1 goes into both outputs: g1 W11 + g2 W21. b2 is copied from g2.
check("10.b", -2 * 4, 3 * 1 + -2 * 3, -2);

// %% [markdown] id="take-away"
// ## What to take away
//
// - `db = g`, `dx = Wᵀ g`, `dW = g xᵀ`, for columns. Forward takes rows of `W`, backward takes columns.
// - A weight has one path, so one product. An input has one path for each output, so a sum.
// - A gradient has the shape of its owner. Check it, and on a layer that is *not* square.
// - That it runs proves nothing, and that the loss falls proves nothing either. Check the gradient.

// %% id="golden" tags=["golden"]
for (int i = 0; i < 2; i++) {
    golden("10.z" + (i + 1), z.get(i, 0));
    golden("10.db" + (i + 1), layer.bias().grad().get(i, 0));
    golden("10.dx" + (i + 1), dx.get(i, 0));
    for (int j = 0; j < 2; j++) golden("10.dW" + (i + 1) + (j + 1), layer.weights().grad().get(i, j));
}
golden("10.gates.dx1", x1.grad());
golden("10.paths-of-W21", uses("W_21"));
golden("10.paths-of-x1", uses("x_1"));
golden("10.one-weight", w21.grad());
golden("10.one-path", onlyW21.grad());
golden("10.row.dx2", rowDx.get(0, 1));
golden("10.row.dW12", rowDw.get(0, 1));
golden("10.wrong.dx1", noTranspose.get(0, 0));
golden("10.wrong.dx2", noTranspose.get(1, 0));
golden("10.wrong.dW12", swapped.get(0, 1));
golden("10.wrong.dW21", swapped.get(1, 0));
golden("10.learn.right.2", good[2]);
golden("10.learn.wrong.2", bad[2]);
golden("10.learn.wrong.20", bad[20]);

// %% id="exit" tags=["script-only"]
/exit Lesson.failures()
