package gradbook.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.layer.Affine;
import gradbook.layer.Dataset;
import gradbook.layer.LogisticLoss;
import gradbook.layer.Relu;
import gradbook.layer.Sequential;
import gradbook.layer.Sgd;
import gradbook.layer.SoftmaxLoss;
import gradbook.layer.Standardize;
import gradbook.layer.Tanh;
import gradbook.layer.Training;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class DataSetsTest {
    @Test
    void files_are_the_ones_whose_checksums_are_kept() throws Exception {
        List<String> sums =
                new String(bytes("SHA256SUMS"), StandardCharsets.UTF_8).lines().toList();
        assertEquals(3, sums.size());
        for (String line : sums) {
            String[] words = line.split(" +");
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(words[1]));
            assertEquals(words[0], HexFormat.of().formatHex(digest), words[1]);
            assertTrue(new String(bytes("SOURCES.md"), StandardCharsets.UTF_8).contains("`" + words[1] + "`"));
        }
    }

    private static byte[] bytes(String name) throws Exception {
        try (InputStream in = DataSets.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void sizes_classes_and_means_are_those_of_the_descriptions() {
        Samples iris = Samples.from(DataSets.iris()).oneHot("species");
        assertEquals("150x4", iris.dataset().inputs().shape());
        assertEquals(List.of("setosa", "versicolor", "virginica"), iris.classes());
        double[][] means = iris.dataset().inputs().sumOfRows().scale(1.0 / 150).toArray();
        double[] described = {5.84, 3.05, 3.76, 1.20}; // the summary of the data set's own description
        for (int j = 0; j < 4; j++) assertEquals(described[j], means[0][j], 0.0101);

        Samples tumours = Samples.from(DataSets.breastCancer()).binary("diagnosis", "malignant");
        assertEquals("569x30", tumours.dataset().inputs().shape());
        assertEquals(212, tumours.dataset().targets().sum());

        Samples digits = Samples.from(DataSets.digits()).oneHot("digit");
        assertEquals("1797x64", digits.dataset().inputs().shape());
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), digits.classes());
    }

    @Test
    void moons_lie_on_their_half_circles() {
        Table moons = DataSets.moons(100, 0, 1);
        for (int i = 0; i < 100; i++) {
            double x = moons.doubleColumn("x1").get(i),
                    y = moons.doubleColumn("x2").get(i);
            boolean lower = moons.doubleColumn("label").get(i) == 1;
            assertEquals(1, lower ? Math.hypot(x - 1, y - 0.5) : Math.hypot(x, y), 1e-12);
            assertTrue(lower ? y <= 0.5 : y >= 0);
        }
        assertEquals(
                DataSets.moons(9, 0.1, 5).print(), DataSets.moons(9, 0.1, 5).print());
    }

    @Test
    void digits_are_learnt_to_at_least_95_percent() {
        Dataset.Split parts =
                Samples.from(DataSets.digits()).oneHot("digit").dataset().split(0.8, 1);
        Sequential net = Sequential.of(
                Standardize.fit(parts.train().inputs()), Affine.rows(64, 64, 1), new Relu(), Affine.rows(64, 10, 2));
        Training.Result result = Training.of(net, new SoftmaxLoss(), new Sgd(0.1), parts.train())
                .epochs(20)
                .shuffle(1)
                .validation(parts.test())
                .run();
        assertTrue(result.last().validationAccuracy() >= 0.95, result::toString);
    }

    @Test
    void moons_and_tumours_are_learnt_too() {
        Dataset moons =
                Samples.from(DataSets.moons(400, 0.1, 3)).target("label").dataset();
        Sequential net = Sequential.of(Affine.rows(2, 16, 1), new Tanh(), Affine.rows(16, 1, 2));
        Training.Result bent = Training.of(net, new LogisticLoss(), new Sgd(0.5), moons)
                .epochs(100)
                .shuffle(1)
                .run();
        assertTrue(bent.last().accuracy() >= 0.99, bent::toString);

        Dataset.Split parts = Samples.from(DataSets.breastCancer())
                .binary("diagnosis", "malignant")
                .dataset()
                .split(0.8, 1);
        Sequential logistic = Sequential.of(Standardize.fit(parts.train().inputs()), Affine.rows(30, 1, 1));
        Training.Result tumours = Training.of(logistic, new LogisticLoss(), new Sgd(0.1), parts.train())
                .epochs(50)
                .shuffle(1)
                .validation(parts.test())
                .run();
        assertTrue(tumours.last().validationAccuracy() >= 0.95, tumours::toString);
    }
}
