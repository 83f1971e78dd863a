// %% [markdown] id="where-we-are"
// # 11 Mini-batch
//
// Nobody trains on one sample at a time. Put several samples into one matrix, one below the other, and the layer of
// lesson 10 treats them all in three multiplications. You will see what happens to its three gradients, where the
// samples meet, and where `1/N` hides. Then you train on real measurements of real patients.
//
// Document B, section 10, gives the rules (item 24 of the ledger) and warns of the forgotten sum (item 26), both
// rightly, but without a number to try them on, and with `W` silently transposed against its own section 9. The numbers
// here are ours (E7).

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
import tech.tablesaw.api.Table;
import static gradbook.check.Check.*;
import static gradbook.show.Show.show;

// %% id="start" tags=["setup"]
Lesson.start("11");

// %% [markdown] id="predict"
// ## Predict
//
// Two samples, `(5, 6)` and `(1, -1)`, go through the layer of lesson 10. Their upstream gradients are `(10, -1)` and
// `(2, 3)`. For the first sample alone you know the gradient of the first weight: `10 · 5 = 50`.
//
// 1. What is the gradient of that weight for *both* samples, if the loss is the sum of the two losses?
// 2. What is the gradient of the first bias?
// 3. If the loss is the *mean* of the two instead, what does 1. become?

// %% id="predict-numbers" tags=["predict"]
double myDw11 = Double.NaN;    // your number for ∂L/∂W11, sum of the losses
double myDb1 = Double.NaN;     // your number for ∂L/∂b1, sum of the losses
double myMean11 = Double.NaN;  // your number for ∂L/∂W11, mean of the losses
predict("∂L/∂W11", myDw11);
predict("∂L/∂b1", myDb1);
predict("∂L/∂W11 of the mean", myMean11);

// %% id="reveal-code"
reveal("∂L/∂W11", "11.dW11");
reveal("∂L/∂b1", "11.db1");
reveal("∂L/∂W11 of the mean", "11.mean.dW11");

// %% [markdown] id="forward"
// ## Forward
//
// Stack the samples: **one sample per row**. A sample that was a column lies down, so the weights must be transposed
// too, or the shapes do not fit: `Z = X W`, and `W` is now inputs by outputs. The bias is added to every row.
//
// This is how every library does it, and how document B does it from section 10 on. Compare with lesson 10: there `W`
// was `[[1, 2], [3, 4]]`, here it is `[[1, 3], [2, 4]]`, the same layer lying on its side.

// %% id="forward-code"
Matrix X = Matrix.of(2, 2, 5, 6, 1, -1).named("X");
Matrix W = Matrix.of(2, 2, 1, 3, 2, 4).named("W"), b = Matrix.row(7, 8).named("b");
Matrix Z = X.matMul(W).addToEachRow(b).named("Z");
show(X);
show(Z);

// %% [markdown] id="forward-why"
// The first row, `(24, 47)`, is lesson 10's answer. The second sample got its own row and never met the first.

// %% [markdown] id="backward"
// ## Backward
//
// Upstream has the shape of `Z`, one row per sample:
//
// > G = [[10, -1], [2, 3]]
//
// - **inputs**: each sample has inputs of its own, so the rows stay apart: `dX = G Wᵀ`;
// - **weights**: *all* samples use the same weights. That is fan-out, and gradients add (lesson 03): `dW` is the sum of
//   one outer product per sample, and `Xᵀ G` is exactly that sum;
// - **bias**: all samples use the same bias, so its gradients add too: the sum of the rows of `G`.
//
// Forward, a batch is N samples side by side. Backward, they meet in the parameters, and nowhere else.

// %% id="backward-code"
Matrix G = Matrix.of(2, 2, 10, -1, 2, 3).named("G");
Matrix dX = G.matMul(W.transpose()).named("dX");
Matrix dW = X.transpose().matMul(G).named("dW");
Matrix db = G.sumOfRows().named("db");
show(dX);
show(dW);
show(db);

// %% [markdown] id="sum"
// ## Where the samples meet
//
// Sample by sample, as you would do it with lesson 10. Add the rows up, and there is `dW`, there is `db`:

// %% id="sum-code"
Sheet parts = new Sheet("One outer product for each sample, and their sum",
    "", "dW11", "dW12", "dW21", "dW22", "db1", "db2");
