package gradbook.kernel.magic;

import static gradbook.kernel.magic.Repository.dependencies;
import static gradbook.kernel.magic.Repository.dependency;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.maveniverse.maven.mima.context.ContextOverrides;
import gradbook.kernel.magic.Magics.Refused;
import gradbook.session.Javadoc;
import gradbook.session.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.eclipse.aether.artifact.Artifact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Maven's settings, repositories and versions, with a repository of our own on loopback. */
@Timeout(120)
class MavenTest {
    private static final Set<String> SCOPES = Set.of("compile", "runtime");

    @TempDir
    Path home;

    private final List<String> told = new ArrayList<>();
    private Repository repository;

    @BeforeEach
    void publish() throws IOException {
        repository = new Repository();
        repository.publish("g", "base", "1.0", "");
        repository.publish("g", "base", "1.5", "");
        repository.publish("g", "base", "2.0", "");
        repository.publish("g", "left", "1.0", dependencies("g:base:1.0"));
        repository.publish("g", "right", "1.0", dependencies("g:base:2.0"));
        repository.publish("g", "deep", "1.0", dependencies("g:right:1.0"));
    }

    @AfterEach
    void close() {
        repository.close();
    }

    /** Maven with settings that send all requests to our repository, and more of them. */
    private Maven maven(String settings) throws IOException {
        return mavenOf("<mirrors><mirror><id>ours</id><mirrorOf>*</mirrorOf><url>" + repository.url()
                + "</url></mirror></mirrors>" + settings);
    }

    private Maven mavenOf(String settings) throws IOException {
        Files.writeString(home.resolve("settings.xml"), "<settings>" + settings + "</settings>");
        return new Maven(
                ContextOverrides.create()
                        .withUserSettings(true)
                        .withMavenUserHomeOverride(home)
                        .withMavenSystemHomeOverride(home)
                        .build(),
                told::add);
    }

    private static List<String> names(List<Artifact> found) {
        return found.stream().map(artifact -> artifact.getFile().getName()).toList();
    }

    private static List<String> resolve(Maven maven, String... coordinates) throws Refused {
        return names(maven.resolve(List.of(coordinates), List.of()));
    }

    private List<String> notes() {
        return told.stream().filter(line -> line.startsWith("Note: ")).toList();
    }

    @Test
    void a_mirror_of_the_settings_gives_libraries_with_all_they_need() throws Exception {
        assertEquals(List.of("left-1.0.jar", "base-1.0.jar"), resolve(maven(""), "g:left:1.0"));
        assertTrue(told.containsAll(List.of("Downloading left-1.0.jar", "Downloading base-1.0.jar")), told.toString());
        assertTrue(Files.exists(home.resolve("repository/g/left/1.0/left-1.0.jar")));
    }

    @Test
    void a_password_of_the_settings_opens_a_repository_and_a_missing_one_is_told() throws Exception {
        repository.demand("Authorization", "ada", "s3cret");
        String refused = assertThrows(Refused.class, () -> resolve(maven(""), "g:base:1.0"))
                .getMessage();
        assertTrue(refused.startsWith("g:base:1.0 cannot be had: ") && refused.contains("401"), refused);
        assertTrue(refused.endsWith("they belong into the servers or proxies of ~/.m2/settings.xml."), refused);
        Maven maven = maven(
                "<servers><server><id>ours</id><username>ada</username><password>s3cret</password></server></servers>");
        assertEquals(List.of("base-1.0.jar"), resolve(maven, "g:base:1.0"));
    }

    @Test
    void a_proxy_of_the_settings_is_asked_with_its_password() throws Exception {
        repository.demand("Proxy-Authorization", "ada", "s3cret");
        Maven maven = mavenOf(
                "<mirrors><mirror><id>far</id><mirrorOf>*</mirrorOf><url>http://repo.invalid/maven</url></mirror>"
                        + "</mirrors><proxies><proxy><id>p</id><active>true</active><protocol>http</protocol><host>127.0.0.1</host>"
                        + "<port>" + repository.port()
                        + "</port><username>ada</username><password>s3cret</password></proxy></proxies>");
        assertEquals(List.of("base-1.0.jar"), resolve(maven, "g:base:1.0"));
        assertTrue(
                repository.asked.contains("http://repo.invalid/maven/g/base/1.0/base-1.0.jar"),
                repository.asked.toString());
    }

    @Test
    void a_snapshot_comes_from_a_repository_that_a_cell_adds() throws Exception {
        repository.publishSnapshot("g", "fresh", "1.1", "20260101.000000");
        Maven maven = mavenOf("<offline>false</offline>");
        maven.addRepository("snapshots", repository.url());
        List<Artifact> found = maven.resolve(List.of("g:fresh:1.1-SNAPSHOT"), List.of());
        assertEquals(1, found.size());
        assertTrue(
                repository.asked.contains("/maven/g/fresh/1.1-SNAPSHOT/fresh-1.1-20260101.000000-1.jar"),
                repository.asked.toString());
    }

