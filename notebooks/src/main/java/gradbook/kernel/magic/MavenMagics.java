package gradbook.kernel.magic;

import gradbook.kernel.magic.Magics.Magic;
import gradbook.kernel.magic.Magics.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.aether.artifact.Artifact;

/** {@code %maven} and its kin: libraries from Maven repositories. */
public final class MavenMagics {
    private final Consumer<Path> library;
    private final Consumer<Path> sources;
    private Maven maven; // made at the first use: most notebooks need none

    private MavenMagics(Consumer<Path> library, Consumer<Path> sources) {
        this.library = library;
        this.sources = sources;
    }

    /**
     * @param library takes a jar for the cells to come
     * @param sources takes a jar of sources or of Javadoc's pages, to be shown
     */
    public static void register(Magics magics, Consumer<Path> library, Consumer<Path> sources) {
        MavenMagics mine = new MavenMagics(library, sources);
        Magic add = (artifacts, body) -> mine.add(artifacts);
        for (String name : List.of("%maven", "%addMavenDependency", "%addMavenDependencies"))
            magics.completion(name, word -> Words.artifacts(word, mine.maven().localRepository()));
        magics.completion(
                "%loadFromPOM", word -> Words.files(word, name -> name.endsWith(".xml") || name.endsWith(".pom")));
        magics.line(
                "maven",
                "GROUP:ARTIFACT:VERSION ... [--exclude GROUP:ARTIFACT]  adds libraries and all they need",
                add);
        magics.line("addMavenDependency", "the same as %maven", add);
        magics.line("addMavenDependencies", "the same as %maven", add);
        Magic repository = (words, body) -> mine.repository(words);
        magics.line("mavenRepo", "ID URL        looks for libraries there, too", repository);
        magics.line("addMavenRepo", "the same as %mavenRepo", repository);
        magics.line(
                "loadFromPOM",
                "FILE [SCOPE ...]  adds the dependencies of a POM",
                (words, body) -> mine.pomFile(words));
        magics.cell("loadFromPOM", "adds the dependencies that the cell's XML lists", mine::pom);
    }

    private synchronized Maven maven() {
        if (maven == null) maven = new Maven();
        return maven;
    }

    private Object add(List<String> words) throws Refused {
        List<String> artifacts = new ArrayList<>(words);
        List<String> excluded = new ArrayList<>();
        for (int i; (i = artifacts.indexOf("--exclude")) >= 0; ) {
            artifacts.remove(i);
            if (i == artifacts.size()) throw new Refused("What is to be left out? As in: --exclude GROUP:ARTIFACT");
            excluded.add(artifacts.remove(i));
        }
        if (artifacts.isEmpty())
            throw new Refused("Which library? As in: %maven org.apache.commons:commons-math3:3.6.1");
        return use(maven().resolve(artifacts, excluded), artifacts);
    }

    /** Adds jars, and looks for their sources or pages while the student goes on. */
    private Object use(List<Artifact> found, List<String> asked) {
        List<Path> jars =
                found.stream().map(artifact -> artifact.getFile().toPath()).toList();
        jars.forEach(library);
        Thread looking = new Thread(() -> maven().sources(found, asked, sources), "sources");
        looking.setDaemon(true);
        looking.setPriority(Thread.MIN_PRIORITY);
        looking.start();
        return new Magics.Quiet(jars.stream().map(Path::toString).toList());
    }

    private Object repository(List<String> words) throws Refused {
        if (words.size() != 2) throw new Refused("A repository has a name and an address: %mavenRepo NAME https://...");
        maven().addRepository(words.get(0), words.get(1));
        return null;
    }

    private Object pomFile(List<String> words) throws Refused {
        if (words.isEmpty()) throw new Refused("Which POM? As in: %loadFromPOM pom.xml");
        Path file = Path.of(words.get(0));
        if (!Files.isRegularFile(file)) throw Refused.noFile(file);
        return use(maven().resolve(file.toAbsolutePath(), scopes(words.subList(1, words.size()))), List.of());
    }

    private Object pom(List<String> words, String xml) throws Refused, IOException {
        Path file = Files.createTempFile("pom", ".xml");
        try {
            Files.writeString(file, Pom.whole(xml));
            return use(maven().resolve(file, scopes(words)), List.of());
        } finally {
            Files.delete(file);
        }
    }

    private static Set<String> scopes(List<String> words) {
        return words.isEmpty() ? Set.of("compile", "runtime", "system", "import") : Set.copyOf(words);
    }
}
