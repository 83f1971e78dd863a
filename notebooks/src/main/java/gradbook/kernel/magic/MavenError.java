package gradbook.kernel.magic;

import gradbook.session.Nearest;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.RepositoryOfflineException;
import org.eclipse.aether.version.Version;

/** What to tell a student when Maven does not find something. */
final class MavenError {
    private static final Set<Class<?>> UNREACHABLE = Set.of(
            UnknownHostException.class,
            ConnectException.class,
            NoRouteToHostException.class,
            SocketTimeoutException.class);
    private static final int MOST_VERSIONS = 5;

    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    MavenError(RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.system = system;
        this.session = session;
        this.repositories = repositories;
    }

    /** @param what was asked for */
    String sentence(String what, Exception e) {
        String where = repositories.stream().map(RemoteRepository::getUrl).collect(Collectors.joining(", "));
        List<Throwable> causes = new ArrayList<>();
        for (Throwable t = e; t != null && !causes.contains(t); t = t.getCause()) causes.add(t);
        for (Throwable t : causes) {
            if (t instanceof RepositoryOfflineException)
                return what
                        + " cannot be had: Maven's settings.xml says offline, and not all of it was downloaded before.";
            if (UNREACHABLE.stream().anyMatch(type -> type.isInstance(t)))
                return what + " cannot be had: " + where + " cannot be reached (" + t.getMessage()
                        + "). Is there a network? What"
                        + " was downloaded before works without one; a proxy belongs into ~/.m2/settings.xml.";
        }
        for (Throwable t : causes)
            if (t instanceof ArtifactNotFoundException missing) return missing(missing.getArtifact(), where);
        Throwable root = causes.get(causes.size() - 1);
        String message = String.valueOf(root.getMessage());
        if (message.contains("status code: 401") || message.contains("status code: 403") || message.contains("407"))
            return what + " cannot be had: " + message
                    + ". The repository or the proxy wants a user name and a password; they"
                    + " belong into the servers or proxies of ~/.m2/settings.xml.";
        return what + " cannot be resolved from " + where + ": " + message;
    }

    private String missing(Artifact artifact, String where) {
        List<String> versions = versions(artifact);
        String hint;
        if (!versions.isEmpty())
            hint = "There are: "
                    + String.join(", ", versions.subList(Math.max(0, versions.size() - MOST_VERSIONS), versions.size()))
                    + ".";
        else {
            List<String> local =
                    Words.artifacts(
                                    artifact.getGroupId() + ":",
                                    session.getLocalRepository().getBasedir().toPath())
                            .stream()
                            .map(name -> name.split(":")[1])
                            .toList();
            hint = Nearest.of(artifact.getArtifactId(), local)
                    .map(near -> "Did you mean " + artifact.getGroupId() + ":" + near + "?")
                    .orElse("Check group, artifact and version; search.maven.org lists what there is.");
        }
        return "There is no " + artifact + " in " + where + ". " + hint;
    }

    private List<String> versions(Artifact artifact) {
        Artifact any =
                new DefaultArtifact(artifact.getGroupId(), artifact.getArtifactId(), artifact.getExtension(), "[0,)");
        try {
            return system
                    .resolveVersionRange(session, new VersionRangeRequest(any, repositories, null))
                    .getVersions()
                    .stream()
                    .map(Version::toString)
                    .toList();
        } catch (VersionRangeResolutionException e) {
            return List.of();
        }
    }
}