for (int n = 0; n < 2; n++) {
    Matrix sample = X.slice(n, n + 1), g = G.slice(n, n + 1);
    double[] outer = sample.transpose().matMul(g).toRowMajor();
    parts.row("sample " + (n + 1), Trace.number(outer[0]), Trace.number(outer[1]), Trace.number(outer[2]),
        Trace.number(outer[3]), Trace.number(g.get(0, 0)), Trace.number(g.get(0, 1)));
}
double[] whole = dW.toRowMajor();
parts.sum("sum", Trace.number(whole[0]), Trace.number(whole[1]), Trace.number(whole[2]), Trace.number(whole[3]),
    Trace.number(db.get(0, 0)), Trace.number(db.get(0, 1)));
show(parts);

// %% [markdown] id="sum-why"
// The gradient of a batch is *not* that of its last sample. It would be, if the layer wrote `=` instead of `+=`.
//
// Here it is as a graph, for the first weight and the first bias, which make the first output: each is one leaf with two
// arrows out of it, one into each sample, and the copy gates add `50 + 2` and `10 + 2`.

// %% id="graph-code"
Value w11 = Value.of("W11", 1), b1 = Value.of("b1", 7);
Value part1 = w11.mul(5).add(b1).named("s1").mul(10), part2 = w11.mul(1).add(b1).named("s2").mul(2);
Value both = part1.add(part2).named("L");
both.backward();
show(both);

// %% id="table-code"
show(Trace.of(both));

// %% id="stepper-code"
show(Player.of(both));

// %% id="derivation-code"
show(Derivation.of(both));

// %% [markdown] id="mean"
// ## Sum or mean
//
// Most people take the *mean* of the losses, so that the loss of a batch of 32 and that of a batch of 1000 can be
// compared. Then every sample's loss is divided by `N`, and so is every row of `G`. That is all: `1/N` is part of
// *upstream*, and the rules stay as they are. Document B's rules are for the sum, and do not say so.

// %% id="mean-code"
Matrix meanG = G.scale(1.0 / 2).named("G of the mean");
Matrix meanDw = X.transpose().matMul(meanG).named("dW of the mean");
Matrix meanDb = meanG.sumOfRows().named("db of the mean");
show(meanDw);
show(meanDb);

// %% [markdown] id="mean-why"
// Sum and mean point the same way; only the length differs, by the factor N. So a learning rate that suits the one is
// N times too large, or too small, for the other.

// %% [markdown] id="forgotten"
// ## The forgotten sum
//
// "The bias is added, and an add gate copies, so `db = G`." It sounds right, and for one sample it *is* right. For two
// it has the wrong shape, and there is your warning:

// %% id="forgotten-code"
String refused;
try {
    refused = b.sub(G).toString();
} catch (IllegalArgumentException e) {
    refused = e.getMessage();
}
show(refused);

// %% [markdown] id="forgotten-why"
// Be glad of the message. In libraries that stretch shapes until they fit (they call it broadcasting), `b - G` runs, and
// `b` quietly becomes a matrix with a row for each sample.

// %% [markdown] id="check"
// ## Check
//
// The layer does all of this itself. Ten numbers, the four entries of `X` among them.

// %% id="check-code"
Affine layer = Affine.rows(W, b);
show(layer.rule());
show(GradientCheck.of(layer, X));

// %% [markdown] id="data"
// ## Real data
//
// Measurements of 569 tumours, taken under the microscope, each one later found to be malignant or benign. They come
// with Gradbook (`DataSets`; source and licence stand beside the file), and are read into a Tablesaw table.

// %% id="data-code"
Table tumours = DataSets.breastCancer();
show(tumours.selectColumns("mean radius", "mean texture", "mean area", "diagnosis"));

// %% [markdown] id="data-split"
// Take two columns first, so that we can draw: the mean radius of the cell nuclei, and the mean texture. The label is 1
// for malignant. Then shuffle (the file is not in a random order) and put 171 patients aside. The model learns from the
// other 398 and is judged by those it has never seen.

// %% id="data-split-code"
Samples two = Samples.from(tumours).inputs("mean radius", "mean texture").binary("diagnosis", "malignant");
Dataset.Split parts2 = two.dataset().split(0.7, 1);   // the seed 1 decides the order
Dataset train = parts2.train(), test = parts2.test();
show(two.account() + "; " + train.size() + " for training, " + test.size() + " for the test");

