// %% [markdown] id="where-we-are"
// # 05 Chain of four: 2 / sin(exp(-x))
//
// Four functions, one inside the other: `f(x) = 2 / sin(exp(-x))`. One path leads from the output to the input, so the
// derivative is a product of four numbers and nothing else. You would think that nothing can go wrong.
//
// This is the worked example of document C (items 33 and 34 of the ledger). Its four formulas are right. Its numbers
// are not (E1): it rounds a value before it differentiates, and takes the sine of *degrees*. You will find out how far
// off that is, and why a test with such an answer finds nothing.

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
import gradbook.show.Sheet;
import java.util.*;
import java.util.function.*;
import static gradbook.check.Check.*;
import static gradbook.show.Show.show;

// %% id="start" tags=["setup"]
Lesson.start("05");

// %% [markdown] id="predict"
// ## Predict
//
// Document C takes `x = -4.499`, because `exp(4.499)` is nearly 90. It goes on with 90, takes its sine as 1, because a
// right angle has 90 degrees, and arrives at `f = 2` and `f' = 0`.
//
// Do you believe it? What will the engine find? (It is fair to use a calculator.)

// %% id="predict-numbers" tags=["predict"]
double myF = Double.NaN;    // your number for f
double myDx = Double.NaN;   // your number for ∂f/∂x
predict("f", myF);
predict("∂f/∂x", myDx);

// %% id="reveal-code"
reveal("f", "05.f");
reveal("∂f/∂x", "05.df/dx");

// %% [markdown] id="forward"
// ## Forward
//
// Take the formula apart, from the inside out, and give every step a name:
//
// - `a = -x`
// - `b = exp(a)`
// - `c = sin(b)`
// - `f = 2 / c`

// %% id="forward-code"
Value x = Value.of("x", -4.499);
Value a = x.neg().named("a");
Value b = a.exp().named("b");
Value c = b.sin().named("c");
Value f = Value.of(2).div(c).named("f");
show(f);

// %% [markdown] id="backward"
// ## Backward
//
// Each gate needs only its own local derivative, evaluated where the forward pass left it:
//
// - `f = 2 / c` has `-2 / c²`
// - `c = sin(b)` has `cos(b)`
// - `b = exp(a)` has `exp(a)`, which is `b` itself: the forward pass has already computed it, so the engine looks it up
// - `a = -x` has `-1`
//
// The derivative is their product. This is what a **cache** is for: backward uses the very numbers that forward left.

// %% id="backward-code"
f.backward();
show(f);

// %% id="table-code"
show(Trace.of(f));

// %% id="stepper-code"
show(Player.of(f));

// %% id="derivation-code"
show(Derivation.of(f));

// %% [markdown] id="verdict"
// Not 2 but 2.164, and not 0 but -80.39. The slope is not flat at all: it is steep.

// %% [markdown] id="check"
// ## Check
//
// Whom do you believe, the engine or the document? Neither. Nudge `x` and look.

// %% id="check-code"
show(GradientCheck.of(f));

// %% [markdown] id="degrees"
// ## Was it meant in degrees?
//
// In calculus, and in every programming language's `sin`, angles are in **radians**. That is no matter of taste: the
// rule "the derivative of sine is cosine" is true *only* in radians. One degree is `π/180` radians, so the sine of
// degrees has the derivative `π/180 · cos`. Make that gate, and see whether the document's 0 comes out.

// %% id="degrees-code"
Gate sinOfDegrees = Gate.unary("sin°",
    t -> Math.sin(Math.toRadians(t)),
    t -> Math.PI / 180 * Math.cos(Math.toRadians(t)));
Value xd = Value.of("x", -4.499);
Value fd = Value.of(2).div(xd.neg().exp().apply(sinOfDegrees)).named("f");
fd.backward();
show("in degrees, done properly: f = " + Trace.number(fd.data()) +
    ", df/dx = " + Trace.number(xd.grad()));

// %% id="half-degrees-code"
Gate halfway = Gate.unary("sin°, cos°",
    t -> Math.sin(Math.toRadians(t)),
    t -> Math.cos(Math.toRadians(t)));
