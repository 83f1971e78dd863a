// %% [markdown] id="where-we-are"
// # 13 Bug hunt
//
// "My example passed, so the engine is right." After twelve lessons you should not believe a word of it. Here are ten
// engines, each wrong in exactly one rule, and each of these bugs has been in somebody's real program. You write the
// examples; every engine that gives a wrong gradient on one of them is found.
//
// It is document B's checklist and list of bugs (items 25 and 26 of the ledger), turned into a game, with what the list
// leaves out or gets wrong: the order, the clearing, the mask (E8), and the kink (E4).

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
import gradbook.mutant.*;
import gradbook.chart.*;
import gradbook.check.*;
import gradbook.picture.*;
import gradbook.show.Sheet;
import java.util.*;
import static gradbook.check.Check.*;
import static gradbook.show.Show.show;

// %% id="start" tags=["setup"]
Lesson.start("13");

// %% [markdown] id="mutants"
// ## The ten
//
// An engine with one thing changed on purpose is called a **mutant**, and an example that gives it away is said to
// *kill* it. You have met all ten.

// %% id="mutants-code"
Sheet ten = new Sheet("Ten engines, one bug each", "mutant", "what it does", "lesson");
ten.row("overwritten gradient", "writes = where += belongs", "03");
ten.row("no zeroing", "keeps the gradients of the walk before", "03");
ten.row("wrong order", "visits values before all their consumers", "04");
ten.row("missing transpose", "sends W g back instead of Wᵀ g", "10");
ten.row("forgotten batch sum", "db = G instead of the sum of its rows", "11");
ten.row("forgotten 1/N", "takes the sum for the mean", "11");
ten.row(">= mask", "lets relu pass a gradient at exactly 0", "09");
ten.row("gradient-sign mask", "masks relu by the sign of the gradient", "09");
ten.row("sigma' at output", "puts σ(s) into σ' where s belongs", "06");
ten.row("degrees", "takes the slope of the sine in degrees", "05");
show(ten);

// %% [markdown] id="predict"
// ## Predict
//
// The example of lesson 01, `(x + y) z` at `(-2, 5, -4)`, has been in every tutorial for years.
//
// 1. How many of the ten does it kill?
// 2. And if the walk is done *twice* on it, with the gradients compared after the second?
// 3. `f = (x - 3)²` at `x = 3` has the gradient 0. How many does that one kill?

// %% id="predict-numbers" tags=["predict"]
double myProduct = Double.NaN;   // kills of (x + y) z
double myTwice = Double.NaN;     // kills of (x + y) z, done twice
double myZero = Double.NaN;      // kills of (x - 3)² at 3
predict("kills of (x+y)z", myProduct);
predict("kills of (x+y)z, twice", myTwice);
predict("kills of (x-3)² at 3", myZero);

// %% id="reveal-code"
reveal("kills of (x+y)z", "13.product");
reveal("kills of (x+y)z, twice", "13.product.twice");
reveal("kills of (x-3)² at 3", "13.zero");

// %% [markdown] id="first-hunt"
// ## The first hunt
//
// An `Example` is a name, something to differentiate, and a point. In the formula, `v` is the list of inputs: `v.get(0)`
// is the first number of the point, `v.get(1)` the second. The right gradients come from the real engine; whoever
// disagrees is found.

// %% id="first-hunt-code"
Example product = Example.scalar("(x+y)z", v -> v.get(0).add(v.get(1)).mul(v.get(2)), -2, 5, -4);
Example zero = Example.scalar("(x-3)² at 3", v -> v.get(0).sub(3).mul(v.get(0).sub(3)), 3);
Verdicts first = BugHunt.run(product, product.twice(), zero);
show(first);
int kills(Example example) {
    Verdicts alone = BugHunt.run(example);
    return alone.mutants().size() - alone.survivors().size();
}

show("alone, they kill " + kills(product) + ", " + kills(product.twice()) + " and " + kills(zero));

// %% [markdown] id="first-hunt-why"
// No mutant at all. The most famous example of all has no fan-out, no bend, no matrix, no batch: there is nothing in it that could
// go wrong. Done twice, it kills the engine that does not clear.
//
// And the example with the gradient 0 kills nobody. Where one factor is 0, the product is 0, whatever the other factors
// are: forget one, turn a sign, keep an old gradient, and it is still 0. Document C's only worked example ends in 0 (lesson 05). Never
// make it your only test.

// %% [markdown] id="aim"
// ## Aim
//
// To kill a mutant, ask three questions:
//
// 1. Which rule does it break? Your example must *use* that rule.
// 2. When does the broken rule give the same answer as the right one? Stay away from there.
// 3. Does anything downstream hide the difference, a zero or a flat piece? Take it out.
//
// Take "wrong order". It visits `a` as soon as it meets it. That goes well unless `a` has a second consumer which comes
// later. So build one: `a = x x`, and `f = a + a x`.

