package gradbook.kernel.magic;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import gradbook.kernel.magic.Magics.Refused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.ResolutionErrorPolicy;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.util.artifact.ArtifactIdUtils;
import org.eclipse.aether.util.artifact.SubArtifact;
import org.eclipse.aether.util.filter.ScopeDependencyFilter;
import org.eclipse.aether.util.graph.manager.DependencyManagerUtils;
import org.eclipse.aether.util.graph.transformer.ConflictResolver;
import org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy;
import org.eclipse.aether.util.repository.SimpleResolutionErrorPolicy;

/**
 * Finds artifacts and all they need with Maven's own resolver: from the user's {@code ~/.m2} first, by their settings
 * (mirrors, proxies, passwords, profiles).
 */
final class Maven {
    private static final Set<String> ON_CLASS_PATH = Set.of("compile", "runtime", "system");

    private final Context context;
    private final Consumer<String> tell;
    private final boolean isOffline;
    private final List<RemoteRepository> added =
            new CopyOnWriteArrayList<>(); // read by the thread that looks for sources
    private final Map<String, Artifact> used = new LinkedHashMap<>(); // by what an artifact is without its version

    Maven() {
        this(ContextOverrides.create().withUserSettings(true).build(), line -> System.err.println(line));
    }

    /** @param tell takes what is told on the way */
    Maven(ContextOverrides settings, Consumer<String> tell) {
        this.tell = tell;
        context = Runtimes.INSTANCE.getRuntime().create(settings);
        isOffline = Pom.says(context.mavenUserHome().settingsXml(), "offline"); // which the library leaves out
    }

    /** The folder of what was downloaded before. */
    Path localRepository() {
        return session().getLocalRepository().getBasedir().toPath();
    }

    /** Looks for artifacts in one more repository from now on. */
    void addRepository(String id, String url) {
        added.removeIf(known -> known.getId().equals(id));
        added.add(new RemoteRepository.Builder(id, "default", url).build());
    }

    /**
     * Artifacts and all they need at run time, each with its file, without those that were found before.
     *
     * @param coordinates each {@code group:artifact:version}, or {@code group:artifact:extension:classifier:version}; the
     *     version may be a range
     * @param excluded each {@code group:artifact}, with {@code *} for any
     */
    List<Artifact> resolve(List<String> coordinates, List<String> excluded) throws Refused {
        List<Exclusion> exclusions = new ArrayList<>();
        for (String one : excluded) {
            String[] parts = one.split(":");
            if (parts.length != 2) throw new Refused(one + " excludes nothing: write --exclude GROUP:ARTIFACT.");
            exclusions.add(new Exclusion(parts[0], parts[1], "*", "*"));
        }
        List<Dependency> roots = new ArrayList<>();
        for (String one : coordinates) roots.add(new Dependency(artifact(one), "runtime", false, exclusions));
        return resolve(String.join(" ", coordinates), roots, List.of(), repositories(List.of()));
    }

