package gradbook.kernel.magic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.util.graph.manager.DependencyManagerUtils;
import org.eclipse.aether.util.graph.transformer.ConflictResolver;

/** Where libraries ask for different versions of one artifact: which won, and why. */
final class Conflicts {
    private final Map<Artifact, List<DependencyNode>> paths = new LinkedHashMap<>(); // of the winners
    private final Set<String> sentences = new LinkedHashSet<>();

    private Conflicts() {}

    /** A sentence for each artifact version that lost, of a graph that was collected verbosely. */
    static Set<String> in(DependencyNode root) {
        Conflicts conflicts = new Conflicts();
        conflicts.visit(root, new ArrayDeque<>(), false);
        conflicts.visit(root, new ArrayDeque<>(), true);
        return conflicts.sentences;
    }

    private void visit(DependencyNode node, Deque<DependencyNode> above, boolean losers) {
        above.addLast(node);
        Object winner = node.getData().get(ConflictResolver.NODE_DATA_WINNER);
        List<DependencyNode> path = List.copyOf(above).subList(1, above.size());
        if (winner == null && !losers && node.getArtifact() != null) paths.putIfAbsent(node.getArtifact(), path);
        if (winner instanceof DependencyNode won
                && losers
                && !won.getArtifact().getVersion().equals(node.getArtifact().getVersion()))
            tell(won.getArtifact(), node.getArtifact(), path);
        String managed = DependencyManagerUtils.getPremanagedVersion(node);
        if (losers && managed != null && !managed.equals(node.getArtifact().getVersion()))
            sentences.add("Note: " + name(node.getArtifact()) + " "
                    + node.getArtifact().getVersion() + " is used, not " + managed + " as " + asker(path)
                    + " asks: the POM's dependencyManagement says so.");
        for (DependencyNode child : node.getChildren()) visit(child, above, losers);
        above.removeLast();
    }

    private void tell(Artifact won, Artifact lost, List<DependencyNode> losing) {
        List<DependencyNode> winning = paths.getOrDefault(won, List.of());
        String why = winning.size() < losing.size()
                ? "it is nearer to what you asked for"
                : winning.size() == losing.size() ? "it is named first" : "the other's range allows it";
        sentences.add("Note: " + name(won) + " " + won.getVersion() + ", as " + asker(winning) + " asks, is used, not "
                + lost.getVersion() + ", as " + asker(losing) + " asks: " + why + ".");
    }

    /** Who asks for the last artifact of a path: a library, or the cell itself. */
    private static String asker(List<DependencyNode> path) {
        if (path.size() < 2) return "the cell";
        Artifact above = path.get(path.size() - 2).getArtifact();
        return name(above) + " " + above.getVersion();
    }

    static String name(Artifact artifact) {
        return artifact.getGroupId() + ":" + artifact.getArtifactId();
    }
}
