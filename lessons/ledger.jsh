// %% [markdown] id="where-we-are"
// # Ledger
//
// The course reproduces three documents: **A**, the blog post *Backpropagation, Once and for all!*, on the gates and the
// notation of networks; **B**, the notes *Computational Graphs & Backpropagation (with Vectors & Matrices)*, which go from
// scalars to matrices; **C**, the slides *The Quest for Learning: How Neural Networks Learn from Mistakes with
// Backpropagation*, which compare numeric, symbolic and automatic differentiation. Here is every claim of theirs, in our
// words, with our verdict and the cell that proves, corrects or bounds it. Most of it is right. What is not is told
// plainly, because you will meet it elsewhere.

// %% [markdown] id="load" tags=["notebook-only"]
// **Load Gradbook.** The next cell puts the course's jar on the class path. Gradbook's own kernel has the course inside
// and only notes it if the jar is missing. In another Java kernel, an error such as
// `package gradbook.scalar does not exist` means that the jar has not been built yet: run `mvn package -DskipTests` in
// the folder that holds `pom.xml`, restart the kernel, and start again from the top.

// %% id="jar" tags=["notebook-only"]
// %jars ../lessons/target/gradbook.jar

// %% id="imports" tags=["setup"]
import gradbook.check.*;
import static gradbook.show.Show.show;

// %% id="start" tags=["setup"]
Lesson.start("ledger");