    /** What a POM asks for in these scopes, each with its file, without what was found before. */
    List<Artifact> resolve(Path pom, Set<String> scopes) throws Refused {
        List<RemoteRepository> repositories = repositories(List.of());
        DefaultRepositorySystemSession session = session();
        session.setWorkspaceReader(new OnePom(pom));
        session.setArtifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(false, false)); // a wrong POM is told
        ArtifactDescriptorResult read;
        try {
            read = system().readArtifactDescriptor(
                            session, new ArtifactDescriptorRequest(OnePom.ARTIFACT, repositories, null));
        } catch (RepositoryException e) {
            throw new Refused(new MavenError(system(), session, repositories).sentence("This POM", e));
        }
        List<Dependency> roots = new ArrayList<>();
        for (Dependency one : read.getDependencies())
            if (scopes.contains(one.getScope()))
                roots.add(ON_CLASS_PATH.contains(one.getScope()) ? one : one.setScope("runtime"));
        if (roots.isEmpty()) throw new Refused("This POM lists no dependency that a cell could use.");
        return resolve("This POM", roots, read.getManagedDependencies(), repositories(read.getRepositories()));
    }

    private List<Artifact> resolve(
            String what, List<Dependency> roots, List<Dependency> managed, List<RemoteRepository> repositories)
            throws Refused {
        DefaultRepositorySystemSession session = session();
        CollectRequest collect = new CollectRequest(roots, managed, repositories);
        List<ArtifactResult> results;
        try {
            results = system().resolveDependencies(
                            session, new DependencyRequest(collect, new ScopeDependencyFilter(ON_CLASS_PATH, null)))
                    .getArtifactResults();
            DefaultRepositorySystemSession verbose = session();
            verbose.setConfigProperty(ConflictResolver.CONFIG_PROP_VERBOSE, true);
            verbose.setConfigProperty(DependencyManagerUtils.CONFIG_PROP_VERBOSE, true);
            Conflicts.in(system().collectDependencies(verbose, collect).getRoot())
                    .forEach(tell);
        } catch (RepositoryException e) {
            throw new Refused(new MavenError(system(), session, repositories).sentence(what, e));
        }
        List<Artifact> found = new ArrayList<>();
        for (ArtifactResult result : results) {
            Artifact artifact = result.getArtifact();
            Artifact before = used.putIfAbsent(ArtifactIdUtils.toVersionlessId(artifact), artifact);
            if (before == null) found.add(artifact);
            else if (!before.getVersion().equals(artifact.getVersion()))
                tell.accept("Note: " + Conflicts.name(artifact) + " " + before.getVersion()
                        + " is used since an earlier" + " cell and stays; " + artifact.getVersion()
                        + " is not used. To change it, restart the kernel.");
        }
        return found;
    }

    /**
     * Looks for the sources of artifacts, or else for the pages of their Javadoc: in repositories for those that were
     * asked for by name, in the local one for what they need. Missing ones are nobody's concern.
     */
    void sources(List<Artifact> artifacts, List<String> coordinates, Consumer<Path> found) {
        List<RemoteRepository> repositories = repositories(List.of());
        for (Artifact artifact : artifacts) {
            boolean asked = coordinates.stream()
                    .anyMatch(c -> c.startsWith(artifact.getGroupId() + ":" + artifact.getArtifactId() + ":"));
            DefaultRepositorySystemSession session = session();
            session.setTransferListener(null);
            if (!asked) session.setOffline(true);
            for (String kind : List.of("sources", "javadoc")) {
                Artifact wanted = new SubArtifact(artifact, kind, "jar");
                try {
                    found.accept(system().resolveArtifact(session, new ArtifactRequest(wanted, repositories, null))
                            .getArtifact()
                            .getFile()
                            .toPath());
                    break;
                } catch (ArtifactResolutionException e) {
                    // not published, or not to be had now
                }
            }
        }
    }

    private RepositorySystem system() {
        return context.repositorySystem();
    }

    private DefaultRepositorySystemSession session() {
        DefaultRepositorySystemSession session = new DefaultRepositorySystemSession(context.repositorySystemSession());
        session.setTransferListener(new Progress());
        session.setOffline(isOffline);
        // What was not to be had a minute ago, without a network, is looked for again.
        session.setResolutionErrorPolicy(new SimpleResolutionErrorPolicy(ResolutionErrorPolicy.CACHE_DISABLED));
        return session;
    }

    /** Where to look: as the settings say, in what cells have added, and in what a POM names. */
    private List<RemoteRepository> repositories(List<RemoteRepository> ofPom) {
        List<RemoteRepository> more = new ArrayList<>(added);
        more.addAll(ofPom);
        List<RemoteRepository> all = new ArrayList<>(context.remoteRepositories());
        for (RemoteRepository one : system().newResolutionRepositories(session(), more))
            if (all.stream().noneMatch(known -> known.getId().equals(one.getId()))) all.add(one);
        return all;
    }

    private static Artifact artifact(String coordinates) throws Refused {
        try {
            return new DefaultArtifact(coordinates);
        } catch (IllegalArgumentException e) {
            throw new Refused(coordinates + " is not an artifact: write group:artifact:version, as in"
                    + " org.apache.commons:commons-math3:3.6.1.");
        }
    }

    /** One line for each jar that has to be downloaded. */
    private final class Progress extends AbstractTransferListener {
        @Override
        public void transferStarted(TransferEvent event) {
            String name = event.getResource().getResourceName();
            if (name.endsWith(".jar")) tell.accept("Downloading " + name.substring(name.lastIndexOf('/') + 1));
        }
    }
}