Value xh = Value.of("x", -4.499);
Value fh = Value.of(2).div(xh.neg().exp().apply(halfway)).named("f");
fh.backward();
show("in degrees, without π/180:  f = " + Trace.number(fh.data()) +
    ", df/dx = " + Trace.number(xh.grad()));

// %% [markdown] id="degrees-verdict"
// So degrees do not save the 0. It is 0.00399 when the gate is right, and 0.2287 when its derivative is not. The 0
// needs one more mistake, namely rounding 89.927 to 90 on the way.
//
// The gradient check convicts the second gate at once, although its forward half is perfect. Try it on gates of your
// own.

// %% id="half-degrees-check"
show(GradientCheck.of(fh));

// %% [markdown] id="plot"
// ## Plot
//
// Why is the slope so steep? Wherever `sin(b)` passes through 0, `2 / sin(b)` shoots off to infinity: a **pole**. On
// the interval from -4.6 to -4.4 there are six of them. The point `x = -4.499` sits between the ones at -4.51203 and
// -4.47693, only 0.035 apart.
//
// The curve is cut off at 15, up and down. The straight line is the tangent: its slope is the gradient.

// %% id="plot-code"
Plot poles = Charts.lines("f(x) = 2 / sin(exp(-x)) and its tangent at x = -4.499", "x", "f");
double[] at = new double[801], curve = new double[801];
for (int i = 0; i <= 800; i++) {
    at[i] = -4.6 + i * 0.00025;
    double v = 2 / Math.sin(Math.exp(-at[i]));
    curve[i] = Math.abs(v) > 15 ? Double.NaN : v;
}
poles.series("f", at, curve);
poles.function("tangent, slope " + Math.round(x.grad()), -4.56, -4.44,
    t -> f.data() + x.grad() * (t - x.data()));
show(poles);

// %% [markdown] id="locals-plot"
// And where does the 80 come from? Here are the four local derivatives at this point. One of them does nearly all the
// work: `exp` has the slope 90 there, and everything behind it is amplified that much.

// %% id="locals-plot-code"
show(Charts.bars("The four local derivatives at x = -4.499", "derivative",
    List.of("∂f/∂c", "∂c/∂b", "∂b/∂a", "∂a/∂x"),
    -2 / (c.data() * c.data()), Math.cos(b.data()), b.data(), -1));

// %% [markdown] id="step-size"
// The neighbourhood is rough enough to fool a gradient check, too. A central difference with the innocent-looking step
// 0.01 reaches so near to a pole that it reports a slope of -254. You will choose steps with care in lesson 08.

// %% id="step-size-code"
DoubleUnaryOperator plain = t -> 2 / Math.sin(Math.exp(-t));
show("h = 0.01:    " + Style.TEXT.number(Numeric.central(plain, -4.499, 1e-2), 5));
show("h = 0.00001: " + Style.TEXT.number(Numeric.central(plain, -4.499, 1e-5), 5));

// %% [markdown] id="honest"
// ## Two points that do what was wanted
//
// The table that the document wanted exists: it has `c = 1` and `f = 2`. In radians it stands where `exp(-x)` is a
// right angle, `π/2`: at `x = -ln(π/2) = -0.45158`. There `cos(b)` is 0, and the derivative too, as nearly as a double
// can say.
//
// And at `x = 0` everything is simple without being trivial: `b = 1`.

// %% id="honest-code"
Value xr = Value.of("x", -Math.log(Math.PI / 2));
Value cr = xr.neg().named("a").exp().named("b").sin().named("c");
Value fr = Value.of(2).div(cr).named("f");
fr.backward();
boolean isFlat = Math.abs(xr.grad()) < 1e-12;
show("at x = -ln(π/2): f = " + Trace.number(fr.data()) +
    ", and df/dx is " + (isFlat ? "0, up to rounding" : "not 0"));

// %% id="zero-code"
Value x0 = Value.of("x", 0);
Value c0 = x0.neg().named("a").exp().named("b").sin().named("c");
Value f0 = Value.of(2).div(c0).named("f");
f0.backward();
show(Trace.of(f0));

