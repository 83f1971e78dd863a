package gradbook.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** An exercise whose answer is a name or several, in any order and joined in any way: "x and y", "y, x". */
final class NamesExercise extends Exercise {
    private final String right;
    private final String praise;
    private final Map<String, String> mistakes = new LinkedHashMap<>();

    NamesExercise(String id, String right, String praise, String... hints) {
        super(id, hints);
        this.right = set(right);
        this.praise = praise;
    }

    NamesExercise mistake(String diagnosis, String answer) {
        mistakes.put(set(answer), diagnosis);
        return this;
    }

    @Override
    List<String> diagnoses() {
        return List.copyOf(mistakes.values());
    }

    @Override
    Verdict judge(Object answer) {
        String names = Answers.names(answer);
        if (names == null) return Exercise.wrong("This exercise asks for a name in quotes, such as \"x\".");
        String set = set(names);
        if (set.isEmpty()) return open("between the quotes");
        if (set.equals(right)) return Exercise.right(praise);
        return Exercise.wrong(mistakes.getOrDefault(set, "\"" + names + "\" is not it. " + hints().get(0)));
    }

    private static String set(String answer) {
        TreeSet<String> names =
                new TreeSet<>(List.of(answer.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
        names.removeAll(List.of("", "and", "both"));
        return String.join(" ", names);
    }
}
