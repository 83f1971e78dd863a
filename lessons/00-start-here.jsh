// %% [markdown] id="welcome"
// # 00 Start here
//
// Gradbook teaches backpropagation in Java: fourteen short lessons, from `(x + y) z` to a network that reads handwritten
// digits. You can read them in a notebook, run them in `jshell`, or play them in a terminal. The text, the code and the
// numbers are the same everywhere.

// %% [markdown] id="install"
// ## What you need
//
// - A **JDK**, version 17 or newer (a JRE is not enough), and **Maven** to build Gradbook once:
//   `mvn package -DskipTests` in the folder that holds `pom.xml`.
// - For notebooks, **Jupyter** in any form, and the kernel:
//   `java -jar notebooks/target/gradbook-kernel.jar --install`, then choose *Java (Gradbook)* in the kernel menu.
//
// Nothing else: no account, and no network once it is built.

// %% [markdown] id="check-text"
// ## Does it work?
//
// Run the next cells. The last of them must draw a small graph that ends with `42`. If one says
// `package gradbook.scalar does not exist`, the jar has not been built yet, or the kernel was started before it was: run
// `mvn package -DskipTests`, restart the kernel, and try again.
//
// Do the same in every notebook that you open for the first time: until you have run its cells, Jupyter does not trust
// the pictures in it and shows only the words that stand in them. *Run All* in the *Cell* or *Run* menu does it at once.

// %% id="jar" tags=["notebook-only"]
// %jars ../lessons/target/gradbook.jar

// %% id="imports" tags=["setup"]
import gradbook.scalar.Value;
import gradbook.check.Lesson;
import static gradbook.show.Show.show;

// %% id="start" tags=["setup"]
Lesson.start("00");

// %% id="check"
Value f = Value.of("a", 6).mul(Value.of("b", 7)).named("f");
show(f);

// %% [markdown] id="how"
// ## How to read a lesson
//
// 1. **Run** the cells from top to bottom, each with Shift+Enter; in a terminal, with Enter.
// 2. **Predict.** Before anything is computed, write down your own numbers where the cell says `NaN`; in a terminal, `e`
//    lets you edit it. The cell below it compares. In a notebook it stays folded until you have predicted, so that you do
//    not read the answer by accident; a terminal tells it as soon as you run that cell.
// 3. Change a number and run again. Nothing can break; *Restart and Run All* puts everything back.
// 4. **Exercises** end with `check("01.a", ...)`. A wrong answer gets a sentence about what you probably did.
//    `hint("01.a")` helps, a little more each time; `solution("01.a")` shows a solution.
// 5. The last cell compares the numbers of the lesson with known answers.
//
// After Gradbook itself was rebuilt, restart the kernel: a running one keeps the jar that it has loaded.

// %% [markdown] id="map"
// ## The map
//
// | lesson | what it is about | what it needs |
// |:---|:---|:---|
// | [01](01-scalar-chain-rule.ipynb) Numbers that flow | forward, backward, upstream × local | nothing |
// | [02](02-gates.ipynb) Gates | add, mul, max, copy, and a gate of your own | 01 |
// | [03](03-fan-out.ipynb) Fan-out | why gradients add, and when they are cleared | 02 |
// | [04](04-order-of-the-walk.ipynb) The order of the walk | why the order matters, and what a bad one costs | 03 |
// | [05](05-chain-of-four.ipynb) A chain of four | a published example whose answer is wrong | 01 |
// | [06](06-sigmoid-derivative.ipynb) Sigmoid | its derivative, and gradients that vanish | 02 |
// | [07](07-logistic-regression.ipynb) Logistic regression | a model that learns from one sample | 06 |
// | [08](08-four-ways-to-a-derivative.ipynb) Four ways | by hand, numeric, symbolic, automatic, and their cost | 05, 07 |
// | [09](09-relu-jacobian.ipynb) Jacobians | vectors, and why nobody builds the Jacobian | 02 |
// | [10](10-affine-layer.ipynb) The affine layer | matrices, and where the transpose goes | 09 |
// | [11](11-mini-batch.ipynb) Mini-batches | many samples at once, on real data | 07, 10 |
// | [12](12-hidden-layer.ipynb) A hidden layer | a network, trained to read digits | 11 |
// | [13](13-bug-hunt.ipynb) Bug hunt | ten broken engines: find the input that exposes each | 03, 11 |
// | [14](14-many-machines.ipynb) Many machines | the same gradients, added up across machines | 11 |
//
// The [ledger](ledger.ipynb) lists every claim of the three documents behind the course, with a verdict on each.

// %% id="exit" tags=["script-only"]
/exit 0
