package gradbook.check;

import gradbook.mutant.BugHunt;
import gradbook.mutant.Example;
import gradbook.mutant.Verdicts;
import java.util.List;
import java.util.Map;

/** An exercise whose answer is a set of examples for the bug hunt: right when all mutants are found without a false alarm. */
final class HuntExercise extends Exercise {
    private static final Map<String, String> QUESTIONS = Map.of(
            "overwritten gradient", "Where does a value get gradients from two sides?",
            "no zeroing", "What must happen before old gradients can be in the way? Try .twice().",
            "wrong order", "Which value has two consumers, one of which comes late?",
            "missing transpose", "Is there an affine layer whose W is not its own transpose?",
            "forgotten batch sum", "Is there a batch of more than one sample?",
            "forgotten 1/N", "Is there a batch under a mean, Example.network?",
            ">= mask", "Where do > 0 and >= 0 differ? A relu must stand exactly there.",
            "gradient-sign mask", "Is there a relu whose input and upstream gradient have different signs?",
            "sigma' at output", "Is there a sigmoid at all?",
            "degrees", "Is there a sine or a cosine at all?");

    private final int most;

    /** {@code most} is how many examples are allowed. */
    HuntExercise(String id, int most, String... hints) {
        super(id, hints);
        this.most = most;
    }

    @Override
    Verdict judge(Object answer) {
        List<Object> parts = Answers.parts(answer);
        if (parts.stream().allMatch(Example.class::isInstance))
            return judge(parts.stream().map(Example.class::cast).toList());
        return Exercise.wrong("This exercise asks for a list of examples: List.of(Example.scalar(...), ...).");
    }

    private Verdict judge(List<Example> examples) {
        if (examples.isEmpty()) return open("into List.of()");
        Verdicts hunt = BugHunt.run(examples);
        List<String> alive = hunt.survivors();
        String found = "Found: " + (hunt.mutants().size() - alive.size()) + " of "
                + hunt.mutants().size() + ". ";
        if (!hunt.falseAlarms().isEmpty())
            return Exercise.wrong("False alarm: the engine without a bug fails " + String.join(", ", hunt.falseAlarms())
                    + ". The gradients that you expect there are not right, so what the example finds does not count.");
        if (!alive.isEmpty())
            return Exercise.wrong(found + "Still alive: " + String.join(", ", alive) + ". Think of \"" + alive.get(0)
                    + "\": " + QUESTIONS.get(alive.get(0)));
        if (examples.size() > most)
            return Exercise.wrong(found + "But you used " + examples.size() + " examples, and " + most + " are enough. "
                    + hints().get(0));
        return Exercise.right("All " + hunt.mutants().size() + " are found, with " + examples.size()
                + (examples.size() == 1 ? " example" : " examples") + " and no false alarm.");
    }
}
