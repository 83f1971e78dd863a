/**
 * Derivatives in every way there is, so that one can be held against another (C).
 *
 * <ul>
 *   <li>by nudging, and paying for it: {@link gradbook.derivative.Numeric};
 *   <li>by formulas: {@link gradbook.derivative.Symbolic}, with {@link gradbook.derivative.ExpressionSize} to watch
 *   them swell;
 *   <li>automatically, forward: {@link gradbook.derivative.Dual} numbers through a {@link
 *   gradbook.derivative.ScalarFunction};
 *   <li>automatically, backward: {@link gradbook.scalar.Value#backward()};
 *   <li>all of them side by side, with their costs: {@link gradbook.derivative.FourWays} and {@link
 *   gradbook.derivative.Cost}.
 * </ul>
 *
 * <p>{@link gradbook.derivative.GradientCheck} compares a gradient with central differences, and
 * {@link gradbook.derivative.Derivation} writes down where it comes from.
 */
package gradbook.derivative;