// %% [markdown] id="items"
// ## The 46 items
//
// | item | claim | verdict | proof |
// |:---|:---|:---|:---|
// | 1 | the chain rule for one path: multiply the derivatives along it | right | [01 Backward](01-scalar-chain-rule.ipynb#cell-id=backward) |
// | 2 | the chain rule for several paths: add one such product for each path | right | [03 Backward](03-fan-out.ipynb#cell-id=backward) |
// | 3 | a graph of inputs and operations; forward for values, backward for gradients; upstream × local = downstream | right; for vectors order and transpose matter too (E6) | [01 Backward](01-scalar-chain-rule.ipynb#cell-id=backward) |
// | 4 | f = (x + y) z at -2, 5, -4 gives q = 3, f = -12 and the gradients -4, -4, 3 | right | [01 What to take away](01-scalar-chain-rule.ipynb#cell-id=golden) |
// | 5 | the add gate copies its upstream gradient; x + 4 has the derivative 1 | right | [02 The add gate copies](02-gates.ipynb#cell-id=add-constant-code) |
// | 6 | the mul gate swaps its inputs; 3x has the derivative 3 | right | [02 The mul gate swaps](02-gates.ipynb#cell-id=mul-constant-code) |
// | 7 | the max gate routes to the larger input | right away from a tie; for the tie see E4 | [02 The max gate routes](02-gates.ipynb#cell-id=max-code) |
// | 8 | where a value is used more than once, the gradients of its uses add | right | [03 Backward](03-fan-out.ipynb#cell-id=backward-code) |
// | 9 | a figure with the gates, which the documents only mention | the numbers are ours | [02 All four in one circuit](02-gates.ipynb#cell-id=circuit-code) |
// | 10 | a layer as z = sum of w a, then a = f(z), for every layer | right; the bias is missing (E9) | [12 As deep as you like](12-hidden-layer.ipynb#cell-id=recursion) |
// | 11 | the gradient of a weight is the gradient of z times the activation it multiplies | right | [12 Backward](12-hidden-layer.ipynb#cell-id=backward-code) |
// | 12 | the gradient of a layer's input sums over all units that it feeds | right for activations that act entry by entry | [12 As deep as you like](12-hidden-layer.ipynb#cell-id=recursion) |
// | 13 | the score is w · x + b, the prediction its sigmoid | right | [07 Forward](07-logistic-regression.ipynb#cell-id=forward-code) |
// | 14 | the derivative of the sigmoid is y (1 - y) | right, every step | [06 The same number, from the output alone](06-sigmoid-derivative.ipynb#cell-id=trick-code) |
// | 15 | the logistic loss, its derivative by p, and p - y for the score | right on paper; breaks in floating point (E5) | [07 Prediction minus label: a coincidence?](07-logistic-regression.ipynb#cell-id=why) |
// | 16 | the gradients of weights, bias and input are (p - y) times x, 1 and w | right | [07 Backward](07-logistic-regression.ipynb#cell-id=backward-code) |
// | 17 | the example x = (2, -1), w = (0.3, -0.7), b = 0.1, y = 1 | right to four decimals | [07 What to take away](07-logistic-regression.ipynb#cell-id=golden) |
// | 18 | the shapes of derivatives, from numbers to vectors | right, but gradient and Jacobian use different layouts (E6) | [09 Rows and columns](09-relu-jacobian.ipynb#cell-id=shape-code) |
// | 19 | a gradient goes back through the transposed Jacobian | right | [09 The Jacobian](09-relu-jacobian.ipynb#cell-id=product-code) |
// | 20 | the ReLU's Jacobian is diagonal, with 0 at 0 | right; at 0 it is a convention (E4) | [09 The Jacobian](09-relu-jacobian.ipynb#cell-id=jacobian-code) |
// | 21 | ReLU of (1, -2, 3, -1) with upstream (4, -1, 5, 9) sends (4, 0, 5, 0) | right | [09 Backward](09-relu-jacobian.ipynb#cell-id=backward-code) |
// | 22 | for z = Wx + b: db = g, dx = Wᵀg, dW = g xᵀ | right | [10 Backward](10-affine-layer.ipynb#cell-id=backward-code) |
// | 23 | the 2x2 example: z = (24, 47), dx = (7, 16), dW = [[50, 60], [-5, -6]] | right | [10 What to take away](10-affine-layer.ipynb#cell-id=golden) |
// | 24 | for a batch: dX = G Wᵀ, dW = Xᵀ G, db = the sum of G's rows | right; W is transposed against item 22, and there are no numbers (E7) | [11 Backward](11-mini-batch.ipynb#cell-id=backward-code) |
// | 25 | a checklist: store, start, multiply, sum, compare shapes | incomplete (E8) | [04 Backward](04-order-of-the-walk.ipynb#cell-id=backward) |
// | 26 | four common bugs | three are; the fourth is none as it is worded (E8) | [13 The kill matrix](13-bug-hunt.ipynb#cell-id=kill-matrix-code) |
// | 27 | automatic differentiation is primitive operations, stored values and a backward pass | describes reverse mode only (E3) | [08 And a fifth: forward mode](08-four-ways-to-a-derivative.ipynb#cell-id=forward-mode-code) |
// | 28 | a step against the gradient, until a local minimum | the step is right, the promise is too strong (E9) | [12 Plot: how far is downhill?](12-hidden-layer.ipynb#cell-id=step-plot) |
// | 29 | derivatives by hand are laborious and easily wrong | fair | [08 1. By hand](08-four-ways-to-a-derivative.ipynb#cell-id=manual-code) |
// | 30 | numeric differentiation costs the square of the number of weights | right under conditions (E3) | [08 What the gradient of a network costs](08-four-ways-to-a-derivative.ipynb#cell-id=cost-code) |
// | 31 | symbolic derivatives swell exponentially and share nothing | right for expressions written out, not for shared graphs (E3) | [08 How formulas swell](08-four-ways-to-a-derivative.ipynb#cell-id=swell-code) |
// | 32 | backpropagation is exact and costs one multiple of the weights | right up to rounding; it costs memory too (E3) | [08 What the gradient of a network costs](08-four-ways-to-a-derivative.ipynb#cell-id=cost-code) |
// | 33 | the chain of four, 2 / sin(exp(-x)), and its local derivatives | right | [05 Backward](05-chain-of-four.ipynb#cell-id=derivation-code) |
// | 34 | its numbers at x = -4.499, with the derivative 0 | wrong (E1) | [05 Backward](05-chain-of-four.ipynb#cell-id=backward-code) |
// | 35 | a network with one hidden layer and a squared loss | right for one output; without numbers (E7) | [12 Forward](12-hidden-layer.ipynb#cell-id=forward-code) |
// | 36 | the gradient of W as a chain of four derivatives | right; one factor is a third-order tensor | [12 Backward](12-hidden-layer.ipynb#cell-id=backward-code) |
// | 37 | the Jacobian is m x n, entry i, j the derivative of output i by input j | right | [09 The Jacobian](09-relu-jacobian.ipynb#cell-id=jacobian-code) |
// | 38 | rows go through the Jacobian, columns through its transpose | right | [09 Rows and columns](09-relu-jacobian.ipynb#cell-id=shape-code) |
// | 39 | the product that backpropagation uses, named Jacobian-vector | it is the vector-Jacobian product (E2) | [09 Two products that look alike](09-relu-jacobian.ipynb#cell-id=two-products-code) |
// | 40 | forward stores, backward returns the input's gradient | right; it must store the parameters' gradients too | [10 The layer](10-affine-layer.ipynb#cell-id=layer-code) |
// | 41 | the gradient of one weight is its row's gradient times its column's input | right | [10 One weight, one path](10-affine-layer.ipynb#cell-id=one-weight-code) |
// | 42 | the weight gradient as gᵀxᵀ | right for a row g only (E2) | [10 The same, lying down](10-affine-layer.ipynb#cell-id=rows-code) |
// | 43 | the input gradient as g W | right for a row g only (E2) | [10 The same, lying down](10-affine-layer.ipynb#cell-id=rows-code) |
// | 44 | the bias gradient is g | right up to row or column | [10 Shapes](10-affine-layer.ipynb#cell-id=shapes-code) |
// | 45 | a remark that a column times a row is a matrix, beside the input gradient | misplaced: it belongs to the weight gradient | [10 The same, lying down](10-affine-layer.ipynb#cell-id=rows-moral) |
// | 46 | the method in four steps | right but for the name of item 39 | [01 What to take away](01-scalar-chain-rule.ipynb#cell-id=take-away) |

