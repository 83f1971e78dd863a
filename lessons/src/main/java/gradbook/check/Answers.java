package gradbook.check;

import gradbook.matrix.Matrix;
import gradbook.scalar.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What a student hands in, taken apart: one thing, several, an array or a list are all the same here. */
final class Answers {
    private Answers() {}

    /** The single things in an answer, in order. A matrix is one thing, and so is {@code double[][]}. */
    static List<Object> parts(Object answer) {
        if (answer instanceof double[] numbers)
            return Arrays.stream(numbers).<Object>mapToObj(v -> v).toList();
        if (answer instanceof int[] numbers)
            return Arrays.stream(numbers).<Object>mapToObj(v -> (double) v).toList();
        if (answer instanceof double[][] rows) return List.of(Matrix.of(rows));
        Stream<?> several = answer instanceof Object[] array
                ? Arrays.stream(array)
                : answer instanceof Collection<?> list ? list.stream() : null;
        List<Object> parts = new ArrayList<>();
        if (several == null) parts.add(answer);
        else several.forEach(part -> parts.addAll(parts(part)));
        return parts;
    }

    /** The numbers of an answer; a vector or matrix counts as its entries. {@code null} where something else is in it. */
    static double[] numbers(Object answer) {
        List<Double> numbers = new ArrayList<>();
        for (Object part : parts(answer)) {
            if (part instanceof Number number) numbers.add(number.doubleValue());
            else if (part instanceof Matrix m) for (double entry : m.toRowMajor()) numbers.add(entry);
            else return null;
        }
        return numbers.stream().mapToDouble(v -> v).toArray();
    }

    /** Why the first part of an answer that is no number is none, and what to write instead. */
    static String whyNoNumbers(Object answer) {
        for (Object part : parts(answer)) {
            if (part instanceof String || part instanceof Character)
                return " What stands between quotes is a text: write the number without them.";
            if (part instanceof Value v) {
                String name = v.name() == null ? "f" : v.name();
                return " You gave a Value; its number is " + name + ".data(), its gradient " + name + ".grad().";
            }
        }
        return "";
    }

    /** The names of an answer in one text, as a student would type them; {@code null} where something else is in it. */
    static String names(Object answer) {
        List<String> names = new ArrayList<>();
        for (Object part : parts(answer)) {
            if (part instanceof String || part instanceof Character) names.add(part.toString());
            else if (part instanceof Value v && v.name() != null) names.add(v.name());
            else return null;
        }
        return String.join(" ", names);
    }
}
