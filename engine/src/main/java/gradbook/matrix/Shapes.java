package gradbook.matrix;

import static gradbook.scalar.Given.given;

/** The checks of {@link Matrix} and the sentences that a student reads when one fails. */
final class Shapes {
    private Shapes() {}

    static void requirePositive(int rows, int cols) {
        if (rows < 1 || cols < 1)
            throw new IllegalArgumentException("a matrix needs at least one row and one column, and " + rows + "x"
                    + cols + " was asked for: an empty batch has no gradient");
    }

    static void requireName(String name) {
        if (name != null && name.isBlank())
            throw new IllegalArgumentException(
                    "A name must have at least one letter, such as \"W\". To print the numbers alone, give no name.");
    }

    static int entries(int rows, int cols) {
        long entries = (long) rows * cols;
        if (entries > Integer.MAX_VALUE - 8)
            throw new IllegalArgumentException("a " + rows + "x" + cols + " matrix has " + entries
                    + " entries; one matrix holds at most " + (Integer.MAX_VALUE - 8));
        return (int) entries;
    }

    static void requireEvenRow(int row, int length, int cols) {
        if (length != cols)
            throw new IllegalArgumentException("row " + row + " has " + count(length, "entry", "entries")
                    + " and row 0 has " + cols + ": every row of a matrix needs as many");
    }

    static void requireEntries(int rows, int cols, int given) {
        if (given != entries(rows, cols))
            throw new IllegalArgumentException("a " + rows + "x" + cols + " matrix needs "
                    + count(entries(rows, cols), "entry", "entries") + ", row by row, and " + given + " came");
    }

    static void requireLabel(int position, int label, int classes) {
        if (label < 0 || label >= classes)
            throw new IllegalArgumentException("oneHot: label " + label + " at position " + position
                    + " is not one of the " + classes + " classes 0 to " + (classes - 1));
    }

    static void requireInside(Matrix m, int i, int j) {
        if (i < 0 || i >= m.rows() || j < 0 || j >= m.cols())
            throw new IndexOutOfBoundsException("get(" + i + ", " + j + "): " + subject(m, "the matrix") + " is "
                    + m.shape() + ", so rows go from 0 to " + (m.rows() - 1) + " and columns from 0 to "
                    + (m.cols() - 1));
    }

    static void requireRoom(Matrix m, int length) {
        if (length < m.rows() * m.cols())
            throw new IllegalArgumentException("copyTo: " + subject(m, "the matrix") + " is " + m.shape() + " and has "
                    + count(m.rows() * m.cols(), "entry", "entries") + ", and the target has room for " + length);
    }

    static void requireRowRange(Matrix m, int from, int to) {
        if (from < 0 || to > m.rows() || from >= to)
            throw new IndexOutOfBoundsException("slice(" + from + ", " + to + "): " + subject(m, "the matrix") + " is "
                    + m.shape() + ": ask for at least one row, from 0 to at most " + m.rows());
    }

    static void requireSame(String operation, Matrix left, Matrix right) {
        given(right, operation, "right", "a Matrix");
        if (left.rows() == right.rows() && left.cols() == right.cols()) return;
        String hint = "";
        if (left.rows() == right.cols() && left.cols() == right.rows())
            hint = ". Did you mean " + transposed(subject(right, "right")) + " (" + left.shape() + ")?";
        else if (operation.equals("add") && right.rows() == 1 && right.cols() == left.cols())
            hint = ". To add a bias to every row, use addToEachRow";
        else if (operation.equals("add") && right.cols() == 1 && right.rows() == left.rows())
            hint = ". To add a bias to every column, use addToEachColumn";
        throw new IllegalArgumentException(
                operation + ": " + operands(left, right) + ": both need the same shape" + hint);
    }

    static void requireBias(String operation, Matrix m, Matrix bias, int rows, int cols) {
        given(bias, operation, "the bias", "a Matrix");
        if (bias.rows() == rows && bias.cols() == cols) return;
        boolean turned = bias.rows() == cols && bias.cols() == rows;
        throw new IllegalArgumentException(operation + ": the bias is " + bias.shape() + inBrackets(bias) + ", and "
                + m.shape() + inBrackets(m) + " needs one of " + rows + "x" + cols
                + (turned ? ". Did you mean " + transposed(subject(bias, "bias")) + "?" : ""));
    }

    static void requireProduct(String operation, Matrix left, boolean turnLeft, Matrix right, boolean turnRight) {
        given(right, operation, "right", "a Matrix");
        int innerLeft = turnLeft ? left.rows() : left.cols();
        int innerRight = turnRight ? right.cols() : right.rows();
        if (innerLeft == innerRight) return;
        throw new IllegalArgumentException(operation + ": " + operands(left, right) + ": inner sizes " + innerLeft
                + " and " + innerRight + " differ" + proposal(left, right));
    }

    /** The product that was most likely meant. A column g beside a matrix W is mostly W^T g; two columns are g x^T. */
    private static String proposal(Matrix left, Matrix right) {
        boolean besideColumn = left.cols() == 1 && right.cols() > 1;
        if (besideColumn && right.rows() == left.rows()) return product(right, true, left, false, "right", "left");
        if (left.cols() == right.cols()) return product(left, false, right, true, "left", "right");
        if (left.rows() == right.rows()) return product(left, true, right, false, "left", "right");
        if (left.cols() == right.rows()) return product(left, false, right, false, "left", "right");
        if (left.rows() == right.cols()) return product(right, false, left, false, "right", "left");
        return ". No transpose makes them fit: check where each of them came from";
    }

    private static String product(Matrix a, boolean turnA, Matrix b, boolean turnB, String roleA, String roleB) {
        String first = subject(a, roleA);
        String second = subject(b, roleB);
        return ". Did you mean " + (turnA ? transposed(first) : first) + " " + (turnB ? transposed(second) : second)
                + " (" + shape(a, turnA) + " . " + shape(b, turnB) + ")?";
    }

    private static String shape(Matrix m, boolean turned) {
        return turned ? m.cols() + "x" + m.rows() : m.shape();
    }

    static String transposed(String name) {
        if (name.endsWith("^T")) return name.substring(0, name.length() - 2);
        return (name.matches("\\w+") ? name : "(" + name + ")") + "^T";
    }

    private static String operands(Matrix left, Matrix right) {
        return "left is " + left.shape() + inBrackets(left) + ", right is " + right.shape() + inBrackets(right);
    }

    private static String inBrackets(Matrix m) {
        return m.name() == null ? "" : " (" + m.name() + ")";
    }

    private static String subject(Matrix m, String role) {
        return m.name() == null ? role : m.name();
    }

    private static String count(int n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }
}