// %% [markdown] id="zero-hides"
// ## A zero hides every bug
//
// Suppose you test your engine where the right answer is 0. One factor of the product is 0 there. Then the product is 0
// *whatever the other factors are*: forget one, flip a sign, use the wrong value, and the test still passes. Watch four
// engines, one right and three wrong, at these two points and at the one from above.

// %% id="zero-hides-code"
String rounded(double v) {
    return Trace.number(Math.rint(v * 1e4) / 1e4 + 0.0);
}

Sheet engines = new Sheet("The slope by four engines", "at", "right", "forgot the -1 of a = -x", "forgot exp",
    "did not square c");

void compare(String where, double at) {
    double b = Math.exp(-at), c = Math.sin(b), outer = -2 / (c * c), inner = Math.cos(b);
    engines.row(where, rounded(outer * inner * b * -1), rounded(outer * inner * b),
        rounded(outer * inner * -1), rounded(-2 / c * inner * b * -1));
}

compare("x = -ln(π/2)", -Math.log(Math.PI / 2));
compare("x = 0", 0);
compare("x = -4.499", -4.499);
show(engines);

// %% [markdown] id="zero-hides-rule"
// At the first point all four agree. At `x = 0` two of them are unmasked, but the one that forgot `exp` escapes,
// because `b = 1` there, and a forgotten factor of 1 is not missed. At `x = -4.499` all three are caught.
//
// So never let a derivative that is 0 be your only test, and beware of ones.

// %% [markdown] id="exercise-a"
// ## Exercise a
//
// Somebody's engine stores `b` rounded to a whole number, 90, and then does everything else right, in radians: it takes
// the sine of 90, and uses 90 again in the backward pass. Which `f` and which `∂f/∂x` does it report? `Math.sin(90)`
// and `Math.cos(90)` are yours to use.

// %% id="exercise-a-code" tags=["exercise"]
double[] myRounded = {Double.NaN, Double.NaN};   // f, ∂f/∂x
check("05.a", myRounded);

// %% id="05.a" tags=["solution"]
double cached = 90, sine = Math.sin(cached);
check("05.a", 2 / sine, -2 / (sine * sine) * Math.cos(cached) * cached * -1);

// %% [markdown] id="exercise-b"
// ## Exercise b
//
// Put the document's table right. It has, at `x = -4.499`: `c = 1`, `f = 2`, `∂f/∂c = -2`, `∂c/∂b = 0`, `∂f/∂x = 0`.
// Give the five numbers as they must be. Four digits are enough.

// %% id="exercise-b-code" tags=["exercise"]
// In this order: c, f, ∂f/∂c, ∂c/∂b, ∂f/∂x
double[] myTable = {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN};
check("05.b", myTable);

// %% id="05.b" tags=["solution"]
double bb = Math.exp(4.499), cc = Math.sin(bb);
check("05.b", cc, 2 / cc, -2 / (cc * cc), Math.cos(bb), -2 / (cc * cc) * Math.cos(bb) * bb * -1);

// %% [markdown] id="take-away"
// ## What to take away
//
// - One path: the derivative is the **product** of the local derivatives, each at the value that the forward pass left.
// - Cache the value that forward computed, *unrounded*. Round only what you print.
// - Sine and cosine mean radians. In degrees the derivative carries a factor `π/180`.
// - A derivative of 0 as a test hides every bug; a local derivative of 1 hides its own absence. Test where nothing is
//   special.

// %% id="golden" tags=["golden"]
golden("05.b", b.data());
golden("05.c", c.data());
golden("05.f", f.data());
golden("05.df/dc", c.grad());
golden("05.dc/db", b.grad() / c.grad());
golden("05.df/dx", x.grad());
golden("05.degrees.f", fd.data());
golden("05.degrees.df/dx", xd.grad());
golden("05.degrees-without-pi", xh.grad());
golden("05.zero.df/dx", x0.grad());
golden("05.right-angle.f", fr.data());
golden("05.right-angle.df/dx", isFlat ? 0 : xr.grad());
golden("05.step-0.01", Numeric.central(plain, -4.499, 1e-2));

// %% id="exit" tags=["script-only"]
/exit Lesson.failures()
