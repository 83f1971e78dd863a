package gradbook.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three products against the definition, over shapes that meet every edge of the tiles and the panels. */
class GemmTest {
    @ParameterizedTest(name = "{0}x{1} times {1}x{2}")
    @CsvSource({
        "1,1,1",
        "2,3,4",
        "4,4,4",
        "5,7,9",
        "8,8,8",
        "15,200,15",
        "1,64,128",
        "128,64,1",
        "16,1,16",
        "17,3,31",
        "32,64,128",
        "32,128,10",
        "128,32,10",
        "32,10,128",
        "5,64,128",
        "64,126,64",
        "64,127,64",
        "3,252,513",
        "10,5,1030",
        "40,300,40",
        "2,5,6",
        "3,70,15",
        "4,5,3",
        "1,1,2047",
        "1,1,2048",
        "23,1,89"
    })
    void products_match_the_definition(int m, int k, int n) {
        Random random = new Random(m * 31L + k * 17L + n);
        double[][] a = matrix(m, k, random), b = matrix(k, n, random);
        double[] expected = new double[m * n];
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++) for (int p = 0; p < k; p++) expected[i * n + j] += a[i][p] * b[p][j];

        double[] c = new double[m * n];
        for (boolean add : new boolean[] {false, true}) {
            Arrays.fill(c, 100);
            Gemm.multiply(flat(a), flat(b), c, m, k, n, add);
            check(expected, c, add);
            Arrays.fill(c, 100);
            Gemm.transposeLeft(flat(transpose(a)), flat(b), c, m, k, n, add);
            check(expected, c, add);
            Arrays.fill(c, 100);
            Gemm.transposeRight(flat(a), flat(transpose(b)), c, m, k, n, add);
            check(expected, c, add);
        }
    }

    @Test
    void sums_of_nothing_are_zero_however_many() {
        double[] nothing = {}, c = new double[64 * 64];
        Arrays.fill(c, 100);
        Gemm.multiply(nothing, nothing, c, 64, 0, 64, true);
        check(new double[64 * 64], c, true);
        Gemm.multiply(nothing, nothing, c, 64, 0, 64, false);
        check(new double[64 * 64], c, false);
    }

    private static void check(double[] expected, double[] c, boolean add) {
        for (int i = 0; i < c.length; i++) assertEquals(expected[i], c[i] - (add ? 100 : 0), 1e-11 * (add ? 10 : 1));
    }

    private static double[][] matrix(int rows, int cols, Random random) {
        double[][] m = new double[rows][cols];
        for (double[] row : m) for (int j = 0; j < cols; j++) row[j] = random.nextDouble() * 2 - 1;
        return m;
    }

    private static double[][] transpose(double[][] m) {
        double[][] t = new double[m[0].length][m.length];
        for (int i = 0; i < m.length; i++) for (int j = 0; j < t.length; j++) t[j][i] = m[i][j];
        return t;
    }

    private static double[] flat(double[][] m) {
        return Arrays.stream(m).flatMapToDouble(Arrays::stream).toArray();
    }
}
