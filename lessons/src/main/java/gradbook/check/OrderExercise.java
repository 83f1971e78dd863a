package gradbook.check;

import gradbook.scalar.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An exercise whose answer is an order in which the backward walk may visit the values of a graph: a text such as
 * {@code "f, q, x"}, or a list of names. Every order counts in which each value comes after all its consumers.
 */
final class OrderExercise extends Exercise {
    private final Map<String, List<String>> inputs = new LinkedHashMap<>(); // in forward order
    private final String output;

    /** {@code graph} is the output of a graph whose values all have names, each its own. */
    OrderExercise(String id, Value graph, String... hints) {
        super(id, hints);
        this.output = graph.name();
        for (Value v : graph.forwardOrder())
            inputs.put(v.name(), v.inputs().stream().map(Value::name).toList());
    }

    @Override
    Verdict judge(Object answer) {
        String names = Answers.names(answer);
        if (names == null)
            return Exercise.wrong("This exercise asks for names in order: a text such as \"" + output
                    + ", ...\", or a list of names.");
        return judge(Arrays.stream(names.split("[^\\p{L}\\p{N}]+"))
                .filter(name -> !name.isEmpty())
                .map(this::spelled)
                .toList());
    }

    /** A name as the graph spells it, whatever its capitals. */
    private String spelled(String name) {
        return inputs.keySet().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(name);
    }

    private Verdict judge(List<String> order) {
        if (order.isEmpty()) return open("between the quotes");
        for (String name : order)
            if (!inputs.containsKey(name))
                return Exercise.wrong("There is no value \"" + name + "\" in this graph. There are: "
                        + String.join(", ", inputs.keySet()) + ".");
        for (String name : order)
            if (Collections.frequency(order, name) > 1)
                return Exercise.wrong(name + " stands there more than once. The walk visits each value once: gradients"
                        + " that come over several paths are added up before it goes on.");
        List<String> missing = new ArrayList<>(inputs.keySet());
        missing.removeAll(order);
        if (!missing.isEmpty())
            return Exercise.wrong("Missing: " + String.join(", ", missing)
                    + ". The walk visits every value, the inputs of the formula too: they receive a gradient.");
        return judgeComplete(order);
    }

    private Verdict judgeComplete(List<String> order) {
        String tooEarly = null;
        for (int i = 0; i < order.size() && tooEarly == null; i++)
            if (!order.subList(0, i).containsAll(consumers(order.get(i)))) tooEarly = order.get(i);
        if (tooEarly == null)
            return Exercise.right(
                    "Every value comes after all its consumers, so each sends a gradient that is complete.");
        List<String> late = new ArrayList<>(consumers(tooEarly));
        late.removeAll(order.subList(0, order.indexOf(tooEarly)));
        String why = tooEarly + " is visited before " + String.join(" and ", late) + ", which "
                + (late.size() == 1 ? "uses" : "use") + " it: what it sends on then is not complete.";
        if (isForward(order))
            return Exercise.wrong("This is an order for the forward pass: operands first. The backward walk starts at "
                    + output + " and goes the other way.");
        if (order.equals(depthFirst(false)) || order.equals(depthFirst(true)))
            return Exercise.wrong("This is depth first: one branch down to its end before the next begins. " + why);
        if (order.equals(breadthFirst(false)) || order.equals(breadthFirst(true)))
            return Exercise.wrong(
                    "This is breadth first: by the shortest way from the output, where the longest counts. " + why);
        return Exercise.wrong("Look at " + tooEarly + ": " + why);
    }

    private Set<String> consumers(String name) {
        return inputs.keySet().stream()
                .filter(consumer -> inputs.get(consumer).contains(name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean isForward(List<String> order) {
        for (int i = 0; i < order.size(); i++)
            if (!order.subList(0, i).containsAll(inputs.get(order.get(i)))) return false;
        return true;
    }

    private List<String> operands(String name, boolean lastFirst) {
        List<String> operands = new ArrayList<>(inputs.get(name));
        if (lastFirst) Collections.reverse(operands);
        return operands;
    }

    private List<String> depthFirst(boolean lastFirst) {
        Set<String> seen = new LinkedHashSet<>();
        descend(output, lastFirst, seen);
        return List.copyOf(seen);
    }

    private void descend(String name, boolean lastFirst, Set<String> seen) {
        if (seen.add(name)) for (String input : operands(name, lastFirst)) descend(input, lastFirst, seen);
    }

    private List<String> breadthFirst(boolean lastFirst) {
        Set<String> seen = new LinkedHashSet<>(List.of(output));
        Deque<String> waiting = new ArrayDeque<>(seen);
        while (!waiting.isEmpty())
            for (String input : operands(waiting.remove(), lastFirst)) if (seen.add(input)) waiting.add(input);
        return List.copyOf(seen);
    }
}
