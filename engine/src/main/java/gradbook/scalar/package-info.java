/**
 * Numbers that remember how they were made, so that a derivative can be read off backward.
 *
 * <h2>Forward</h2>
 *
 * <p>Write an expression as it stands in the book. Every operation makes a new {@link gradbook.scalar.Value}, which
 * keeps its number and its operands:
 *
 * <pre>{@code
 * Value x = Value.of("x", -2), y = Value.of("y", 5), z = Value.of("z", -4);
 * Value f = x.add(y).named("q").mul(z).named("f");   // q = x + y = 3, f = q z = -12
 * }</pre>
 *
 * <h2>Backward</h2>
 *
 * <p>{@code f.backward()} starts at f with the gradient 1 and goes back through every {@linkplain
 * gradbook.scalar.Gate gate}. At each one the same small step happens: what comes from above (<em>upstream</em>)
 * times the gate's own derivative (<em>local</em>) goes on to its input (<em>downstream</em>).
 *
 * <pre>{@code
 * f.backward();
 * z.grad();   // 1 · q = 3
 * x.grad();   // 1 · z · 1 = -4: through mul to q, then through add to x
 * }</pre>
 *
 * <p>{@link gradbook.scalar.Trace} shows each of these steps as a row of a table. Three gates carry most of the idea:
 *
 * <ul>
 *   <li>{@code add} <b>copies</b> the gradient to its inputs,
 *   <li>{@code mul} <b>swaps</b>: each input gets the other one times the gradient,
 *   <li>{@code max} <b>routes</b>: the larger input gets all of it.
 * </ul>
 *
 * <h2>Where gradients add</h2>
 *
 * <p>A value that is used twice goes through a copy gate, and what comes back over both ways adds up. In {@code (x +
 * y) x} at (-2, 5) one way brings -2 to x and the other 3:
 *
 * <pre>{@code
 * Value g = x.add(y).mul(x);
 * g.zeroGrad();   // x and y still hold what f left there
 * g.backward();
 * x.grad();       // 1
 * }</pre>
 *
 * <p>For the same reason two backward passes without {@code zeroGrad()} between them double the gradients of the
 * leaves.
 *
 * <h2>Your own gate</h2>
 *
 * <p>A gate is one declaration, yours as well as the built-in ones in {@link gradbook.scalar.Gates}:
 *
 * <pre>{@code
 * Gate cube = Gate.unary("cube", a -> a * a * a, a -> 3 * a * a).symbolic(a -> a.pow(2).mul(3));
 * x.apply(cube);   // cube(x) = -8
 * }</pre>
 *
 * <h2>Whole sums</h2>
 *
 * <p>{@code Value.sum} and {@code Value.dot} make one value of a whole sum. They mean the same as a chain of {@code
 * add} and {@code mul}, and a neuron with sixteen inputs is one value instead of thirty-two.
 *
 * <p>Formulas are written by {@link gradbook.scalar.Formula} as text, as LaTeX and in words. Derivatives in other
 * ways, and the check of a gradient, are in {@link gradbook.derivative}.
 */
package gradbook.scalar;
