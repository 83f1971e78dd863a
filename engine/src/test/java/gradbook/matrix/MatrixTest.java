package gradbook.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MatrixTest {
    final Matrix W = Matrix.of(new double[][] {{1, 2}, {3, 4}}).named("W");
    final Matrix x = Matrix.column(5, 6).named("x");
    final Matrix g = Matrix.column(10, -1).named("g");

    @Test
    void the_affine_numbers_of_the_source_by_hand() { // B §9.5, item 23
        assertEquals(Matrix.column(24, 47), W.matMul(x).add(Matrix.column(7, 8)));
        assertEquals(Matrix.column(7, 16), W.transposeMatMul(g));
        assertEquals(Matrix.column(7, 16), W.transpose().matMul(g));
        assertEquals(Matrix.of(2, 2, 50, 60, -5, -6), g.matMulTranspose(x));
    }

    @Test
    void the_dangerous_square_case_runs_and_is_wrong() { // E2
        assertEquals(Matrix.column(8, 26), W.matMul(g));
        assertEquals(Matrix.of(2, 2, 50, -5, 60, -6), x.matMulTranspose(g));
    }

    @Test
    void row_gradients_give_the_same_numbers_as_column_gradients() { // items 42 to 44, E2
        Matrix row = g.transpose();
        assertEquals(Matrix.row(7, 16), row.matMul(W));
        assertEquals(Matrix.of(2, 2, 50, 60, -5, -6), row.transposeMatMul(x.transpose()));
    }

    @Test
    void column_gradients_do_not_fit_the_row_formulas() { // E2: (1x2)(1x2) and (2x1)(2x2)
        fails(
                "matMul: left is 2x1 (g), right is 2x2 (W): inner sizes 1 and 2 differ. Did you mean W^T g (2x2 . 2x1)?",
                () -> g.matMul(W));
        fails(
                "matMul: left is 1x2 (g^T), right is 1x2 (x^T): inner sizes 2 and 1 differ."
                        + " Did you mean g^T x (1x2 . 2x1)?",
                () -> g.transpose().matMul(x.transpose()));
    }

    @Test
    void a_shape_error_proposes_the_product_that_was_meant() {
        Matrix tall = Matrix.zeros(3, 2).named("W");
        fails(
                "matMul: left is 3x2 (W), right is 3x1 (g): inner sizes 2 and 3 differ. Did you mean W^T g (2x3 . 3x1)?",
                () -> tall.matMul(Matrix.column(1, 2, 3).named("g")));
        fails(
                "matMul: left is 2x1 (g), right is 2x1 (x): inner sizes 1 and 2 differ. Did you mean g x^T (2x1 . 1x2)?",
                () -> g.matMul(x));
        fails(
                "matMul: left is 4x3 (G), right is 2x3: inner sizes 3 and 2 differ."
                        + " Did you mean G right^T (4x3 . 3x2)?",
                () -> Matrix.zeros(4, 3).named("G").matMul(Matrix.zeros(2, 3)));
        fails(
                "transposeMatMul: left is 3x2 (W), right is 2x1 (x): inner sizes 3 and 2 differ."
                        + " Did you mean W x (3x2 . 2x1)?",
                () -> tall.transposeMatMul(x));
        fails(
                "matMulTranspose: left is 2x2 (W), right is 2x1 (x): inner sizes 2 and 1 differ."
                        + " Did you mean W^T x (2x2 . 2x1)?",
                () -> W.matMulTranspose(x));
        fails(
                "matMul: left is 2x3, right is 4x5: inner sizes 3 and 4 differ."
                        + " No transpose makes them fit: check where each of them came from",
                () -> Matrix.zeros(2, 3).matMul(Matrix.zeros(4, 5)));
    }

    @Test
    void nothing_broadcasts_but_a_bias() {
        Matrix Z = Matrix.of(2, 2, 17, 39, -1, -1);
        assertEquals(Matrix.of(2, 2, 24, 47, 6, 7), Z.addToEachRow(Matrix.row(7, 8)));
        assertEquals(Matrix.of(2, 2, 24, 46, 7, 7), Z.addToEachColumn(Matrix.column(7, 8)));
        fails(
                "add: left is 3x2, right is 1x2 (b): both need the same shape. To add a bias to every row, use addToEachRow",
                () -> Matrix.zeros(3, 2).add(Matrix.row(7, 8).named("b")));
        fails(
                "sub: left is 2x1 (x), right is 1x2 (g^T): both need the same shape. Did you mean g (2x1)?",
                () -> x.sub(g.transpose()));
        fails(
                "addToEachRow: the bias is 2x1 (b), and 3x2 needs one of 1x2. Did you mean b^T?",
                () -> Matrix.zeros(3, 2).addToEachRow(Matrix.column(7, 8).named("b")));
    }

    @Test
    void operations_never_change_their_operands() {
        double[][] given = {{1, 2}, {3, 4}};
        Matrix m = Matrix.of(given);
        given[0][0] = 99;
        m.toArray()[0][0] = 99;
        m.toRowMajor()[0] = 99;
        m.add(m);
        m.scale(3);
        m.transpose();
        m.matMul(m);
        assertEquals(Matrix.of(2, 2, 1, 2, 3, 4), m);
    }

    @Test
    void arithmetic_and_sums_by_hand() {
        assertEquals(Matrix.of(2, 2, 2, 4, 6, 8), W.add(W));
        assertEquals(Matrix.of(2, 2, 1, 4, 9, 16), W.mul(W));
        assertEquals(Matrix.of(2, 2, -1, -1, -1, -1), W.sub(Matrix.of(2, 2, 2, 3, 4, 5)));
        assertEquals(Matrix.of(2, 2, 2, 4, 6, 8), W.scale(2));
        assertEquals(Matrix.row(4, 6), W.sumOfRows());
        assertEquals(Matrix.column(3, 7), W.sumOfColumns());
        assertEquals(10, W.sum());
        assertEquals(Math.sqrt(30), W.norm());
        assertEquals(Matrix.of(2, 2, 5, 0, 0, 6), Matrix.diag(5, 6));
        assertEquals(Matrix.of(2, 2, 1, 0, 0, 1), Matrix.identity(2));
        assertEquals(Matrix.of(2, 3, 1, 0, 0, 0, 0, 1), Matrix.oneHot(3, 0, 2));
        assertEquals(Matrix.row(3, 4), W.slice(1, 2));
        assertEquals(4, W.get(1, 1));
    }

    @Test
    void random_depends_on_the_seed_alone() {
        assertEquals(Matrix.random(3, 4, 7), Matrix.random(3, 4, 7));
        assertNotEquals(Matrix.random(3, 4, 7), Matrix.random(3, 4, 8));
    }

    @Test
    void creation_and_access_refuse_what_is_no_matrix() {
        fails(
                "row 1 has 1 entry and row 0 has 2: every row of a matrix needs as many",
                () -> Matrix.of(new double[][] {{1, 2}, {3}}));
        fails(
                "a matrix needs at least one row and one column, and 0x3 was asked for: an empty batch has no gradient",
                () -> Matrix.zeros(0, 3));
        fails(
                "a matrix needs at least one row and one column, and -3x-3 was asked for: an empty batch has no gradient",
                () -> Matrix.identity(-3));
        for (String blank : new String[] {"", " "})
            fails(
                    "A name must have at least one letter, such as \"W\". To print the numbers alone, give no name.",
                    () -> W.named(blank));
        fails("a 2x2 matrix needs 4 entries, row by row, and 3 came", () -> Matrix.of(2, 2, 1, 2, 3));
        fails(
                "a 100000x100000 matrix has 10000000000 entries; one matrix holds at most 2147483639",
                () -> Matrix.zeros(100_000, 100_000));
        fails("oneHot: label 3 at position 1 is not one of the 3 classes 0 to 2", () -> Matrix.oneHot(3, 0, 3));
        String outside =
                assertThrows(IndexOutOfBoundsException.class, () -> W.get(2, 0)).getMessage();
        assertEquals("get(2, 0): W is 2x2, so rows go from 0 to 1 and columns from 0 to 1", outside);
    }

    @Test
    void text_and_latex_read_as_a_person_writes() {
        assertEquals("W (2x2)\n[1  2]\n[3  4]", W.toString());
        assertEquals(
                "[0.802184  -10]\n[       1   -2]",
                Matrix.of(2, 2, 0.8021838886, -10, 1, -2).toString());
        assertEquals("\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}", W.toLatex());
        assertEquals(
                "\\begin{bmatrix} 1.5 \\cdot 10^{-7} & -\\infty & \\mathrm{NaN} \\end{bmatrix}",
                Matrix.row(1.5e-7, Double.NEGATIVE_INFINITY, Double.NaN).toLatex());
        assertEquals("[1.5e-7  2.5e15]", Matrix.row(1.5e-7, 2.5e15).toString());
    }

    @Test
    void a_large_matrix_is_elided_in_the_middle() {
        String text = Matrix.identity(100).toString();
        assertEquals(10, text.lines().count());
        assertTrue(text.startsWith("(100x100)\n[  1    0    0    0  ...    0    0    0    0]\n"), text);
        assertTrue(text.contains("[...  ...  ...  ...  ...  ...  ...  ...  ...]"), text);
        assertTrue(Matrix.zeros(11, 1).named("b").toString().startsWith("b (11x1)\n[  0]\n"));
        assertEquals(10, Matrix.zeros(10, 10).toString().lines().count());
        String latex = Matrix.zeros(1, 11).toLatex();
        assertEquals("\\begin{bmatrix} 0 & 0 & 0 & 0 & \\cdots & 0 & 0 & 0 & 0 \\end{bmatrix}", latex);
        assertTrue(Matrix.zeros(11, 11).toLatex().contains("\\vdots & \\ddots & \\vdots"));
    }

    @Test
    void closeness_and_equality() {
        Matrix m = Matrix.row(1, 2);
        assertTrue(m.isClose(Matrix.row(1, 2.5), 0.5));
        assertFalse(m.isClose(Matrix.row(1, 2.5), 0.4));
        assertFalse(m.isClose(Matrix.row(Double.NaN, 2), 9));
        assertFalse(m.isClose(Matrix.column(1, 2), 9));
        assertFalse(m.isClose(Matrix.row(1, 2, 3), 9));
        assertEquals(m, Matrix.row(1, 2).named("m"));
        assertEquals(m.hashCode(), Matrix.row(1, 2).named("m").hashCode());
        assertNotEquals(m, Matrix.column(1, 2));
        assertNotEquals(m, Matrix.row(1, 3));
        assertNotEquals(m.hashCode(), Matrix.row(1, 3).hashCode());
        assertNotEquals(m.hashCode(), Matrix.column(1, 2).hashCode());
        assertFalse(m.equals("[1  2]"));
    }

    @Test
    void entries_and_rows_outside_are_told() {
        for (int[] at : new int[][] {{-1, 0}, {0, -1}, {2, 0}, {0, 2}})
            assertEquals(
                    "get(" + at[0] + ", " + at[1] + "): W is 2x2, so rows go from 0 to 1 and columns from 0 to 1",
                    assertThrows(IndexOutOfBoundsException.class, () -> W.get(at[0], at[1]))
                            .getMessage());
        for (int[] at : new int[][] {{-1, 1}, {0, 3}, {1, 1}, {2, 1}})
            assertEquals(
                    "slice(" + at[0] + ", " + at[1]
                            + "): the matrix is 2x2: ask for at least one row, from 0 to at most 2",
                    assertThrows(
                                    IndexOutOfBoundsException.class,
                                    () -> Matrix.identity(2).slice(at[0], at[1]))
                            .getMessage());
        assertEquals(W, W.slice(0, 2));
        double[] target = new double[5];
        W.copyTo(target);
        assertArrayEquals(new double[] {1, 2, 3, 4, 0}, target);
    }

    @Test
    void what_does_not_fit_is_told_with_what_would() {
        fails(
                "add: left is 2x3, right is 2x1: both need the same shape. To add a bias to every column, use addToEachColumn",
                () -> Matrix.zeros(2, 3).add(Matrix.column(1, 2)));
        fails(
                "mul: left is 2x3, right is 2x1: both need the same shape",
                () -> Matrix.zeros(2, 3).mul(Matrix.column(1, 2)));
        fails(
                "add: left is 2x3, right is 4x5: both need the same shape",
                () -> Matrix.zeros(2, 3).add(Matrix.zeros(4, 5)));
        fails(
                "add: left is 2x3, right is 3x2: both need the same shape. Did you mean right^T (2x3)?",
                () -> Matrix.zeros(2, 3).add(Matrix.zeros(3, 2)));
        fails(
                "addToEachColumn: the bias is 1x2, and 2x3 needs one of 2x1. Did you mean bias^T?",
                () -> Matrix.zeros(2, 3).addToEachColumn(Matrix.row(1, 2)));
        fails(
                "addToEachRow: the bias is 1x2 (b), and 2x3 (Z) needs one of 1x3",
                () -> Matrix.zeros(2, 3)
                        .named("Z")
                        .addToEachRow(Matrix.row(1, 2).named("b")));
        fails(
                "matMul: left is 2x3, right is 2x4: inner sizes 3 and 2 differ. Did you mean left^T right (3x2 . 2x4)?",
                () -> Matrix.zeros(2, 3).matMul(Matrix.zeros(2, 4)));
        fails(
                "matMul: left is 2x3, right is 4x2: inner sizes 3 and 4 differ. Did you mean right left (4x2 . 2x3)?",
                () -> Matrix.zeros(2, 3).matMul(Matrix.zeros(4, 2)));
        fails(
                "transposeMatMul: left is 2x3 (a b), right is 4x3: inner sizes 2 and 4 differ."
                        + " Did you mean a b right^T (2x3 . 3x4)?",
                () -> Matrix.zeros(2, 3).named("a b").transposeMatMul(Matrix.zeros(4, 3)));
        fails("oneHot: label -1 at position 0 is not one of the 3 classes 0 to 2", () -> Matrix.oneHot(3, -1));
        assertEquals("(a b)^T", Matrix.row(1).named("a b").transpose().name());
        assertEquals("W", W.transpose().transpose().name());
    }

    private static void fails(String sentence, Executable call) {
        assertEquals(
                sentence, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
