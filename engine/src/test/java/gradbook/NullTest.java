package gradbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradbook.derivative.*;
import gradbook.layer.*;
import gradbook.matrix.Matrix;
import gradbook.scalar.*;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a student leaves null, a sentence says so, and not the JDK's {@code Cannot invoke "..." because "..."}. */
class NullTest {
    private static final Value X = Value.of("x", -2);
    private static final Matrix I = Matrix.identity(2);
    private static final Dataset DATA = new Dataset(I, I);

    /** What stands in every place but the one that is null. */
    private static final Map<Class<?>, Object> SAMPLES = new HashMap<>(Map.of(
            Value.class,
            X,
            Gate.class,
            Gates.ADD,
            Matrix.class,
            I,
            Layer.class,
            new Relu(),
            Loss.class,
            new SquaredLoss(),
            Sgd.class,
            new Sgd(0.1),
            Dataset.class,
            DATA,
            Affine.class,
            Affine.rows(2, 2, 1),
            Parameter.class,
            Parameter.of("W", I)));

    static {
        SAMPLES.put(Sequential.class, Sequential.of(new Relu()));
        SAMPLES.put(Standardize.class, Standardize.unfitted(2));
        for (Object o : List.of(new Relu(), new Sigmoid(), new Tanh(), new SquaredLoss(), new LogisticLoss()))
            SAMPLES.put(o.getClass(), o);
        SAMPLES.put(SoftmaxLoss.class, new SoftmaxLoss());
        SAMPLES.put(Training.class, Training.of(new Relu(), new SquaredLoss(), new Sgd(0.1), DATA));
        SAMPLES.put(Unrolled.class, Unrolled.of(new Relu(), I));
        SAMPLES.put(Recipe.class, new Recipe("relu", "squared"));
        SAMPLES.put(ShardGradient.class, new ShardGradient(1, 1, new double[0]));
        SAMPLES.put(ScalarFunction.class, ScalarFunction.of(X.sin()));
        SAMPLES.put(WeightTensor.class, WeightTensor.of(Affine.rows(2, 2, 1), Matrix.row(1, 2)));
        SAMPLES.put(Reduction.class, Reduction.MEAN);
        SAMPLES.put(Layout.class, Layout.ROWS);
        SAMPLES.put(Style.class, Style.TEXT);
        SAMPLES.put(String.class, "x");
        SAMPLES.put(Path.class, Path.of("target", "never-written.weights"));
        SAMPLES.put(PrintStream.class, System.out);
        SAMPLES.put(List.class, List.of(X));
        SAMPLES.put(Iterable.class, List.of(DATA));
        SAMPLES.put(double[].class, new double[] {1});
        SAMPLES.put(double[][].class, new double[][] {{1}});
        SAMPLES.put(int[].class, new int[] {0});
        SAMPLES.put(Value[].class, new Value[] {X});
        SAMPLES.put(Layer[].class, new Layer[] {new Relu()});
        SAMPLES.put(DoubleUnaryOperator.class, (DoubleUnaryOperator) a -> a);
        SAMPLES.put(DoubleBinaryOperator.class, (DoubleBinaryOperator) (a, b) -> a);
        SAMPLES.put(DoublePredicate.class, (DoublePredicate) a -> false);
        SAMPLES.put(Gate.Local.class, (Gate.Local) (a, b, out) -> a);
        SAMPLES.put(Gate.Domain.Refusal.class, (Gate.Domain.Refusal) (a, b) -> false);
        SAMPLES.put(Notation.class, Notation.PLUS);
        SAMPLES.put(Function.class, Function.identity());
        SAMPLES.put(UnaryOperator.class, UnaryOperator.identity());
        SAMPLES.put(BinaryOperator.class, BinaryOperator.minBy((a, b) -> 0));
        SAMPLES.put(ToDoubleFunction.class, (ToDoubleFunction<double[]>) x -> x[0]);
        SAMPLES.put(VectorFunction.class, (VectorFunction) x -> List.of(x.get(0)));
        SAMPLES.put(Schedule.class, Schedule.constant());
        SAMPLES.put(Training.Listener.class, (Training.Listener) e -> {});
        SAMPLES.put(int.class, 1);
        SAMPLES.put(long.class, 1L);
        SAMPLES.put(double.class, 1.0);
    }

    private static final List<Class<?>> CLASSES = List.of(
            Value.class,
            Gate.class,
            Trace.class,
            Formula.class,
            Matrix.class,
            Affine.class,
            Relu.class,
            Sigmoid.class,
            Tanh.class,
            Sequential.class,
            Standardize.class,
            SquaredLoss.class,
            LogisticLoss.class,
            SoftmaxLoss.class,
            Sgd.class,
            Training.class,
            Dataset.class,
            Evaluation.class,
            Parameter.class,
            Weights.class,
            Unrolled.class,
            Undisturbed.class,
            Recipe.class,
            ShardGradient.class,
            ProgressBar.class,
            Numeric.class,
            Symbolic.class,
            ScalarFunction.class,
            FourWays.class,
            Cost.class,
            ExpressionSize.class,
            GradientCheck.class,
            Derivation.class,
            Jacobian.class,
            Vjp.class,
            Jvp.class,
            WeightTensor.class);

