package gradbook.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "affine 64 32, relu, affine 32 10 | softmax mean",
                "standardize 2, affine 2 3, tanh, affine 3 1 | logistic sum",
                "affine 2 2, sigmoid | squared mean"
            })
    void words_make_the_network_that_the_words_are_of(String net, String loss) {
        Recipe recipe = new Recipe(net, loss);
        assertEquals(recipe, Recipe.of(recipe.newNet(1), recipe.newLoss()));
    }

    @Test
    void a_fresh_network_starts_from_the_seed() {
        Sequential net = new Recipe("affine 4 3, relu, affine 3 2", "softmax").newNet(7);
        assertEquals(
                Affine.rows(4, 3, 7).weights().value(), net.parameters().get(0).value());
        assertEquals(
                Affine.rows(3, 2, 9).weights().value(), net.parameters().get(2).value());
    }

    @Test
    void the_weights_travel_as_one_row_of_numbers() {
        Affine layer = Affine.rows(Matrix.of(2, 2, 1, 2, 3, 4), Matrix.row(5, 6));
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, Recipe.values(layer));
        Sequential blank = new Recipe("affine 2 2", "squared").blankNet();
        assertArrayEquals(new double[6], Recipe.values(blank));
        Recipe.setValues(layer, new double[] {6, 5, 4, 3, 2, 1});
        assertEquals(Matrix.of(2, 2, 6, 5, 4, 3), layer.weights().value());
        assertEquals(Matrix.row(2, 1), layer.bias().value());
        assertEquals(
                "2 numbers were given, and this network has 6",
                assertThrows(IllegalArgumentException.class, () -> Recipe.setValues(layer, new double[] {1, 2}))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"affine 64", "relu 3", "softplus", "affine two 3", ""})
    void a_word_that_is_no_layer_is_told_with_those_that_are(String word) {
        assertEquals(
                "\"" + word + "\" is no layer: write a network as affine IN OUT, relu, sigmoid, tanh and standardize"
                        + " COLUMNS, for example affine 64 32, relu, affine 32 10",
                assertThrows(IllegalArgumentException.class, () -> new Recipe(word, "softmax").newNet(1))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hinge", "softmax median", "softmax mean sum"})
    void a_word_that_is_no_loss_is_told(String word) {
        assertEquals(
                "\"" + word + "\" is no loss: write softmax, logistic or squared, and after it mean or sum",
                assertThrows(IllegalArgumentException.class, () -> new Recipe("relu", word).newLoss())
                        .getMessage());
    }

    @Test
    void a_layer_of_the_students_own_cannot_travel() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Recipe.of(Affine.columns(2, 1, 3), new SquaredLoss()))
                .getMessage();
        assertEquals(
                "a recipe has no word for Affine.columns(W 1x2): it knows affine IN OUT, relu, sigmoid, tanh and"
                        + " standardize COLUMNS, with samples as rows. A layer of your own exists only in this process",
                message);
    }

    @Test
    void a_matrix_travels_as_eight_bytes_for_each_entry() {
        Matrix m = Matrix.random(64, 128, 1).named("W");
        byte[] bytes = Copies.bytes(m);
        assertTrue(bytes.length < 8 * 64 * 128 + 200, () -> bytes.length + " bytes");
        Matrix copy = (Matrix) Copies.read(bytes);
        assertEquals(m, copy);
        assertEquals("W", copy.name());
        Dataset data = new Dataset(m, m);
        assertEquals(data, Copies.read(Copies.bytes(data)));
    }

    @Test
    void a_velocity_can_be_kept_and_given_back() {
        Sgd sgd = new Sgd(0.1).momentum(0.9).weightDecay(0.01);
        assertEquals(0.9, sgd.momentum());
        assertEquals(0.01, sgd.weightDecay());
        Parameter p = Parameter.of("w", Matrix.row(1));
        assertEquals(Matrix.row(0), sgd.velocity(p));
        sgd.setVelocity(p, Matrix.row(2));
        p.setGrad(Matrix.row(3));
        sgd.step(java.util.List.of(p)); // v = 0.9 * 2 + 3 + 0.01 * 1, w = 1 - 0.1 v
        assertEquals(4.81, sgd.velocity(p).get(0, 0), 1e-12);
        assertEquals(1 - 0.481, p.value().get(0, 0), 1e-12);
        assertEquals(
                "setVelocity: w is 1x1, and the new one is 1x2: value, gradient and velocity keep the shape of their parameter",
                assertThrows(IllegalArgumentException.class, () -> sgd.setVelocity(p, Matrix.row(1, 2)))
                        .getMessage());
    }
}
