/**
 * Matrices that never change, and the multiplication behind them. {@link gradbook.matrix.Matrix} is what a student
 * holds; {@link gradbook.matrix.Gemm} multiplies plain arrays for it and for the layers.
 */
package gradbook.matrix;