// %% id="aim-code"
Value x = Value.of("x", 3);
Value a = x.mul(x).named("a");
Value f = a.add(a.mul(x).named("b")).named("f");
f.backward();
show(f);

// %% id="aim-table"
show(Trace.of(f));

// %% id="aim-stepper"
show(Player.of(f));

// %% id="aim-derivation"
show(Derivation.of(f));

// %% [markdown] id="aim-why"
// `a` is used by `f` and by `b`, and `b` is used by `f`: the walk must wait at `a` for both. The right answer is
// `2x + 3x² = 33`. The hasty engine sends `1` on from `a` before the `3` from `b` has come.

// %% id="aim-kill"
Example early = Example.scalar("x²+x³", v -> {
    Value square = v.get(0).mul(v.get(0));
    return square.add(square.mul(v.get(0)));
}, 3);
show(BugHunt.run(early));

// %% [markdown] id="layers"
// ## Layers
//
// Matrices have bugs of their own. `Example.layer` takes a layer, an input and an upstream gradient; `Example.network`
// takes a network and a batch, under the *mean* of the squared errors. Which of these four kills "missing transpose"?
// Guess before you look.

// %% id="layers-code"
Example square = Example.layer("affine 2x2",
    Affine.columns(Matrix.of(2, 2, 1, 2, 3, 4), Matrix.column(7, 8)),
    Matrix.column(5, 6), Matrix.column(10, -1));
Example symmetric = Example.layer("symmetric W",
    Affine.columns(Matrix.of(2, 2, 1, 2, 2, 5), Matrix.column(7, 8)),
    Matrix.column(5, 6), Matrix.column(10, -1));
Example tall = Example.layer("affine 3x2",
    Affine.columns(Matrix.of(3, 2, 1, 2, 3, 4, 5, 6), Matrix.column(7, 8, 9)),
    Matrix.column(5, 6), Matrix.column(10, -1, 2));
Example batch = Example.network("batch of 2",
    Affine.rows(Matrix.of(2, 2, 1, 3, 2, 4), Matrix.row(7, 8)),
    Matrix.of(2, 2, 5, 6, 1, -1), Matrix.zeros(2, 2));
show(BugHunt.run(square, symmetric, tall, batch));

// %% [markdown] id="layers-why"
// A symmetric `W` is its own transpose: question 2. And only a *batch* can tell a sum from a copy, or a mean from a sum:
// for one sample they are the same.

// %% [markdown] id="kinks"
// ## Bends
//
// Lesson 09's relu example kills the sign mask. To tell `>=` from `>` you must stand exactly on the kink, and there no
// derivative exists: the example can only ask for a *convention*, that of Gradbook, slope 0 (E4).

// %% id="kinks-code"
Example relu = Example.layer("relu", new Relu(),
    Matrix.column(1, -2, 3, -1), Matrix.column(4, -1, 5, 9));
Example atKink = Example.scalar("relu at 0", v -> v.get(0).relu(), 0);
Example bend = Example.scalar("sigmoid", v -> v.get(0).sigmoid(), 1.4);
Example chain = Example.scalar("2/sin(exp(-x))",
    v -> Value.of(2).div(v.get(0).neg().exp().sin()), -4.499);
show(BugHunt.run(relu, atKink, bend, chain));

// %% [markdown] id="masked-output"
// One suspect is missing from the ten. Document B warns of a relu mask taken from the *output*, and lesson 09 showed why
// that one is innocent: it is no mutant, since no example in the world can kill it.

// %% [markdown] id="kill-matrix"
// ## The kill matrix
//
// All mutants, one row each; all examples so far, one column each, numbered in the order of the list. An empty column is an
// example that proves nothing. An empty row would be a bug that nobody sees.

// %% id="kill-matrix-code"
List<Example> examples = List.of(
    product, product.twice(), zero, early, square, symmetric, tall, batch, relu, atKink, bend, chain);
Verdicts hunt = BugHunt.run(examples);
double[][] cells = new double[hunt.mutants().size()][examples.size()];
for (int m = 0; m < cells.length; m++)
    for (int e = 0; e < cells[m].length; e++) cells[m][e] = hunt.killed(e, m) ? 1 : 0;
show(Heat.of("Kill matrix: 1 is a kill", cells).rows(hunt.mutants().toArray(String[]::new)));
show("score: " + hunt.score() + " of " + hunt.mutants().size());

// %% [markdown] id="kill-matrix-why"
// Columns 1, 3 and 6 are empty: `(x+y)z`, the gradient that is 0, and the symmetric matrix.