// %% [markdown] id="standardise"
// ## Bring the numbers to one size
//
// A radius is about 14, a texture about 19, an area about 650. A mul gate swaps: the gradient of a weight is upstream
// times the *input*, so large inputs make large gradients. See what plain gradient descent does with them, learning
// rate 1:

// %% id="standardise-raw"
Sequential model() {
    return Sequential.of(Affine.rows(Matrix.zeros(2, 1), Matrix.zeros(1, 1)));
}

double[] raw = Training.of(
    model(), new LogisticLoss(), new Sgd(1), train).epochs(6).batchSize(398).run().losses();
Sheet thrown = new Sheet("Not standardised, learning rate 1", "steps", "loss");
for (int k = 0; k < 6; k++) thrown.row(String.valueOf(k), Style.TEXT.number(raw[k], 4));
show(thrown);

// %% [markdown] id="standardise-why"
// It is thrown from one side to the other. So **standardise**: subtract each column's mean, divide by its standard
// deviation. The mean and the deviation come from the *training* data alone; the test data must not whisper. In
// Gradbook this is a layer, the first one, with parameters that no step changes.
//
// The rest is lesson 07 in matrices: an affine layer with one output, the logit, and the fused logistic loss. All
// weights start at 0, so every patient starts with probability 1/2, and the loss starts at `log 2 = 0.6931`.

// %% id="train-code"
Sequential standardised() {
    Affine affine = Affine.rows(Matrix.zeros(2, 1), Matrix.zeros(1, 1));
    return Sequential.of(Standardize.fit(train.inputs()), affine);
}

double[] learn(double tau) {
    return Training.of(standardised(), new LogisticLoss(), new Sgd(tau), train)
        .epochs(40).batchSize(398).run().losses();
}

double[] slow = learn(0.1), good = learn(3), wild = learn(50);
String four(double number) {
    return Style.TEXT.number(number, 4);
}

show("learning rate 0.1: from " + four(slow[0]) + " to " + four(slow[39]));
show("learning rate 3:   from " + four(good[0]) + " to " + four(good[39]));
show("learning rate 50:  from " + four(wild[0]) + " up to " + four(wild[1]));

// %% [markdown] id="rates-plot"
// ## Plot: three learning rates
//
// - **0.1** goes the right way and takes forever;
// - **3** is there after ten steps;
// - **50** jumps over the valley, climbs on the other side, comes back, and does it again.
//
// If you remember one picture of training, let it be this one: before you blame the model, change the learning rate.

// %% id="rates-plot-code"
show(Charts.loss("Three learning rates, 398 samples in one batch")
    .run("0.1", slow).run("3", good).run("50", Arrays.copyOf(wild, 31)));

// %% [markdown] id="boundary"
// ## Plot: the boundary
//
// Where does the model say 1/2? Along a straight line: the logit is `w1 x1 + w2 x2 + b`, and that is 0 on a line. One
// affine layer can draw nothing else. Lesson 12 adds a layer.

// %% id="boundary-code"
Sequential straight = standardised();
Training.of(straight, new LogisticLoss(), new Sgd(3), train).epochs(40).batchSize(398).run();

double[] column(int feature, double label) {
    double[][] inputs = test.inputs().toArray(), labels = test.targets().toArray();
    List<Double> found = new ArrayList<>();
    for (int n = 0; n < inputs.length; n++) if (labels[n][0] == label) found.add(inputs[n][feature]);
    return found.stream().mapToDouble(v -> v).toArray();
}

show(Charts.boundary("171 patients the model has never seen", "mean radius", "mean texture",
        (r, t) -> 1 / (1 + Math.exp(-straight.forward(Matrix.row(r, t)).get(0, 0))))
    .points("benign", column(0, 0), column(1, 0)).points("malignant", column(0, 1), column(1, 1)));

// %% id="accuracy-code"
Evaluation twoColumns = Evaluation.of(straight, new LogisticLoss(), test);
show("right on " + Math.round(171 * twoColumns.accuracy()) + " of 171 test patients");

// %% [markdown] id="all-columns"
// ## Mini-batches, all thirty columns
//
// Now all 30 measurements. And instead of one step for all 398 patients, a step after every 32 of them. Such a
// **mini-batch** gives only an estimate of the gradient, but it gives 13 of them for the price of one. One pass over
// all the data is an **epoch**.

