package gradbook.grade;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import gradbook.matrix.Matrix;
import gradbook.mutant.Example;
import gradbook.scalar.Gate;
import gradbook.scalar.Value;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A student's answers as data, from the process that runs the student's code to the one that judges. A function or a gate
 * stays where it is: the judge asks for its values, one by one.
 */
final class Answers {
    /** Asks for a value of the function or gate that is being judged. */
    @FunctionalInterface
    interface Remote {
        /** @param part 0 for the function itself, 1 and 2 for a gate's local derivatives */
        double value(int part, double... at);
    }

    private Answers() {}

    static JsonObject toJson(Object answer) {
        JsonObject json = new JsonObject();
        if (answer instanceof Number number) json.add("numbers", numbers(number.doubleValue()));
        else if (answer instanceof double[] numbers) json.add("numbers", numbers(numbers));
        else if (answer instanceof String text) json.addProperty("text", text);
        else if (answer instanceof Matrix matrix) json.add("matrices", matrices(matrix));
        else if (isAll(Number.class, answer))
            json.add(
                    "numbers",
                    numbers(((Collection<?>) answer)
                            .stream()
                                    .mapToDouble(n -> ((Number) n).doubleValue())
                                    .toArray()));
        else if (isAll(Matrix.class, answer))
            json.add("matrices", matrices(((Collection<?>) answer).toArray(Matrix[]::new)));
        else if (answer instanceof Gate gate) json.addProperty("gate", gate.arity());
        else if (answer instanceof DoubleUnaryOperator) json.addProperty("function", true);
        else if (answer instanceof Example example) json.add("list", list(List.of(example)));
        else if (answer instanceof Collection<?> items) json.add("list", list(items));
        else
            json.addProperty(
                    "other", answer == null ? "null" : answer.getClass().getName());
        return json;
    }

    private static boolean isAll(Class<?> type, Object answer) {
        return answer instanceof Collection<?> items
                && !items.isEmpty()
                && items.stream().allMatch(type::isInstance);
    }

    private static JsonArray list(Collection<?> items) {
        JsonArray list = new JsonArray();
        for (Object item : items)
            list.add(
                    item instanceof Example example
                            ? Examples.toJson(example)
                            : new JsonPrimitive(
                                    item instanceof Value v ? String.valueOf(v.name()) : String.valueOf(item)));
        return list;
    }

    /** The answer that the judge sees. @throws RuntimeException where this is no answer; with a sentence or without */
    static Object fromJson(JsonObject json, Remote remote) {
        if (json.has("numbers")) return numbers(json.getAsJsonArray("numbers"));
        if (json.has("text")) return json.get("text").getAsString();
        if (json.has("matrices"))
            return json.getAsJsonArray("matrices").asList().stream()
                    .map(matrix -> matrix(matrix.getAsJsonArray()))
                    .toArray(Matrix[]::new);
        if (json.has("function")) return (DoubleUnaryOperator) x -> remote.value(0, x);
        if (json.has("gate"))
            return json.get("gate").getAsInt() == 2
                    ? Gate.binary(
                            "yours",
                            (a, b) -> remote.value(0, a, b),
                            (a, b, out) -> remote.value(1, a, b, out),
                            (a, b, out) -> remote.value(2, a, b, out))
                    : Gate.unary("yours", a -> a, a -> 1);
        if (json.has("list"))
            return json.getAsJsonArray("list").asList().stream()
                    .map(item -> item.isJsonObject() ? Examples.fromJson(item.getAsJsonObject()) : item.getAsString())
                    .toList();
        return json; // of a type that no exercise asks for
    }

    /** A value of the function or gate that is being judged, in the student's process. */
    static double value(Object answer, int part, double[] at) {
        if (answer instanceof DoubleUnaryOperator function) return function.applyAsDouble(at[0]);
        Gate gate = (Gate) answer;
        if (part == 0) return gate.forward().applyAsDouble(at[0], at[1]);
        return (part == 1 ? gate.left() : gate.right()).at(at[0], at[1], at[2]);
    }

    static JsonArray numbers(double... numbers) {
        JsonArray array = new JsonArray();
        for (double number : numbers) array.add(number);
        return array;
    }

    static double[] numbers(JsonArray array) {
        return array.asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
    }

    private static JsonArray matrices(Matrix... matrices) {
        JsonArray array = new JsonArray();
        for (Matrix matrix : matrices) array.add(matrix(matrix));
        return array;
    }

    /** Row by row. */
    static JsonArray matrix(Matrix matrix) {
        JsonArray rows = new JsonArray();
        for (double[] row : matrix.toArray()) rows.add(numbers(row));
        return rows;
    }

    static Matrix matrix(JsonArray rows) {
        return Matrix.of(
                rows.asList().stream().map(row -> numbers(row.getAsJsonArray())).toArray(double[][]::new));
    }
}