    /** Where null has a meaning (no name, no observer, no gradient by hand), or is not a student's to give. */
    private static final Set<String> MEANT = Set.of(
            "Matrix.named",
            "Training.observe",
            "FourWays.of#1",
            "Gate.slope#1",
            "Formula.step",
            "Unrolled.label",
            "ProgressBar.line");

    @Test
    void no_public_method_answers_null_with_a_sentence_of_the_jdk() {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Class<?> c : CLASSES)
            for (Executable e : Stream.concat(Stream.of(c.getMethods()), Stream.of(constructors(c)))
                    .toList()) {
                Class<?>[] types = e.getParameterTypes();
                String name = c.getSimpleName() + "." + (e instanceof Method ? e.getName() : "new");
                if (!e.getDeclaringClass().getName().startsWith("gradbook") || e.isSynthetic()) continue;
                if (name.endsWith(".equals") || name.endsWith("unroll") || MEANT.contains(name)) continue;
                for (int place = 0; place < types.length; place++) {
                    if (types[place].isPrimitive() || MEANT.contains(name + "#" + place)) continue;
                    if (!Stream.of(types).allMatch(SAMPLES::containsKey)) continue;
                    tried++;
                    String said = answer(c, e, types, place);
                    if (said != null) wrong.add(name + ", place " + place + ": " + said);
                }
            }
        assertEquals("", String.join("\n", wrong));
        assertTrue(tried > 150, tried + " places were tried");
    }

    private static Constructor<?>[] constructors(Class<?> c) {
        boolean told = !c.isRecord() || c == Dataset.class || c == Recipe.class; // other records are results
        return told ? c.getConstructors() : new Constructor<?>[0];
    }

    /** What was wrong with the answer, or null if it was a sentence of ours. */
    private static String answer(Class<?> c, Executable e, Class<?>[] types, int place) {
        Object[] in = Stream.of(types).map(SAMPLES::get).toArray();
        in[place] = null;
        e.setAccessible(true); // the layers inherit public methods from a class that is not
        try {
            if (e instanceof Method m) m.invoke(Modifier.isStatic(m.getModifiers()) ? null : SAMPLES.get(c), in);
            else ((Constructor<?>) e).newInstance(in);
            return "nothing was said";
        } catch (InvocationTargetException thrown) {
            String message = thrown.getCause().getMessage();
            boolean ours = message != null && !message.contains("Cannot") && message.contains(" ");
            return ours ? null : thrown.getCause().toString();
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void the_sentence_names_the_operation_the_operand_and_what_it_should_be() {
        says("matMul: right is null, and it should be a Matrix: make it first", () -> I.matMul(null));
        says("addToEachRow: the bias is null, and it should be a Matrix: make it first", () -> I.addToEachRow(null));
        says(
                "Matrix.of: row 1 is null, and it should be numbers: make it first",
                () -> Matrix.of(new double[][] {{1}, null}));
        says("Relu: the input is null, and it should be a Matrix: make it first", () -> new Relu().forward(null));
        Affine affine = Affine.columns(I, Matrix.column(0, 0));
        affine.forward(I);
        says(
                "Affine.columns(W 2x2): upstream is null, and it should be a Matrix: make it first",
                () -> affine.backward(null));
        says("Sequential: layer 2 is null, and it should be a Layer: make it first", () -> Sequential.of(affine, null));
        says(
                "SoftmaxLoss: the target is null, and it should be a Matrix: make it first",
                () -> new SoftmaxLoss().forward(I, null));
        says(
                "Training: the optimiser is null, and it should be an Sgd such as new Sgd(0.1): make it first",
                () -> Training.of(affine, new SquaredLoss(), null, DATA));
        says("gate min: the rule is null, and it should be a text: make it first", () -> Gates.MIN.rule(null));
        says("Trace: the expression is null, and it should be a Value: make it first", () -> Trace.of(null));
    }

    /** A student's own layer that forgets to return what it computed. */
    @Test
    void a_layer_that_returns_nothing_is_told_which_half_of_it() {
        Sequential net = Sequential.of(new Forgetful());
        says(
                "layer 1 of 1: Forgetful: what forward returned is null, and it should be a Matrix: make it first",
                () -> net.forward(Matrix.row(-1)));
        net.forward(Matrix.row(1));
        says(
                "Forgetful: what backward returned is null, and it should be a Matrix: make it first",
                () -> net.backward(Matrix.row(1)));
    }

    private static final class Forgetful implements Layer {
        @Override
        public Matrix forward(Matrix input) {
            return input.get(0, 0) > 0 ? input : null;
        }

        @Override
        public Matrix backward(Matrix upstream) {
            return null;
        }

        @Override
        public String rule() {
            return "forgets";
        }
    }

    private static void says(String sentence, org.junit.jupiter.api.function.Executable wrong) {
        assertEquals(sentence, assertThrows(RuntimeException.class, wrong).getMessage());
    }
}
