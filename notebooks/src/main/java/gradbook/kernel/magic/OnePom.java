package gradbook.kernel.magic;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;

/** Makes Maven read a POM of the notebook's as if it had been published: with its parents, properties and imports. */
final class OnePom implements WorkspaceReader {
    /** The name under which Maven asks for it, whatever its own is. */
    static final Artifact ARTIFACT = new DefaultArtifact("gradbook.notebook", "cell", "pom", "0");

    private final WorkspaceRepository repository = new WorkspaceRepository("notebook");
    private final Path pom;

    OnePom(Path pom) {
        this.pom = pom;
    }

    @Override
    public WorkspaceRepository getRepository() {
        return repository;
    }

    @Override
    public File findArtifact(Artifact artifact) {
        return artifact.getGroupId().equals(ARTIFACT.getGroupId())
                        && artifact.getExtension().equals("pom")
                ? pom.toFile()
                : null;
    }

    @Override
    public List<String> findVersions(Artifact artifact) {
        return List.of();
    }
}