    @Test
    void what_is_excluded_stays_out() throws Exception {
        assertEquals(
                List.of("deep-1.0.jar", "right-1.0.jar"),
                names(maven("").resolve(List.of("g:deep:1.0"), List.of("g:base"))));
        assertEquals(List.of("deep-1.0.jar"), names(maven("").resolve(List.of("g:deep:1.0"), List.of("*:right"))));
        String pom = "<dependency><groupId>g</groupId><artifactId>left</artifactId><version>1.0</version><exclusions>"
                + "<exclusion><groupId>g</groupId><artifactId>base</artifactId></exclusion></exclusions></dependency>";
        assertEquals(List.of("left-1.0.jar"), names(pom(maven(""), pom)));
    }

    private List<Artifact> pom(Maven maven, String xml) throws Refused, IOException {
        return maven.resolve(Files.writeString(home.resolve("cell.xml"), Pom.whole(xml)), SCOPES);
    }

    @Test
    void ranges_take_the_highest_version_that_fits_and_say_when_none_does() throws Exception {
        assertEquals(List.of("base-1.5.jar"), resolve(maven(""), "g:base:[1.0,2.0)"));
        assertEquals(List.of("base-1.5.jar"), names(pom(maven(""), dependency("g:base:(,1.9]"))));
        String none = assertThrows(Refused.class, () -> resolve(maven(""), "g:base:[3,4)"))
                .getMessage();
        assertTrue(none.contains("g:base") && none.contains("[3,4)"), none);
    }

    @Test
    void boms_parents_and_properties_of_a_pom_count() throws Exception {
        repository.publishPom(
                "g", "bom", "7", "<dependencyManagement>" + dependencies("g:base:1.5") + "</dependencyManagement>");
        repository.publishPom("g", "parent", "3", "<properties><left.version>1.0</left.version></properties>");
        String imported =
                "<dependency><groupId>g</groupId><artifactId>bom</artifactId><version>7</version><type>pom</type>"
                        + "<scope>import</scope></dependency>";
        assertEquals(List.of("base-1.5.jar"), names(pom(maven(""), imported + dependency("g:base"))));
        List<Artifact> jars = pom(
                maven(""),
                "<project><parent><groupId>g</groupId><artifactId>parent</artifactId><version>3</version></parent>"
                        + "<dependencyManagement><dependencies>" + imported + "</dependencies></dependencyManagement>"
                        + dependencies("g:left:${left.version}") + "</project>");
        assertEquals(List.of("left-1.0.jar", "base-1.5.jar"), names(jars));
        assertEquals(
                List.of(
                        "Note: g:base 1.5 is used, not 1.0 as g:left 1.0 asks: the POM's dependencyManagement says so."),
                notes());
    }

    @Test
    void a_pom_gives_the_scopes_that_are_asked_for_and_its_own_repositories() throws Exception {
        String xml = dependency("g:base:1.0")
                + dependency("g:left:1.0").replace("</dependency>", "<scope>test</scope></dependency>")
                + "<repository><id>mine</id><url>" + repository.url() + "</url></repository>";
        Path pom = Files.writeString(home.resolve("cell.xml"), Pom.whole(xml));
        assertEquals(List.of("base-1.0.jar"), names(mavenOf("").resolve(pom, SCOPES)));
        assertEquals(List.of("left-1.0.jar", "base-1.0.jar"), names(mavenOf("").resolve(pom, Set.of("test"))));
        String wrong = assertThrows(Refused.class, () -> pom(maven(""), dependency("g:base")))
                .getMessage();
        assertTrue(wrong.startsWith("This POM cannot be"), wrong);
        assertThrows(Refused.class, () -> Pom.whole("<dependency>"));
        assertThrows(Refused.class, () -> Pom.whole("no XML at all <"));
    }

    @Test
    void conflicts_are_told_with_the_version_that_won_and_why() throws Exception {
        assertEquals(
                List.of("left-1.0.jar", "base-1.0.jar", "right-1.0.jar"),
                resolve(maven(""), "g:left:1.0", "g:right:1.0"));
        assertEquals(
                List.of(
                        "Note: g:base 1.0, as g:left 1.0 asks, is used, not 2.0, as g:right 1.0 asks: it is named first."),
                notes());
        told.clear();
        resolve(maven(""), "g:deep:1.0", "g:left:1.0");
        assertEquals(
                List.of("Note: g:base 1.0, as g:left 1.0 asks, is used, not 2.0, as g:right 1.0 asks:"
                        + " it is nearer to what you asked for."),
                notes());
        told.clear();
        resolve(maven(""), "g:base:1.5", "g:left:1.0");
        assertEquals(
                List.of("Note: g:base 1.5, as the cell asks, is used, not 1.0, as g:left 1.0 asks:"
                        + " it is nearer to what you asked for."),
                notes());
    }

