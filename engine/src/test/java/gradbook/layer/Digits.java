package gradbook.layer;

import gradbook.matrix.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The workload of the golden losses: the digits, and a 64-128-10 network with the weights that numpy started from. */
public final class Digits {
    private Digits() {}

    public static Dataset data() {
        double[][] table = csv("/gradbook/data/digits.csv", 1);
        Matrix pixels = Matrix.of(
                        Arrays.stream(table).map(row -> Arrays.copyOf(row, 64)).toArray(double[][]::new))
                .scale(1.0 / 16);
        int[] labels = Arrays.stream(table).mapToInt(row -> (int) row[64]).toArray();
        return new Dataset(pixels, Matrix.oneHot(10, labels));
    }

    public static Sequential network() {
        return Sequential.of(
                Affine.rows(Matrix.of(csv("/gradbook/t1/w1.csv", 0)), Matrix.zeros(1, 128)),
                new Relu(),
                Affine.rows(Matrix.of(csv("/gradbook/t1/w2.csv", 0)), Matrix.zeros(1, 10)));
    }

    static double[][] csv(String resource, int headings) {
        try (InputStream in = Digits.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(headings)
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
