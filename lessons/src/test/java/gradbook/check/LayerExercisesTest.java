package gradbook.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.check.Verdict.Kind;
import gradbook.layer.Affine;
import gradbook.matrix.Matrix;
import gradbook.mutant.Example;
import gradbook.scalar.Value;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lessons 09 to 13: every known wrong answer, worked out by hand or with numpy, meets its diagnosis. */
class LayerExercisesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    09.a | 6 5          | RIGHT | Each output sends its upstream back
                    09.a | 10 3         | WRONG | That is J times (1, 2)
                    09.a | 5 4          | WRONG | You added up the columns and left upstream out.
                    09.a | 4 3          | WRONG | That is only what comes back from y1.
                    09.a | 2 2          | WRONG | That is only what comes back from y2.
                    09.a | 5 6          | WRONG | The mul gate swaps
                    09.a | 4 2          | WRONG | You took the diagonal alone
                    09.a | 12 7         | WRONG | These are the values
                    09.a | 4 6          | WRONG | You gave the first input y1's upstream
                    09.b | -1 0 0 -6    | RIGHT | The mask is (1, 0, 0, 1)
                    09.b | 0 4 7 0      | WRONG | You let a gradient through where the gradient is above 0.
                    09.b | 0 0 0 0      | WRONG | Masking twice
                    09.b | -1 0 7 -6    | WRONG | Nearly: x3 is exactly 0
                    09.b | -1 4 7 -6    | WRONG | That is upstream unchanged.
                    09.b | 0.5 0 0 2    | WRONG | That is the forward pass
                    09.b | 1 0 0 1      | WRONG | That is the mask
                    09.b | 0.5 -3 0 2   | WRONG | That is x itself.
                    09.b | -0.5 0 0 -12 | WRONG | You multiplied by the value of the input.
                    10.b | -8 -3 -2     | RIGHT | One path for the weight
                    10.b | -3 -3 -2     | WRONG | ∂L/∂W21 = -3? g1 x2 would be the gradient of W12.
                    10.b | 12 -3 -2     | WRONG | ∂L/∂W21 = 12? That is g1 x1
                    10.b | 2 -3 -2      | WRONG | ∂L/∂W21 = 2? That is g2 x2
                    10.b | -8 -3 3      | WRONG | ∂L/∂b2 = 3? That is g1.
                    10.b | -8 -1 -2     | WRONG | For x1 you took a row of W.
                    10.b | -8 3 -2      | WRONG | x1 goes into z2 as well.
                    10.b | -8 -6 -2     | WRONG | x1 goes into z1 as well.
                    10.b | -6 -3 -2     | WRONG | The mul gate swaps: W21
                    10.b | 4 -3 -2      | WRONG | Upstream is missing in ∂L/∂W21
                    10.b | -8 -3 1      | WRONG | The bias gets upstream
                    11.b | 0.003125     | RIGHT | The gradient of the sum is 32 times as long
                    11.b | 0.1          | WRONG | With the same rate
                    11.b | 0            | WRONG | Look again at learning rate = 0. 0? If you divided whole numbers
                    11.b | 3.2          | WRONG | The other way round
                    11.b | 0.0176777    | WRONG | The square root
                    12.a | 0.48 -0.09 0.0525 0.168  | RIGHT | Begin with f'
                    12.a | 2 -1 -0.25 0.8           | WRONG | You began with
                    12.a | 0.48 -0.09 0.075 0.2448  | WRONG | δ[2] is right. Below you took the rows of w.
                    12.a | 0.48 -0.09 0.48 -0.0144  | WRONG | δ[2] is right. In the sum, each weight must meet
                    12.a | 0.48 -0.09 0.21 1.05     | WRONG | δ[2] is right, and so are the sums.
                    12.a | 0.48 -0.09 0.0504 0.0945 | WRONG | δ[2] is right. Below you multiplied by the slopes of layer 2
                    12.a | 0.48 -0.09 0.12 0.1536   | WRONG | δ[2] is right. Each unit below feeds both units above; you followed the path to the first
                    12.a | 0.48 -0.09 -0.0675 0.0144 | WRONG | δ[2] is right. Each unit below feeds both units above; you followed the path to the second
                    12.b | 0.0918745 0.0712906 0.1145305 -0.2290609 | RIGHT | The answer is nearly right now
                    12.b | 0.1145305 -0.2290609 0.0918745 0.0712906 | WRONG | The two pairs are swapped
                    12.b | -1.512493 -1.173628 -1.885470 3.770939 | WRONG | That was the answer for y = 1.
                    12.b | 0.0459372 0.0356453 0.0572652 -0.1145305 | WRONG | The factor 2 of the square
                    12.b | 0.802184 0.622459 1 -2 | WRONG | Upstream is missing
                    12.b | -0.0918745 -0.0712906 -0.1145305 0.2290609 | WRONG | All four signs
                    """)
    void should_name_the_misconception_behind_numbers(String id, String answer, Kind kind, String sentence) {
        double[] numbers = Arrays.stream(answer.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertVerdict(kind, sentence, Exercises.find(id).judge(numbers));
    }

    private static final Matrix OPEN = Matrix.column(Double.NaN);
    private static final Matrix DW = Matrix.of(3, 2, 50, 60, -5, -6, 10, 12);
    private static final Matrix DX = Matrix.column(17, 28);
    private static final Matrix DB = Matrix.column(10, -1, 2);

    private static Verdict backward(Matrix... answer) {
        return Exercises.find("10.a").judge(answer);
    }

    @Test
    void should_name_what_is_wrong_with_a_backward_pass() {
        assertVerdict(Kind.RIGHT, "Three lines", backward(DW, DX, DB));
        assertVerdict(
                Kind.WRONG,
                "dW is 2x3 and must be 3x2. The outer product is the wrong way round",
                backward(Matrix.of(2, 3, 50, -5, 10, 60, -6, 12), DX, DB));
        assertVerdict(Kind.WRONG, "dW? Those are the weights", backward(Matrix.of(3, 2, 1, 2, 3, 4, 5, 6), DX, DB));
        assertVerdict(
                Kind.WRONG, "dW? Upstream is missing: every", backward(Matrix.of(3, 2, 5, 6, 5, 6, 5, 6), DX, DB));
        assertVerdict(
                Kind.WRONG,
                "dW? You multiplied upstream into W.",
                backward(Matrix.of(3, 2, 10, 20, -3, -4, 10, 12), DX, DB));
        assertVerdict(
                Kind.WRONG, "dW is 2x1 and must be 3x2. That is the sample", backward(Matrix.column(5, 6), DX, DB));
        assertVerdict(
                Kind.WRONG, "Right so far: dW. dx? That is the input itself", backward(DW, Matrix.column(5, 6), DB));
        assertVerdict(Kind.WRONG, "Right so far: dW. dx? Upstream is missing", backward(DW, Matrix.column(9, 12), DB));
        assertVerdict(
                Kind.WRONG,
                "Right so far: dW. dx is 3x1 and must be 2x1. That is the forward pass",
                backward(DW, Matrix.column(17, 39, 61), DB));
        assertVerdict(
                Kind.WRONG,
                "Right so far: dW. dx is 1x2 and must be 2x1. All its numbers are right, but it is lying on its side",
                backward(DW, Matrix.row(17, 28), DB));
        assertVerdict(
                Kind.WRONG,
                "Right so far: dW, dx. db? The bias gets its upstream",
                backward(DW, DX, Matrix.column(1, 1, 1)));
        assertVerdict(
                Kind.WRONG,
                "Right so far: dW, dx. db is 1x1 and must be 3x1. You added up the entries of g.",
                backward(DW, DX, Matrix.column(11)));
    }

    @Test
    void should_say_shape_sign_and_entries_where_no_mistake_is_known() {
        assertVerdict(
                Kind.WRONG,
                "dW is 2x2 and must be 3x2. A gradient has the shape of what it is the gradient of.",
                backward(Matrix.zeros(2, 2), DX, DB));
        assertVerdict(Kind.WRONG, "Every entry of dW has the other sign.", backward(DW.scale(-1), DX, DB));
        assertVerdict(
                Kind.WRONG, "Every entry of dW is 0. If you divided whole numbers", backward(DW.scale(0), DX, DB));
        assertVerdict(Kind.WRONG, "Right so far: dW. dx is twice what it must be.", backward(DW, DX.scale(2), DB));
        assertVerdict(
                Kind.WRONG,
                "dW has the right shape, and 5 of its 6 entries are right. Look again at row 3, column 1 (you have 11).",
                backward(Matrix.of(3, 2, 50, 60, -5, -6, 11, 12), DX, DB));
    }

    @Test
    void should_wait_for_the_matrices_that_are_not_answered_yet() {
        assertVerdict(Kind.OPEN, "Put your answer", backward(OPEN, OPEN, OPEN));
        assertVerdict(Kind.OPEN, "Right so far: dx. Still to do: dW, db.", backward(OPEN, DX, OPEN));
        assertVerdict(Kind.WRONG, "You gave 1 matrix; this exercise asks for 3 matrices: dW, dx, db.", backward(DW));
        assertVerdict(
                Kind.WRONG,
                "This exercise asks for 3 matrices: dW, dx, db.",
                Exercises.find("10.a").judge("dW"));
        assertVerdict(Kind.WRONG, "This exercise asks for 3 matrices", backward(DW, DX, null));
    }

    @Test
    void should_name_what_is_wrong_with_a_batch() {
        Matrix dW = Matrix.of(3, 2, 5, -9, 3, 3, 2, -6), db = Matrix.row(3, -3);
        Matrix dX = Matrix.of(2, 3, 2, 4, -2, 1, -1, -10);
        batch(Kind.RIGHT, "Divide upstream by N once", dW, db, dX);
        batch(Kind.WRONG, "dW? It is twice too large: you forgot 1/N.", dW.scale(2), db, dX);
        batch(Kind.WRONG, "dW? You divided by N twice.", dW.scale(0.5), db, dX);
        batch(Kind.WRONG, "dW? That is the gradient of one sample.", Matrix.of(3, 2, 4, 0, 8, 0, 0, 0), db, dX);
        batch(Kind.WRONG, "dW? That is the gradient of one sample.", Matrix.of(3, 2, 6, -18, -2, 6, 4, -12), db, dX);
        batch(Kind.WRONG, "dW? That is the gradient of one sample.", Matrix.of(3, 2, 2, 0, 4, 0, 0, 0), db, dX);
        batch(Kind.WRONG, "dW? That is the gradient of one sample.", Matrix.of(3, 2, 3, -9, -1, 3, 2, -6), db, dX);
        String shape = "Right so far: dW. db is 2x2 and must be 1x2. You forgot the sum over the batch";
        batch(Kind.WRONG, shape + ": there is one bias", dW, Matrix.of(2, 2, 2, 0, 1, -3), dX);
        batch(Kind.WRONG, shape + ", and 1/N as well.", dW, Matrix.of(2, 2, 4, 0, 2, -6), dX);
        batch(Kind.WRONG, "Right so far: dW. db? It is twice too large: you forgot 1/N.", dW, Matrix.row(6, -6), dX);
        batch(Kind.WRONG, "Right so far: dW. db? You divided by N twice.", dW, Matrix.row(1.5, -1.5), dX);
        String along = "Right so far: dW. db is 2x1 and must be 1x2. You added up along the rows, over the outputs";
        batch(Kind.WRONG, along + ". Add up", dW, Matrix.column(2, -2), dX);
        batch(Kind.WRONG, along + ", and left 1/N out.", dW, Matrix.column(4, -4), dX);
        batch(Kind.WRONG, "Right so far: dW, db. dX? It is twice too large", dW, db, dX.scale(2));
        batch(Kind.WRONG, "Right so far: dW, db. dX? You divided by N twice.", dW, db, dX.scale(0.5));
        batch(Kind.WRONG, "Right so far: dW, db. dX? That is Xa itself.", dW, db, Matrix.of(2, 3, 1, 2, 0, 3, -1, 2));
    }

    private static void batch(Kind kind, String start, Matrix... answer) {
        assertVerdict(kind, start, Exercises.find("11.a").judge(answer));
    }

    @Test
    void should_say_which_mutants_are_alive_and_what_to_ask() {
        Example twice = Example.scalar("x*x", v -> v.get(0).mul(v.get(0)), 3).twice();
        Example batch = Example.network(
                "batch",
                Affine.rows(Matrix.of(2, 2, 1, 3, 2, 4), Matrix.row(7, 8)),
                Matrix.of(2, 2, 5, 6, 1, -1),
                Matrix.zeros(2, 2));
        hunt("13.a", Kind.OPEN, "Put your answer");
        hunt(
                "13.a",
                Kind.WRONG,
                "Found: 2 of 10. Still alive: wrong order, missing transpose, forgotten batch sum, forgotten 1/N, >= mask,"
                        + " gradient-sign mask, sigma' at output, degrees. Think of \"wrong order\": Which value has two"
                        + " consumers, one of which comes late?",
                twice);
        hunt("13.a", Kind.WRONG, "False alarm: the engine without a bug fails x*x, twice.", twice.expecting(3));
        Example scalars = Example.scalar("all", LayerExercisesTest::everyScalarRule, 1.4, 0)
                .twice();
        hunt("13.a", Kind.RIGHT, "All 10 are found, with 3 examples and no false alarm.", scalars, batch, twice);
        hunt("13.b", Kind.WRONG, "Found: 10 of 10. But you used 3 examples, and 2 are enough.", scalars, batch, twice);
        hunt("13.b", Kind.RIGHT, "All 10 are found, with 2 examples", scalars, batch);
        assertVerdict(
                Kind.WRONG,
                "This exercise asks for a list of examples",
                Exercises.find("13.a").judge(List.of("x")));
    }

    private static Value everyScalarRule(List<Value> v) {
        Value x = v.get(0), square = x.mul(x);
        return square.add(square.mul(x))
                .add(x.sin())
                .add(x.sigmoid())
                .add(v.get(1).relu());
    }

    private static void hunt(String id, Kind kind, String start, Example... examples) {
        assertVerdict(kind, start, Exercises.find(id).judge(List.of(examples)));
    }

    private static void assertVerdict(Kind kind, String start, Verdict verdict) {
        assertEquals(kind, verdict.kind(), verdict.sentence());
        assertTrue(verdict.sentence().startsWith(start), verdict.sentence());
    }
}
