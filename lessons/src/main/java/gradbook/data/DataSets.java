package gradbook.data;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** The data sets that come with the lessons. Source and licence of each are in {@code gradbook/data/SOURCES.md}. */
public final class DataSets {
    private DataSets() {}

    /** 150 flowers: four lengths in centimetres and one of three species (Fisher 1936). */
    public static Table iris() {
        return resource("iris.csv");
    }

    /** 569 tumours: 30 measurements of cell nuclei and the diagnosis, malignant or benign. */
    public static Table breastCancer() {
        return resource("breast-cancer.csv");
    }

    /** 1797 handwritten digits: 8 x 8 pixels from 0 to 16, row by row, and the digit. */
    public static Table digits() {
        return resource("digits.csv");
    }

    /**
     * Two half circles that interlock, n points in all, taking turns: columns x1, x2 and label, 0 for the upper and 1 for the
     * lower one. The points lie evenly along the circles of radius 1 and are moved by normal noise.
     *
     * @param noise the standard deviation of the noise, 0.1 for instance
     */
    public static Table moons(int n, double noise, long seed) {
        if (n < 2 || n > Csv.ROW_LIMIT || !(noise >= 0))
            throw new IllegalArgumentException("moons: " + n + " points with noise " + noise
                    + " were asked for; 2 to 1,000,000 points and noise 0 or above are possible");
        Random random = new Random(seed);
        double[] x1 = new double[n];
        double[] x2 = new double[n];
        double[] label = new double[n];
        int upper = (n + 1) / 2;
        for (int i = 0; i < n; i++) {
            boolean lower = i % 2 != 0;
            int on = lower ? n / 2 : upper;
            int place = i / 2;
            double angle = on == 1 ? 0 : Math.PI * place / (on - 1);
            x1[i] = (lower ? 1 - Math.cos(angle) : Math.cos(angle)) + noise * random.nextGaussian();
            x2[i] = (lower ? 0.5 - Math.sin(angle) : Math.sin(angle)) + noise * random.nextGaussian();
            label[i] = lower ? 1 : 0;
        }
        return Table.create(
                "moons",
                DoubleColumn.create("x1", x1),
                DoubleColumn.create("x2", x2),
                DoubleColumn.create("label", label));
    }

    private static Table resource(String name) {
        try {
            return Csv.delimitedBy(',')
                    .load(
                            name,
                            () -> new InputStreamReader(
                                    DataSets.class.getResourceAsStream(name), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
