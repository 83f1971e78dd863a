// %% [markdown] id="where-we-are"
// # 14 Many machines
//
// Lesson 11 ended with a rule: the gradient of a batch is the **sum** of the gradients of its samples. A sum does not
// care who computes its parts. So cut the batch into *shards*, give each machine one, let each compute the gradient of its
// own shard, and add up. The answer is the same, to the last digit that floating point allows.
//
// This page shows the rule in small numbers, what goes wrong when shards have different sizes, and then trains the
// digits of lesson 12 with Apache Spark, on two workers here or on as many as your cluster has. At the end you know what a
// cluster costs (items 8, 24 and 27 of the ledger).

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
import gradbook.cluster.*;
import gradbook.data.*;
import gradbook.picture.*;
import static gradbook.check.Check.*;
import static gradbook.show.Show.show;

// %% id="start" tags=["setup"]
Lesson.start("14");

// %% [markdown] id="predict"
// ## Predict
//
// Two samples, two machines. The first machine's shard gives a bias gradient of `(10, -1)`, the second machine's
// `(2, 3)`. What is the first entry of the bias gradient of the whole batch?

// %% id="predict-numbers" tags=["predict"]
double myBias = Double.NaN;
predict("db₁", myBias);

// %% id="reveal-code"
reveal("db₁", "14.db.1");

// %% [markdown] id="forward"
// ## Forward
//
// This is lesson 11's batch, cut between its two rows. Each machine has a copy of the same weights and computes the
// scores of its own row. No machine needs the other's data.

// %% id="forward-code"
Matrix W = Matrix.of(2, 2, 1, 3, 2, 4).named("W");
Matrix b = Matrix.row(7, 8).named("b");
Affine machine1 = Affine.rows(W, b), machine2 = Affine.rows(W, b);
show(machine1.forward(Matrix.row(5, 6)).named("Z₁"));
show(machine2.forward(Matrix.row(1, -1)).named("Z₂"));

// %% [markdown] id="backward"
// ## Backward
//
// Each machine gets the upstream gradient of its own row and computes the gradients of the weights *for its shard*:
// `dW = Xᵀ G`, as in lesson 11, with one row in `X` and one in `G`.

// %% id="backward-code"
machine1.backward(Matrix.row(10, -1));
machine2.backward(Matrix.row(2, 3));
show(machine1.weights().grad().named("dW₁"));
show(machine2.weights().grad().named("dW₂"));

// %% [markdown] id="sum"
// Now the only step that crosses the network: add.

// %% id="sum-code"
Matrix dW = machine1.weights().grad().add(machine2.weights().grad()).named("dW");
Matrix db = machine1.bias().grad().add(machine2.bias().grad()).named("db");
show(dW);
show(db);

// %% [markdown] id="check"
// ## Check
//
// And the whole batch on one machine, as in lesson 11:

// %% id="check-code"
Affine whole = Affine.rows(W, b);
whole.forward(Matrix.of(2, 2, 5, 6, 1, -1));
whole.backward(Matrix.of(2, 2, 10, -1, 2, 3));
show(whole.weights().grad().equals(dW) && whole.bias().grad().equals(db)
    ? "The sum over the shards is the gradient of the batch, entry by entry."
    : "The two differ!");

// %% [markdown] id="tree"
// It is the copy gate of lesson 03 again. Forward, the weights are *copied* to all machines; backward, the gradients of
// the copies *add*. With many machines the adding is done in a tree, two and two, so that the last machine does not have
// to wait for all others in turn. Here is one weight on four machines, each with a loss of its own:

// %% id="tree-code"
Value w = Value.of("w", 2);
Value loss1 = w.mul(3).named("L1"), loss2 = w.mul(-1).named("L2"), loss3 = w.mul(4).named("L3"), loss4 = w.mul(2).named("L4");
Value total = loss1.add(loss2).add(loss3.add(loss4)).named("L");
total.backward();
show(total);

// %% id="tree-table"
show(Trace.of(total));

// %% id="tree-stepper"
show(Player.of(total));

// %% id="tree-derivation"
show(Derivation.of(total));

// %% id="tree-check"
show(GradientCheck.of(total));

// %% [markdown] id="mean"
// ## Sum or mean?
//
// Most losses are a *mean* over the samples: the sum, divided by how many there are. Dividing is where clusters go wrong.
// Let every machine send its **sum** and its **count**. Add the sums, add the counts, divide once at the end.
//
// If every machine divides by its own count first, and the results are then averaged, a machine with one sample has as much say as
// a machine with a thousand.