// %% id="all-columns-code"
Samples thirty = Samples.from(tumours).binary("diagnosis", "malignant");
Dataset.Split parts30 = thirty.dataset().split(0.7, 1);
Dataset train30 = parts30.train(), test30 = parts30.test();
Sequential net30 = Sequential.of(
    Standardize.fit(train30.inputs()), Affine.rows(Matrix.zeros(30, 1), Matrix.zeros(1, 1)));
Training.Result run30 = Training.of(
    net30, new LogisticLoss(), new Sgd(0.3), train30).epochs(30).batchSize(32).run();
Evaluation allColumns = Evaluation.of(net30, new LogisticLoss(), test30);
show(Charts.lines("Thirty columns, mini-batches of 32", "epoch", "loss")
    .run("training loss of each epoch", run30.losses()));
show("right on " + Math.round(171 * allColumns.accuracy()) + " of 171 test patients");

// %% [markdown] id="exercise-a"
// ## Exercise a
//
// Two samples with three features each, a layer with two outputs, and the loss is the **mean** over the two samples.
// `Ga` holds, for each sample, the gradient of *its own* loss, without any `1/N`. Give the gradients of the weights, of
// the bias and of the inputs, as expressions in `Xa`, `Wa` and `Ga`.

// %% id="exercise-a-code" tags=["exercise"]
Matrix Xa = Matrix.of(2, 3, 1, 2, 0, 3, -1, 2).named("Xa");
Matrix Wa = Matrix.of(3, 2, 1, 0, 2, 1, -1, 3).named("Wa");
Matrix Ga = Matrix.of(2, 2, 4, 0, 2, -6).named("Ga");
Matrix myDW = Matrix.column(Double.NaN);   // the gradient of Wa
Matrix myDb = Matrix.column(Double.NaN);   // the gradient of the bias, a row
Matrix myDX = Matrix.column(Double.NaN);   // the gradient of Xa
check("11.a", myDW, myDb, myDX);

// %% id="11.a" tags=["solution"]
Matrix ofMean = Ga.scale(0.5);
check("11.a", Xa.transpose().matMul(ofMean), ofMean.sumOfRows(), ofMean.matMul(Wa.transpose()));

// %% [markdown] id="exercise-b"
// ## Exercise b
//
// Somebody trains with batches of 32, the mean loss and learning rate 0.1, and is happy. You must use a loss that
// *sums* over the batch. Which learning rate gives you exactly the same steps?

// %% id="exercise-b-code" tags=["exercise"]
double myRate = Double.NaN;
check("11.b", myRate);

// %% id="11.b" tags=["solution"]
check("11.b", 0.1 / 32);

// %% [markdown] id="take-away"
// ## What to take away
//
// - One sample per row: `Z = X W + b`. Backward: `dX = G Wᵀ`, `dW = Xᵀ G`, `db` = sum of the rows of `G`.
// - Samples meet only in the parameters, and there their gradients **add**.
// - The mean divides by `N`, and the factor sits in upstream. Sum and mean need different learning rates.
// - Standardise the inputs, then try learning rates a factor of ten apart.

// %% id="golden" tags=["golden"]
for (int i = 0; i < 2; i++)
    for (int j = 0; j < 2; j++) {
        String entry = "" + (i + 1) + (j + 1);
        golden("11.Z" + entry, Z.get(i, j));
        golden("11.dX" + entry, dX.get(i, j));
        golden("11.dW" + entry, dW.get(i, j));
    }
golden("11.db1", db.get(0, 0));
golden("11.db2", db.get(0, 1));
golden("11.mean.dW11", meanDw.get(0, 0));
golden("11.mean.dW22", meanDw.get(1, 1));
golden("11.mean.db1", meanDb.get(0, 0));
golden("11.graph", w11.grad());
golden("11.graph.b1", b1.grad());
golden("11.raw.2", raw[2]);
golden("11.start", good[0]);
golden("11.rate-0.1", slow[39]);
golden("11.rate-3", good[39]);
golden("11.rate-50.1", wild[1]);
golden("11.two-columns", Math.round(171 * twoColumns.accuracy()));
golden("11.thirty.loss", run30.last().loss());
golden("11.thirty", Math.round(171 * allColumns.accuracy()));

// %% id="exit" tags=["script-only"]
/exit Lesson.failures()
