package gradbook.mutant;

import java.util.ArrayList;
import java.util.List;

/** Sets every example on every mutant, and on the engine without a bug. */
public final class BugHunt {
    private BugHunt() {}

    public static Verdicts run(Example... examples) {
        return run(List.of(examples));
    }

    public static Verdicts run(List<Example> examples) {
        List<List<Boolean>> killed = new ArrayList<>();
        List<String> falseAlarms = new ArrayList<>();
        for (Example example : examples) {
            killed.add(Mutants.all().stream().map(example::fails).toList());
            if (example.fails(Engine.good())) falseAlarms.add(example.name());
        }
        List<String> mutants = Mutants.all().stream().map(Engine::name).toList();
        return new Verdicts(examples.stream().map(Example::name).toList(), mutants, List.copyOf(killed), falseAlarms);
    }
}
