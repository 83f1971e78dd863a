package gradbook.kernel.magic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;

/** A Maven repository on loopback with artifacts that tests publish, and a proxy to any other. */
final class Repository implements AutoCloseable {
    /** What was asked for: the whole address where a proxy was asked, else the path. */
    final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final HttpServer server;
    private final Map<String, String> credentials = new LinkedHashMap<>(); // header -> expected value

    Repository() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/maven";
    }

    /** From now on only this user gets anything; through the header {@code Authorization} or that of proxies. */
    void demand(String header, String user, String password) {
        credentials.put(
                header,
                "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    /** Publishes a jar with a POM that has more XML in it. */
    void publish(String group, String artifact, String version, String xml) throws IOException {
        String folder = folder(group, artifact) + version + "/" + artifact + "-" + version;
        files.put(folder + ".pom", bytes(pom(group, artifact, version, "jar", xml)));
        files.put(folder + ".jar", jar("META-INF/" + artifact + ".txt", version));
        metadata(group, artifact);
    }

    void publishPom(String group, String artifact, String version, String xml) {
        files.put(
                folder(group, artifact) + version + "/" + artifact + "-" + version + ".pom",
                bytes(pom(group, artifact, version, "pom", xml)));
    }

    /** Publishes a jar beside that of an artifact, of sources or of the pages of its Javadoc, with one file in it. */
    void publish(String group, String artifact, String version, String kind, String name, String text)
            throws IOException {
        String jar = artifact + "-" + version + "-" + kind + ".jar";
        files.put(folder(group, artifact) + version + "/" + jar, jar(name, text));
    }

    /** Publishes a snapshot under the name with a time that Maven gives it. */
    void publishSnapshot(String group, String artifact, String base, String time) throws IOException {
        String folder = folder(group, artifact) + base + "-SNAPSHOT/";
        String value = base + "-" + time + "-1";
        files.put(folder + artifact + "-" + value + ".pom", bytes(pom(group, artifact, base + "-SNAPSHOT", "jar", "")));
        files.put(folder + artifact + "-" + value + ".jar", jar("snapshot.txt", value));
        files.put(
                folder + "maven-metadata.xml",
                bytes("<metadata modelVersion='1.1.0'><groupId>" + group + "</groupId><artifactId>" + artifact
                        + "</artifactId><version>" + base + "-SNAPSHOT</version><versioning><snapshot><timestamp>"
                        + time
                        + "</timestamp><buildNumber>1</buildNumber></snapshot><lastUpdated>20260101000000</lastUpdated>"
                        + "<snapshotVersions>"
                        + List.of("jar", "pom").stream()
                                .map(type -> "<snapshotVersion><extension>" + type + "</extension><value>" + value
                                        + "</value><updated>20260101000000</updated></snapshotVersion>")
                                .collect(Collectors.joining())
                        + "</snapshotVersions></versioning></metadata>"));
    }

    private void metadata(String group, String artifact) {
        String folder = folder(group, artifact);
        String versions = files.keySet().stream()
                .filter(name -> name.startsWith(folder) && name.endsWith(".pom"))
                .map(name -> "<version>" + name.substring(folder.length(), name.lastIndexOf('/')) + "</version>")
                .distinct()
                .collect(Collectors.joining());
        files.put(
                folder + "maven-metadata.xml",
                bytes("<metadata><groupId>" + group + "</groupId><artifactId>" + artifact
                        + "</artifactId><versioning><versions>" + versions + "</versions></versioning></metadata>"));
    }

    private static String folder(String group, String artifact) {
        return "/maven/" + group.replace('.', '/') + "/" + artifact + "/";
    }

    private static String pom(String group, String artifact, String version, String packaging, String xml) {
        return "<project><modelVersion>4.0.0</modelVersion><groupId>" + group + "</groupId><artifactId>" + artifact
                + "</artifactId><version>" + version + "</version><packaging>" + packaging + "</packaging>" + xml
                + "</project>";
    }

    static String dependencies(String... coordinates) {
        return "<dependencies>"
                + List.of(coordinates).stream().map(Repository::dependency).collect(Collectors.joining())
                + "</dependencies>";
    }

    static String dependency(String coordinates) {
        String[] parts = coordinates.split(":");
        return "<dependency><groupId>" + parts[0] + "</groupId><artifactId>" + parts[1] + "</artifactId>"
                + (parts.length > 2 ? "<version>" + parts[2] + "</version>" : "") + "</dependency>";
    }

    private static byte[] jar(String name, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            jar.putNextEntry(new JarEntry(name));
            jar.write(bytes(text));
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        int refusal = 0;
        for (Map.Entry<String, String> one : credentials.entrySet())
            if (!one.getValue().equals(exchange.getRequestHeaders().getFirst(one.getKey()))) {
                boolean proxy = one.getKey().startsWith("Proxy");
                refusal = proxy ? 407 : 401;
                exchange.getResponseHeaders()
                        .add(proxy ? "Proxy-Authenticate" : "WWW-Authenticate", "Basic realm=\"test\"");
            }
        byte[] file = files.get(exchange.getRequestURI().getPath());
        if (refusal > 0) exchange.sendResponseHeaders(refusal, -1);
        else if (file == null) exchange.sendResponseHeaders(404, -1);
        else {
            exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : file.length);
            if (!exchange.getRequestMethod().equals("HEAD"))
                exchange.getResponseBody().write(file);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