// %% [markdown] id="errors"
// ## What is wrong, or half true
//
// | item | what | verdict | proof |
// |:---|:---|:---|:---|
// | E1 | the numbers of item 34 | b is 89.927, not 90, and sin takes radians: f' is -80.393, not 0, and not 0 in degrees either; and an example with the answer 0 tests nothing | [05 Was it meant in degrees?](05-chain-of-four.ipynb#cell-id=degrees-code), [05 A zero hides every bug](05-chain-of-four.ipynb#cell-id=zero-hides-code) |
// | E2 | row gradients and column gradients, and a name | the same mathematics in two layouts; mixed, they run on a square matrix and give (8, 26) | [10 The same, lying down](10-affine-layer.ipynb#cell-id=rows-code), [10 If it runs, is it right?](10-affine-layer.ipynb#cell-id=square-code), [09 Two products that look alike](09-relu-jacobian.ipynb#cell-id=two-products-code) |
// | E3 | what the four ways cost | counted: the square of P against P; trees against shared graphs; forward mode | [08 What the gradient of a network costs](08-four-ways-to-a-derivative.ipynb#cell-id=cost-code), [08 How formulas swell](08-four-ways-to-a-derivative.ipynb#cell-id=swell-code), [08 And a fifth: forward mode](08-four-ways-to-a-derivative.ipynb#cell-id=forward-mode-code) |
// | E4 | derivatives at kinks | there are none, only conventions; (0, 0) and (1, 1) are not even consistent | [02 Plot: what happens at a tie](02-gates.ipynb#cell-id=tie-conventions), [09 And at 0?](09-relu-jacobian.ipynb#cell-id=at-zero-code) |
// | E5 | the loss through the prediction | NaN from s = 37 on; the fused form is stable | [07 As it is written, it breaks](07-logistic-regression.ipynb#cell-id=naive-code), [07 The fused loss](07-logistic-regression.ipynb#cell-id=fused-table) |
// | E6 | layouts | Jacobians are m x n, a gradient is the transpose of a 1 x n Jacobian | [09 Rows and columns](09-relu-jacobian.ipynb#cell-id=shape-code) |
// | E7 | missing numbers | supplied: the batch and the hidden layer | [11 Backward](11-mini-batch.ipynb#cell-id=backward-code), [12 Backward](12-hidden-layer.ipynb#cell-id=backward-code) |
// | E8 | the checklist and the bug list | also: start with 1, topological order, clear; the mask by z > 0 is no bug | [04 A wrong order: depth first, each value once](04-order-of-the-walk.ipynb#cell-id=eager-code), [03 And when do gradients start from zero?](03-fan-out.ipynb#cell-id=tripled-code), [09 Which mask is wrong?](09-relu-jacobian.ipynb#cell-id=wrong-mask-code) |
// | E9 | smaller slips | a missing bias, a missing base case, an index; gradient descent can climb | [12 As deep as you like](12-hidden-layer.ipynb#cell-id=recursion), [12 Plot: how far is downhill?](12-hidden-layer.ipynb#cell-id=step-plot) |

// %% [markdown] id="answers"
// ## Every number
//
// The table of known answers that lessons, notebooks and tests share. *right*: as in the document; *corrected*: the
// document says otherwise; *ours*: the documents give no number.

// %% id="answers-code"
show(Golden.sheet());

// %% id="exit" tags=["script-only"]
/exit 0
