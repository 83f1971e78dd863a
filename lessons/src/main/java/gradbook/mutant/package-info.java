/**
 * A bug hunt: ten engines, each wrong in one rule, and a score for the examples that find them out.
 *
 * <pre>{@code
 * Verdicts verdicts = BugHunt.run(
 *         Example.scalar("(x+y)z", v -> v.get(0).add(v.get(1)).mul(v.get(2)), -2, 5, -4),
 *         Example.layer("3x2", Affine.columns(3, 2, 1), Matrix.column(1, 2, 3), Matrix.column(1, -1)));
 * verdicts.score();     // 1 of 10: only the missing transpose is found
 * }</pre>
 */
package gradbook.mutant;
