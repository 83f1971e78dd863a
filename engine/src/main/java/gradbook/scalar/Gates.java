package gradbook.scalar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The built-in gates, each declared once. To add a gate is to add one declaration here (and, if it deserves one, a
 * method on {@link Value}); its tests come from {@link #all()}.
 *
 * <p>Every gate below has a rule, the picture to remember it by, and one worked number. The inputs are a and b; g is the
 * upstream gradient, what comes back to the gate's output, and the rule says what goes on to each input.
 */
public final class Gates {
    private static final List<Gate> ALL = new ArrayList<>();

    private Gates() {}

    /**
     * <b>Rule:</b> copies: each input gets g unchanged (A, B §4.1).<br>
     * <b>Picture:</b> a pipe that splits in two, with the same flow in both.<br>
     * <b>Number:</b> {@code add(3, 4) = 7}, and g = 2 sends 2 and 2.
     */
    public static final Gate ADD = declare(Gate.binary("add", Double::sum, (a, b) -> 1, (a, b) -> 1)
            .symbolic((a, b, out) -> Value.of(1), (a, b, out) -> Value.of(1))
            .notation("+", Notation.PLUS)
            .rule("the add gate copies: each input gets the upstream gradient unchanged"));

    /**
     * <b>Rule:</b> copies to its first input and flips the sign for its second.<br>
     * <b>Picture:</b> a seesaw: what lifts the one end lowers the other.<br>
     * <b>Number:</b> {@code sub(3, 4) = -1}, and g = 2 sends 2 and -2.
     */
    public static final Gate SUB = declare(Gate.binary("sub", (a, b) -> a - b, (a, b) -> 1, (a, b) -> -1)
            .symbolic((a, b, out) -> Value.of(1), (a, b, out) -> Value.of(-1))
            .notation("-", Notation.MINUS)
            .rule("the sub gate copies to its first input and flips the sign for its second"));

    /**
     * <b>Rule:</b> swaps: each input gets g times the <em>other</em> input (A, B §4.2).<br>
     * <b>Picture:</b> a rectangle: a longer side gains as much area as the other side is long.<br>
     * <b>Number:</b> {@code mul(2, 3) = 6}, and g = 5 sends 15 and 10.
     */
    public static final Gate MUL = declare(Gate.binary("mul", (a, b) -> a * b, (a, b) -> b, (a, b) -> a)
            .symbolic((a, b, out) -> b, (a, b, out) -> a)
            .notation("×", Notation.TIMES)
            .rule("the mul gate swaps: each input gets the other input times the upstream gradient"));

    /**
     * <b>Rule:</b> the first input gets {@code g / b}, the second {@code -g} times the output over b.<br>
     * <b>Picture:</b> a cake: more guests, smaller pieces, and the tenth guest costs each of them less than the second did.<br>
     * <b>Number:</b> {@code div(6, 2) = 3}, and g = 4 sends 2 and -6.
     */
    public static final Gate DIV = declare(Gate.binary(
                    "div", (a, b) -> a / b, (a, b, out) -> 1 / b, (a, b, out) -> -out / b)
            .symbolic(
                    (a, b, out) -> Value.of(1).div(b),
                    (a, b, out) -> a.div(b.pow(2)).neg())
            .notation("÷", Notation.OVER)
            .refuses((a, b) -> b == 0, "a divisor other than 0")
            .rule("the div gate: the numerator gets upstream / b, the divisor minus upstream times output / b"));

    /**
     * <b>Rule:</b> flips the sign of g.<br>
     * <b>Picture:</b> a mirror.<br>
     * <b>Number:</b> {@code neg(3) = -3}, and g = 2 sends -2.
     */
    public static final Gate NEG = declare(Gate.unary("neg", a -> -a, a -> -1)
            .symbolic(a -> Value.of(-1))
            .notation("-", Notation.NEGATIVE)
            .rule("the neg gate flips the sign of the upstream gradient"));

    /**
     * <b>Rule:</b> the base gets {@code g b a^(b - 1)}, the exponent g times the output times {@code log a}. It is
     * {@code exp(b log a)}, and so for a positive base only; with a fixed exponent use {@link #power}.<br>
     * <b>Picture:</b> compound interest, where both the rate and the years count.<br>
     * <b>Number:</b> {@code pow(2, 3) = 8}, and g = 1 sends 12 and 5.545177444.
     */
    public static final Gate POW = declare(Gate.binary(
                    "pow", Math::pow, (a, b, out) -> b * Math.pow(a, b - 1), (a, b, out) -> out * Math.log(a))
            .symbolic((a, b, out) -> b.mul(a.pow(b.sub(1))), (a, b, out) -> out.mul(a.log()))
            .notation("^", Notation.TO_THE_POWER)
            .refuses((a, b) -> a <= 0, "a positive base (with a fixed exponent, pow(3.0), the base may be negative)")
            .rule("the pow gate: the base gets b a^(b - 1) times upstream, the exponent a^b log(a) times upstream"));

    /**
     * <b>Rule:</b> multiplies g by the output, for it is its own derivative.<br>
     * <b>Picture:</b> a snowball: what is large grows fast.<br>
     * <b>Number:</b> {@code exp(1) = 2.718281828}, and g = 2 sends 5.436563657.
     */
    public static final Gate EXP = declare(Gate.unary("exp", Math::exp, (a, out) -> out)
            .symbolic((a, out) -> out)
            .notation("exp", (style, in) -> switch (style) {
                case TEXT -> Notation.function("exp").write(style, in);
                case LATEX -> new Notation.Term("e^{" + in.get(0).text() + "}", Notation.POWER);
                case WORDS -> new Notation.Term("e to the power " + in.get(0).in(Notation.ATOM, style), Notation.POWER);
            })
            .rule("the exp gate is its own derivative: the upstream gradient times the output"));

    /**
     * <b>Rule:</b> divides g by the input.<br>
     * <b>Picture:</b> a road up a hill, steep at its foot near 0 and flatter all the way.<br>
     * <b>Number:</b> {@code log(2) = 0.6931471806}, and g = 3 sends 1.5.
     */
    public static final Gate LOG = declare(Gate.unary("log", Math::log, a -> 1 / a)
            .symbolic(a -> Value.of(1).div(a))
            .notation("log", Notation.function("log", "\\log", "log"))
            .refuses(a -> a <= 0, "a positive input")
            .rule("the log gate divides the upstream gradient by its input"));

    /**
     * <b>Rule:</b> multiplies g by the cosine of the input, an angle in radians.<br>
     * <b>Picture:</b> a wave: steepest where it crosses 0, level at its crests.<br>
     * <b>Number:</b> {@code sin(1) = 0.8414709848}, and g = 2 sends 1.080604612.
     */
    public static final Gate SIN = declare(Gate.unary("sin", Math::sin, Math::cos)
            .symbolic(a -> a.cos())
            .notation("sin", Notation.function("sin", "\\sin", "sine"))
            .rule("the sin gate: the upstream gradient times the cosine of the input, in radians"));

    /**
     * <b>Rule:</b> multiplies g by minus the sine of the input, an angle in radians.<br>
     * <b>Picture:</b> the wave of the sine a quarter turn earlier: level at 0, then falling.<br>
     * <b>Number:</b> {@code cos(1) = 0.5403023059}, and g = 2 sends -1.68294197.
     */
    public static final Gate COS = declare(Gate.unary("cos", Math::cos, a -> -Math.sin(a))
            .symbolic(a -> a.sin().neg())
            .notation("cos", Notation.function("cos", "\\cos", "cosine"))
            .rule("the cos gate: minus the upstream gradient times the sine of the input, in radians"));

    /**
     * <b>Rule:</b> multiplies g by 1 minus the square of the <em>output</em>.<br>
     * <b>Picture:</b> an S from -1 to 1, steepest at 0 and flat far out.<br>
     * <b>Number:</b> {@code tanh(0.5) = 0.4621171573}, and g = 1 sends 0.786447733.
     */
    public static final Gate TANH = declare(Gate.unary("tanh", Math::tanh, (a, out) -> 1 - out * out)
            .symbolic((a, out) -> Value.of(1).sub(out.pow(2)))
            .notation("tanh", Notation.function("tanh", "\\tanh", "hyperbolic tangent"))
            .rule("the tanh gate: the upstream gradient times 1 minus the square of the output"));

    /**
     * <b>Rule:</b> multiplies g by {@code y (1 - y)}, where y is the <em>output</em> (B §5.2).<br>
     * <b>Picture:</b> an S from 0 to 1, never steeper than 1/4.<br>
     * <b>Number:</b> {@code sigmoid(1.4) = 0.8021838886}, and g = 1 sends 0.1586848975.
     */
    public static final Gate SIGMOID = declare(Gate.unary("sigmoid", Gates::sigmoid, (a, out) -> out * (1 - out))
            .symbolic((a, out) -> out.mul(Value.of(1).sub(out)))
            .notation("σ", Notation.function("sigmoid", "\\sigma", "sigmoid"))
            .rule("the sigmoid gate: the upstream gradient times output times (1 - output)"));

    /**
     * <b>Rule:</b> passes g where the input is positive, and nothing elsewhere. At 0 there is no derivative; the
     * convention here is 0 (B §8.1).<br>
     * <b>Picture:</b> a valve: open or closed.<br>
     * <b>Number:</b> {@code relu(-2) = 0}, and g = 5 sends 0.
     */
    public static final Gate RELU = declare(Gate.unary("relu", a -> Math.max(a, 0), a -> a > 0 ? 1 : 0)
            .symbolic(a -> a.apply(Gates.STEP))
            .notation("relu", Notation.function("relu"))
            .rule("the relu gate is a valve: the upstream gradient passes where the input is positive"));

    /**
     * <b>Rule:</b> routes: the larger input gets all of g. At a tie there is no derivative; the convention here is
     * one half each, as the central difference has it (A and B §4.4 differ there).<br>
     * <b>Picture:</b> a railway switch, set to the larger input.<br>
     * <b>Number:</b> {@code max(4, 5) = 5}, and g = 9 sends 0 and 9.
     */
    public static final Gate MAX = declare(Gate.binary("max", Math::max, (a, b) -> larger(a, b), (a, b) -> larger(b, a))
            .symbolic((a, b, out) -> isLarger(a, b), (a, b, out) -> isLarger(b, a))
            .notation("max", Notation.function("max", "\\max", "the maximum"))
            .rule("the max gate routes: the larger input gets the whole upstream gradient, a tie is split in halves"));

    /**
     * <b>Rule:</b> routes: the smaller input gets all of g; at a tie one half each, as {@link #MAX}.<br>
     * <b>Picture:</b> a railway switch, set to the smaller input.<br>
     * <b>Number:</b> {@code min(4, 5) = 4}, and g = 9 sends 9 and 0.
     */
    public static final Gate MIN = declare(Gate.binary("min", Math::min, (a, b) -> larger(b, a), (a, b) -> larger(a, b))
            .symbolic((a, b, out) -> isLarger(b, a), (a, b, out) -> isLarger(a, b))
            .notation("min", Notation.function("min", "\\min", "the minimum"))
            .rule("the min gate routes: the smaller input gets the whole upstream gradient, a tie is split in halves"));

    /**
     * <b>Rule:</b> passes g where the input is positive and flips its sign where it is negative; at 0 the convention is
     * 0.<br>
     * <b>Picture:</b> a sheet of paper folded at 0.<br>
     * <b>Number:</b> {@code abs(-3) = 3}, and g = 2 sends -2.
     */
    public static final Gate ABS = declare(Gate.unary("abs", Math::abs, Math::signum)
            .symbolic(a -> a.apply(Gates.SIGN))
            .notation(
                    "abs",
                    Notation.around(
                            "|%s|", "\\left|%s\\right|", "the absolute value of %s", Notation.ATOM, Notation.SUM))
            .rule("the abs gate flips the sign of the upstream gradient where the input is negative"));

    /**
     * <b>Rule:</b> divides g by twice the <em>output</em>.<br>
     * <b>Picture:</b> a spring that leaves 0 straight up and slows down ever after.<br>
     * <b>Number:</b> {@code sqrt(4) = 2}, and g = 8 sends 2.
     */
    public static final Gate SQRT = declare(Gate.unary("sqrt", Math::sqrt, (a, out) -> 0.5 / out)
            .symbolic((a, out) -> Value.of(1).div(Value.of(2).mul(out)))
            .notation(
                    "√",
                    Notation.around("sqrt(%s)", "\\sqrt{%s}", "the square root of %s", Notation.ATOM, Notation.SUM))
            .refuses(a -> a < 0, "an input that is not negative")
            .rule("the sqrt gate divides the upstream gradient by twice the output"));

    /**
     * <b>Rule:</b> multiplies g by the sigmoid of the input.<br>
     * <b>Picture:</b> a {@link #RELU} with its corner rounded.<br>
     * <b>Number:</b> {@code softplus(0) = 0.6931471806}, and g = 2 sends 1.
     */
    public static final Gate SOFTPLUS = declare(Gate.unary("softplus", Gates::softplus, Gates::sigmoid)
            .symbolic(a -> a.sigmoid())
            .notation("softplus", Notation.function("softplus"))
            .rule("the softplus gate: the upstream gradient times the sigmoid of the input"));

    /**
     * <b>Rule:</b> the loss of a logit s and a target y in one piece, {@code -y log σ(s) - (1 - y) log(1 - σ(s))}: the
     * logit gets g times {@code σ(s) - y}, prediction minus target, and the target {@code -g s}. Computed this way it is
     * finite for every logit (B §5.3, E5).<br>
     * <b>Picture:</b> a slope that is steep as long as the prediction is wrong, and level once it is right.<br>
     * <b>Number:</b> {@code logisticLoss(1.4, 1) = 0.2204174099}, and g = 1 sends -0.1978161114 and -1.4.
     */
    public static final Gate LOGISTIC_LOSS = declare(Gate.binary(
                    "logisticLoss",
                    (s, y) -> y * softplus(-s) + (1 - y) * softplus(s),
                    (s, y) -> (1 - y) * sigmoid(s) - y * sigmoid(-s), // σ(s) - y, without cancellation
                    (s, y) -> -s)
            .symbolic((s, y, out) -> s.sigmoid().sub(y), (s, y, out) -> s.neg())
            .notation("loss", Notation.function("logisticLoss", "\\operatorname{logisticLoss}", "logistic loss"))
            .refuses((s, y) -> y < 0 || y > 1, "a target from 0 to 1 as its second input (not -1 and +1)")
            .rule("the logistic loss sends its logit sigmoid(s) - y, prediction minus target, times upstream"));

    /**
     * <b>Rule:</b> nothing goes downstream, for it is flat on both sides of 0. It is -1, 0 or 1: the derivative of
     * {@link #ABS}.<br>
     * <b>Picture:</b> a stair with two steps.<br>
     * <b>Number:</b> {@code sign(-3) = -1}, and g = 2 sends 0.
     */
    public static final Gate SIGN = declare(Gate.unary("sign", Math::signum, a -> 0)
            .symbolic(a -> Value.of(0))
            .notation("sign", Notation.function("sign"))
            .rule("the sign gate is flat: nothing goes downstream"));

    /**
     * <b>Rule:</b> nothing goes downstream. It is 1 for a positive input, else 0: the derivative of {@link #RELU}.<br>
     * <b>Picture:</b> a single stair.<br>
     * <b>Number:</b> {@code step(3) = 1}, and g = 2 sends 0.
     */
    public static final Gate STEP = declare(Gate.unary("step", a -> a > 0 ? 1 : 0, a -> 0)
            .symbolic(a -> Value.of(0))
            .notation("step", Notation.function("step"))
            .rule("the step gate is flat: nothing goes downstream"));

    /**
     * <b>Rule:</b> copies, as {@link #ADD} does, to every input of a whole sum at once.<br>
     * <b>Picture:</b> a pipe that splits into as many branches as there are inputs.<br>
     * <b>Number:</b> {@code sum(1, 2, 3) = 6}, and g = 2 sends 2, 2 and 2.
     */
    public static final Gate SUM = declare(Gate.unary("sum", a -> a, a -> 1)
            .symbolic(a -> Value.of(1))
            .notation("Σ", Notation.PLUS)
            .rule("the sum gate copies: every input gets the upstream gradient unchanged")
            .summed());

    /**
     * <b>Rule:</b> swaps within each pair of a whole sum of products: every input gets g times its partner.<br>
     * <b>Picture:</b> a bill: prices times amounts, added up; a price counts as often as its amount says.<br>
     * <b>Number:</b> {@code dot(1, 2, 3, 4) = 11} for the lists (1, 2) and (3, 4), and g = 2 sends 6, 8, 2 and 4.
     */
    public static final Gate DOT = declare(Gate.binary("dot", (a, b) -> a * b, (a, b) -> b, (a, b) -> a)
            .symbolic((a, b, out) -> b, (a, b, out) -> a)
            .notation("·", Notation.PRODUCTS)
            .rule("the dot gate swaps within each pair: every input gets its partner times the upstream gradient")
            .summed());

    /**
     * A power with a fixed exponent n. The same exponent gives the same gate, up to a thousand exponents.
     *
     * <p><b>Rule:</b> multiplies g by {@code n a^(n - 1)}.<br>
     * <b>Picture:</b> a square (n = 2) or a cube (n = 3) that grows with its edge.<br>
     * <b>Number:</b> {@code pow(2)(3) = 9}, and g = 1 sends 6.
     *
     * @param n the exponent; if it is not a whole number the base must not be negative
     */
    public static Gate power(double n) {
        boolean common = n == Math.rint(n) && Math.abs(n) <= 4;
        if (common) return POWERS.get((int) n + 4);
        Gate known = RARE_POWERS.get(n);
        if (known != null) return known;
        return RARE_POWERS.size() < 1000 ? RARE_POWERS.computeIfAbsent(n, Gates::newPower) : newPower(n);
    }

    private static final Map<Double, Gate> RARE_POWERS = new ConcurrentHashMap<>();

    private static final List<Gate> POWERS =
            IntStream.rangeClosed(-4, 4).mapToObj(Gates::newPower).toList();

    private static Gate newPower(double n) {
        boolean whole = n == Math.rint(n);
        return Gate.unary(
                        "pow(" + Style.TEXT.number(n) + ")",
                        a -> Math.pow(a, n),
                        a -> n == 0 ? 0 : n * Math.pow(a, n - 1))
                .symbolic(a -> n == 0 ? Value.of(0) : Value.of(n).mul(a.pow(n - 1)))
                .notation(
                        "^" + Style.TEXT.number(n),
                        (style, in) -> Notation.TO_THE_POWER.write(
                                style, List.of(in.get(0), Notation.Term.number(n, 10, style))))
                .refuses(
                        a -> a < 0 && !whole || a == 0 && n < 0,
                        whole
                                ? "a base other than 0 for this exponent"
                                : n < 0
                                        ? "a positive base for this exponent"
                                        : "a base that is not negative for this exponent")
                .rule("a fixed power: the upstream gradient times exponent times base^(exponent - 1)");
    }

    /** Every built-in gate, in the order of its declaration. */
    public static List<Gate> all() {
        return Collections.unmodifiableList(ALL);
    }

    private static Gate declare(Gate gate) {
        ALL.add(gate);
        return gate;
    }

    private static double larger(double a, double b) {
        return a > b ? 1 : a == b ? 0.5 : 0;
    }

    private static Value isLarger(Value a, Value b) {
        return Value.of(1).add(a.sub(b).apply(SIGN)).div(2);
    }

    /** 1 / (1 + e^-s), from whichever side does not overflow. */
    private static double sigmoid(double s) {
        if (s >= 0) return 1 / (1 + Math.exp(-s));
        double e = Math.exp(s);
        return e / (1 + e);
    }

    private static double softplus(double s) {
        return Math.max(s, 0) + Math.log1p(Math.exp(-Math.abs(s)));
    }
}