    @Test
    void a_version_that_an_earlier_cell_added_stays() throws Exception {
        Maven maven = maven("");
        resolve(maven, "g:base:1.0");
        assertEquals(List.of(), resolve(maven, "g:base:2.0"));
        assertEquals(
                List.of(
                        "Note: g:base 1.0 is used since an earlier cell and stays; 2.0 is not used. To change it, restart the"
                                + " kernel."),
                notes());
    }

    @Test
    void without_a_network_what_was_downloaded_before_works_and_the_rest_is_told() throws Exception {
        resolve(maven(""), "g:left:1.0");
        String offline = "<offline>true</offline>";
        assertEquals(2, resolve(maven(offline), "g:left:1.0").size());
        assertEquals(
                "g:right:1.0 cannot be had: Maven's settings.xml says offline, and not all of it was downloaded before.",
                assertThrows(Refused.class, () -> resolve(maven(offline), "g:right:1.0"))
                        .getMessage());
        Maven online = maven("");
        repository.close();
        assertEquals(2, resolve(online, "g:left:1.0").size());
        String refused = assertThrows(Refused.class, () -> resolve(online, "g:right:1.0"))
                .getMessage();
        assertTrue(
                refused.startsWith("g:right:1.0 cannot be had: " + repository.url() + " cannot be reached ("), refused);
        assertTrue(refused.contains("Is there a network?"), refused);
    }

    @Test
    void a_missing_version_or_name_is_told_with_what_there_is() throws Exception {
        String version = assertThrows(Refused.class, () -> resolve(maven(""), "g:base:9.9"))
                .getMessage();
        assertEquals("There is no g:base:jar:9.9 in " + repository.url() + ". There are: 1.0, 1.5, 2.0.", version);
        resolve(maven(""), "g:base:1.0");
        String name = assertThrows(Refused.class, () -> resolve(maven(""), "g:bse:1.0"))
                .getMessage();
        assertTrue(name.endsWith("Did you mean g:base?"), name);
    }

    private static final String LEFT = "package g; /** What is left. */ public class Left {"
            + " /** Takes {@code n} from it. */ public static int take(int n) { return n; } }";

    @Test
    void sources_are_found_where_they_are_published_and_give_their_javadoc() throws Exception {
        repository.publish("g", "left", "1.0", "sources", "g/Left.java", LEFT);
        repository.publish("g", "left", "1.0", "javadoc", "g/Left.html", "needed by nobody");
        assertTold("left-1.0-sources.jar");
    }

    @Test
    void the_pages_of_javadoc_are_used_where_no_sources_are_published() throws Exception {
        Path source = Files.writeString(home.resolve("Left.java"), LEFT);
        Path pages = home.resolve("pages");
        PrintStream nobody = new PrintStream(OutputStream.nullOutputStream());
        assertEquals(
                0,
                ToolProvider.findFirst("javadoc")
                        .orElseThrow()
                        .run(nobody, nobody, "-quiet", "-d", pages.toString(), source.toString()));
        String page = Files.readString(pages.resolve("g/Left.html"));
        repository.publish("g", "left", "1.0", "javadoc", "g/Left.html", page);
        assertTold("left-1.0-javadoc.jar");
    }

    /** A session is told the Javadoc of a library through this jar, and knew none before. */
    private void assertTold(String jar) throws Exception {
        Maven maven = maven("");
        List<Artifact> left = maven.resolve(List.of("g:left:1.0"), List.of());
        List<Path> found = new ArrayList<>();
        maven.sources(left, List.of("g:left:1.0"), found::add);
        assertEquals(
                List.of(jar),
                found.stream().map(file -> file.getFileName().toString()).toList());
        Path file = Files.writeString(home.resolve("Left.java"), LEFT);
        assertEquals(
                0,
                ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(System.out, System.err, "-d", home.toString(), file.toString()));
        try (Session session = Session.open(List.of(home))) {
            String call = "g.Left.take(";
            assertEquals(null, session.assist().help(call, call.length()).get(0).javadoc());
            session.assist().addSources(found.get(0));
            assertEquals("Takes n from it.", javadoc(session, call));
            assertEquals("What is left.", javadoc(session, "g.Left"));
        }
    }

    private static String javadoc(Session session, String code) {
        return Javadoc.text(session.assist().help(code, code.length()).get(0).javadoc());
    }
}