// %% [markdown] id="plot"
// ## Plot: what each example adds
//
// Add the examples one after the other, in the same order, and count the mutants found so far. The flat stretches
// are work for nothing: a *second* example of a kind that you have finds little. What helps is a new kind.

// %% id="plot-code"
double[] number = new double[examples.size()], found = new double[examples.size()];
for (int n = 1; n <= examples.size(); n++) {
    number[n - 1] = n;
    found[n - 1] = BugHunt.run(examples.subList(0, n)).score();
}
show(Charts.lines("Mutants found so far", "examples", "mutants").series("found", number, found));

// %% [markdown] id="false-alarm"
// ## False alarms
//
// There is a cheap way to kill everything: expect nonsense. Then the engine *without* a bug fails as well, and a test
// that cries wolf is worth nothing; one false alarm, and the score is 0. Here somebody worked `(x + y) x` out by hand,
// and followed one path only:

// %% id="false-alarm-code"
Example fanOut = Example.scalar("(x+y)x", v -> v.get(0).add(v.get(1)).mul(v.get(0)), -2, 5);
Verdicts wolf = BugHunt.run(fanOut.expecting(3, -2));
show(wolf);
show("score: " + wolf.score());
show("with the right numbers: " + BugHunt.run(fanOut.expecting(1, -2)).score());

// %% [markdown] id="check"
// ## Check: and who checks the engine?
//
// The right answers came from Gradbook's own engine. Who says that *it* has no bug? Not it, and not its authors. A
// gradient check does: it knows no gates and no layers, only nudges. That is why every lesson has one, and why you should
// write one before you write anything else.

// %% id="check-code"
show(GradientCheck.of(f));
Sequential net = Sequential.of(Affine.rows(2, 3, 1), new Tanh(), Affine.rows(3, 2, 2));
GradientCheck whole = GradientCheck.of(net, new SquaredLoss(),
    Matrix.of(2, 2, 5, 6, 1, -1), Matrix.zeros(2, 2));
show("a network with a batch of two: " + whole.rows().size() + " gradients, "
    + (whole.passed() ? "all agree" : "some differ"));

// %% [markdown] id="exercise-a"
// ## Exercise a
//
// Your hunt. Put examples of your own into the list, as many as you like, until all ten are dead and there is no false
// alarm. You may use everything that stands above, or start with an empty sheet, which is more fun. The check tells you
// who is still alive, and what to ask yourself.

// %% id="exercise-a-code" tags=["exercise"]
List<Example> myExamples = List.of();   // for example List.of(product.twice(), batch)
check("13.a", myExamples);

// %% id="13.a" tags=["solution"]
check("13.a", List.of(product.twice(), early, batch, relu, atKink, bend, chain));

// %% [markdown] id="exercise-b"
// ## Exercise b
//
// Now with as few as you can. *Two* examples are enough for all ten. (One is not: layers never walk over sines, and
// scalars have no batch.)

// %% id="exercise-b-code" tags=["exercise"]
List<Example> myTwo = List.of();   // two examples at most
check("13.b", myTwo);

// %% id="13.b" tags=["solution"]
Example everything = Example.scalar("everything scalar", v -> {
    Value sq = v.get(0).mul(v.get(0));
    return sq.add(sq.mul(v.get(0))).add(v.get(0).sin()).add(v.get(0).sigmoid()).add(v.get(1).relu());
}, 1.4, 0).twice();
check("13.b", List.of(everything, batch));

// %% [markdown] id="take-away"
// ## What to take away
//
// - A test proves only what it could have refuted. Ask of every example which bug it would find.
// - Fan-out, a second consumer, two walks, a layer that is not square, a batch, a negative gradient, a kink: each finds
//   what the others cannot.
// - Where one factor is 0, the others may be anything: such an example finds nothing.
// - In the end, nudge for real.
//
// This was the last lesson on one machine, and the idea behind all of them was one line: *upstream times local, and add
// where paths meet*. Lesson 14 adds across machines.

// %% id="golden" tags=["golden"]
golden("13.product", kills(product));
golden("13.product.twice", kills(product.twice()));
golden("13.zero", kills(zero));
golden("13.fan-out", kills(fanOut));
golden("13.early", kills(early));
golden("13.square", kills(square));
golden("13.symmetric", kills(symmetric));
golden("13.tall", kills(tall));
golden("13.batch", kills(batch));
golden("13.relu", kills(relu));
golden("13.kink", kills(atKink));
golden("13.sigmoid", kills(bend));
golden("13.degrees", kills(chain));
golden("13.df/dx", x.grad());
golden("13.score", hunt.score());
golden("13.matrix", Arrays.stream(cells).mapToDouble(row -> Arrays.stream(row).sum()).sum());
golden("13.false-alarm", wolf.score());

// %% id="exit" tags=["script-only"]
/exit Lesson.failures()