// %% [markdown] id="train"
// ## One step, three shards
//
// 200 points of the two moons, a linear model, 40 steps. Once with the whole batch on one machine; once with three shards
// of *different* sizes, 120, 60 and 20 points. A `ShardGradient` is what a machine sends: the sum of the losses, the sum of
// the gradients, and the count.

// %% id="train-code"
Dataset data = Samples.from(DataSets.moons(200, 0.1, 7)).binary("label", "1").dataset();
Loss loss = new LogisticLoss();
Affine one = Affine.rows(2, 1, 3), many = Affine.rows(2, 1, 3);
double gap = 0;
for (int step = 0; step < 40; step++) {
    ShardGradient batch = ShardGradient.of(one, loss, data);
    ShardGradient sum = ShardGradient.of(many, loss, data.slice(0, 120))
        .plus(ShardGradient.of(many, loss, data.slice(120, 180)))
        .plus(ShardGradient.of(many, loss, data.slice(180, 200)));
    gap = Math.max(gap, Math.abs(batch.loss(loss) - sum.loss(loss)));
    batch.step(one, loss, new Sgd(0.5));
    sum.step(many, loss, new Sgd(0.5));
}
show(gap < 1e-9 ? "The two losses differ by less than 1e-9 in every step." : "The two losses differ by " + gap);

// %% [markdown] id="spark"
// ## The digits, on Apache Spark
//
// So far every machine was this one. **Apache Spark** is what people use when it is not: a *driver* cuts the work into
// tasks, *workers* do them, and if one dies, another one does its tasks again. Each step is what you have just seen. The
// driver *broadcasts* the weights, every worker computes the `ShardGradient` of its shard with the same layers as in
// lesson 12, and the sums come back through a tree.
//
// The loop reads like that of lesson 12: `Cluster.train` in the place of `Training.of`. First one machine, batches of 300:

// %% id="single-code"
Dataset all = Samples.from(DataSets.digits()).oneHot("digit").dataset();
Dataset.Split digits = new Dataset(all.inputs().scale(1.0 / 16), all.targets()).split(0.8, 1);
Sequential reader() { return Sequential.of(Affine.rows(64, 32, 1), new Relu(), Affine.rows(32, 10, 2)); }
Sequential alone = reader();
Training single = Training.of(alone, new SoftmaxLoss(), new Sgd(0.5), digits.train()).epochs(10).batchSize(300);
double[] singleLosses = single.run().losses();
Evaluation read = Evaluation.of(alone, new SoftmaxLoss(), digits.test());
show("right on " + Math.round(digits.test().size() * read.accuracy()) + " of " + digits.test().size()
    + " digits that the network has never seen");

// %% [markdown] id="spark-run"
// Now two workers. The master says where: `local[2]` are two threads of this machine. If you have a cluster, write its
// address instead, `spark://host:7077`, and nothing else changes. Spark is 220 MB, so it comes only to those who ask for it,
// and starts in a process of its own. That takes some seconds. Without it you see a run that was recorded.

// %% id="spark-code"
String master = "local[2]";

ClusterRun run(int workers) {
    return Cluster.train(reader(), new SoftmaxLoss(), new Sgd(0.5), digits.train()).epochs(10).batchSize(300)
        .master(master).workers(workers).orRecorded("digits-local-" + workers).run();
}

ClusterRun two = run(2);
show(two);
String seen = two.isRecorded() ? "recorded" : "measured";
double digitsGap = 0;
for (int e = 0; e < 10; e++) digitsGap = Math.max(digitsGap, Math.abs(singleLosses[e] - two.losses()[e]));
show(digitsGap < 1e-9 ? "Its loss differs from that of one machine by less than 1e-9 in every epoch."
    : "Its loss differs from that of one machine by " + digitsGap);

// %% [markdown] id="spark-curves"
// ## Plot: two loss curves that are one
//
// Different threads, different sums, one curve. Only the last digits of a number may differ, because floating-point sums
// depend a little on their order, and the order in which workers finish is nobody's choice.

// %% id="spark-plot"
double[] epochs = new double[10];
for (int e = 0; e < 10; e++) epochs[e] = e + 1;
show(Charts.lines("Mean loss on the digits", "epoch", "loss")
    .series("one machine, measured", epochs, singleLosses).series("Spark, two workers, " + seen, epochs, two.losses()));

// %% [markdown] id="cost"
// ## More machines, more speed?
//
// Look at the clock of those runs. A step has two parts: the workers *compute*, and the rest is *communication*: sending the
// weights, starting tasks, adding the sums. The same run once more, with one worker, and then both in milliseconds per step:

// %% id="cost-code"
ClusterRun oneWorker = run(1);
show(oneWorker);
double ms(double seconds) { return Math.round(1e5 * seconds) / 100.0; }
double[] workers = {1, 2}, compute = new double[2], communicate = new double[2];
for (int p = 0; p < 2; p++) {
    ClusterRun r = p == 0 ? oneWorker : two;
    compute[p] = ms(r.computePerStep());
    communicate[p] = ms(r.secondsPerStep() - r.computePerStep());
    show((p + 1) + (p == 0 ? " worker:  " : " workers: ") + compute[p] + " ms computing, " + communicate[p]
        + " ms communication");
}

// %% [markdown] id="cost-read"
// Nearly all of it is communication. Two workers are no faster than one, and the loop of lesson 12, without any Spark, beats
// both by far. This net and this data are much too small for a cluster. When is a job large enough?
//
// With `p` workers the computing shrinks to `T / p`. What Spark needs for any step, `S`, stays. And the gradients travel in
// about `log₂ p` rounds, each of which takes as long as sending all weights once, `C`:
//
// > time per step ≈ T / p + S + C · log₂ p
//
// The points below are those of the two runs, the lines are only the formula, *extrapolated*: `T` and `S` from the run with one
// worker, and `C` from 8 bytes for each of the 2410 weights over a network of 125 MB/s plus 1 ms until an answer comes,
// which is an assumption. The upper lines are for a batch a thousand times as large.

// %% id="cost-plot"
double T = compute[0], S = communicate[0], C = 1 + 8 * 2410 / 125e3;   // all in ms
double[] machines = {1, 2, 4, 8, 16, 32, 64, 128, 256}, small = new double[9], large = new double[9], talk = new double[9];
for (int i = 0; i < 9; i++) {
    talk[i] = S + C * i;
    small[i] = T / machines[i] + talk[i];
    large[i] = 1000 * T / machines[i] + talk[i];
}
double[] step = {compute[0] + communicate[0], compute[1] + communicate[1]};
show(Charts.lines("Time per step", "workers", "milliseconds").logX().logY()
    .series("formula: communication alone", machines, talk)
    .series("formula: these digits", machines, small)
    .series("formula: a thousand times the digits", machines, large)
    .points(seen + ": these digits", workers, step)
    .points(seen + ": communication alone", workers, communicate));

// %% [markdown] id="cost-formula"
// The large batch gains from every worker until the computing that is left, `T / p`, is as small as the communication; after
// that, more workers only add rounds. The best number is where `T / p` falls as fast as `C · log₂ p` climbs:
// `p = T · ln 2 / C`.

// %% [markdown] id="exercise-a"
// ## Exercise a
//
// Two machines. The first has **three** samples, whose gradients for some weight are 4, 8 and 6. The second has **one**
// sample, with the gradient 2. The loss is the mean over all samples. What is the gradient of that weight?

// %% id="exercise-a-code" tags=["exercise"]
double myMean = Double.NaN;
check("14.a", myMean);

// %% id="14.a" tags=["solution"]
check("14.a", (4 + 8 + 6 + 2) / 4.0);

// %% [markdown] id="take-away"
// ## What to take away
//
// - Gradients of samples add, so gradients of shards add. That is all there is to data-parallel training.
// - Send sums and counts, and divide once. An average of averages is wrong as soon as shards differ in size.
// - Computing shrinks with more machines, talking does not. Measure both before you rent a cluster.

// %% id="golden" tags=["golden"]
golden("14.dW1.11", machine1.weights().grad().get(0, 0));
golden("14.dW1.12", machine1.weights().grad().get(0, 1));
golden("14.dW1.21", machine1.weights().grad().get(1, 0));
golden("14.dW1.22", machine1.weights().grad().get(1, 1));
golden("14.dW2.11", machine2.weights().grad().get(0, 0));
golden("14.dW2.12", machine2.weights().grad().get(0, 1));
golden("14.dW2.21", machine2.weights().grad().get(1, 0));
golden("14.dW2.22", machine2.weights().grad().get(1, 1));
golden("14.dW.11", dW.get(0, 0));
golden("14.dW.12", dW.get(0, 1));
golden("14.dW.21", dW.get(1, 0));
golden("14.dW.22", dW.get(1, 1));
golden("14.db.1", db.get(0, 0));
golden("14.db.2", db.get(0, 1));
golden("14.tree", w.grad());
golden("14.gap", gap);
golden("14.digits.gap", digitsGap);

// %% id="exit" tags=["script-only"]
/exit Lesson.failures()
