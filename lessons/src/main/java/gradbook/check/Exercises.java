package gradbook.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every exercise of the course, by id; each lesson declares its own in a class of its own. */
final class Exercises {
    private static final Map<String, Exercise> ALL = new LinkedHashMap<>();

    static {
        List.of(
                        Exercises01.all(),
                        Exercises02.all(),
                        Exercises03.all(),
                        Exercises04.all(),
                        Exercises05.all(),
                        Exercises06.all(),
                        Exercises07.all(),
                        Exercises08.all(),
                        Exercises09.all(),
                        Exercises10.all(),
                        Exercises11.all(),
                        Exercises12.all(),
                        Exercises13.all(),
                        Exercises14.all())
                .forEach(lesson -> lesson.forEach(e -> ALL.put(e.id(), e)));
    }

    private Exercises() {}

    static Set<String> ids() {
        return Collections.unmodifiableSet(ALL.keySet());
    }

    static Exercise find(String id) {
        Exercise exercise = ALL.get(id);
        if (exercise == null)
            throw new IllegalArgumentException(
                    "There is no exercise \"" + id + "\". There are: " + String.join(", ", near(id)) + ".");
        return exercise;
    }

    /** The exercises of the lesson that is meant, or all of them. */
    private static List<String> near(String id) {
        String number = id.replaceFirst("\\D.*", "");
        String lesson = (number.length() == 1 ? "0" : "") + number + ".";
        List<String> ids =
                ALL.keySet().stream().filter(known -> known.startsWith(lesson)).toList();
        return ids.isEmpty() ? List.copyOf(ALL.keySet()) : ids;
    }
}
