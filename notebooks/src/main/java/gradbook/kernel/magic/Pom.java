package gradbook.kernel.magic;

import gradbook.kernel.magic.Magics.Refused;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Makes a whole POM of the piece of one that a cell holds. */
final class Pom {
    /** What a loose piece belongs into. */
    private static final Map<String, String> LISTS = Map.of("dependency", "dependencies", "repository", "repositories");

    private static final String PIECES = "pieces"; // marks what is not a POM yet

    private Pom() {}

    /**
     * The text of a POM that says what this XML does: a POM as it is, or pieces such as a single {@code <dependency>},
     * gathered into one.
     */
    static String whole(String xml) throws Refused {
        Element project = parse(xml);
        Document document = project.getOwnerDocument();
        if (project.hasAttribute(PIECES)) {
            project.removeAttribute(PIECES);
            for (Map.Entry<String, String> list : LISTS.entrySet()) gather(project, list.getKey(), list.getValue());
            imports(project);
        }
        Map<String, String> required = new LinkedHashMap<>();
        required.put("modelVersion", "4.0.0");
        if (children(project, "parent").isEmpty()) {
            required.put("groupId", OnePom.ARTIFACT.getGroupId());
            required.put("version", OnePom.ARTIFACT.getVersion());
        }
        required.put("artifactId", OnePom.ARTIFACT.getArtifactId());
        required.forEach((name, value) -> {
            if (children(project, name).isEmpty()) {
                Element element = document.createElement(name);
                element.setTextContent(value);
                project.appendChild(element);
            }
        });
        try {
            StringWriter text = new StringWriter();
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException(e); // a document can be written
        }
    }

    /** Whether the root of an XML file has an element that says true; false if there is no such file. */
    static boolean says(Path file, String name) {
        try {
            return Files.isRegularFile(file)
                    && children(root(Files.readString(file).strip()), name).stream()
                            .anyMatch(
                                    element -> element.getTextContent().strip().equals("true"));
        } catch (IOException | SAXException e) {
            return false; // Maven itself tells of settings that cannot be read
        }
    }

    /** Moves loose pieces, and those of several lists, into one list. */
    private static void gather(Element project, String piece, String name) {
        List<Element> found = new ArrayList<>(children(project, piece));
        for (Element list : children(project, name)) {
            found.addAll(children(list, piece));
            project.removeChild(list);
        }
        if (found.isEmpty()) return;
        Element list = project.getOwnerDocument().createElement(name);
        found.forEach(list::appendChild);
        project.appendChild(list);
    }

    /** Moves loose imports of a BOM to where Maven takes them. */
    private static void imports(Element project) {
        for (Element list : children(project, "dependencies"))
            for (Element dependency : children(list, "dependency")) {
                List<Element> scope = children(dependency, "scope");
                if (scope.isEmpty() || !scope.get(0).getTextContent().strip().equals("import")) continue;
                Document document = project.getOwnerDocument();
                List<Element> managements = children(project, "dependencyManagement");
                Element management = managements.isEmpty()
                        ? (Element) project.appendChild(document.createElement("dependencyManagement"))
                        : managements.get(0);
                List<Element> lists = children(management, "dependencies");
                Element managed = lists.isEmpty()
                        ? (Element) management.appendChild(document.createElement("dependencies"))
                        : lists.get(0);
                managed.appendChild(dependency);
            }
    }

    private static Element parse(String xml) throws Refused {
        try {
            Element root = root(xml.strip());
            if (root.getTagName().equals("project")) return root;
        } catch (SAXException e) {
            // several elements side by side, perhaps
        }
        try {
            return root(
                    "<project " + PIECES + "='true'>" + xml.replaceFirst("^\\s*<\\?xml[^>]*\\?>", "") + "</project>");
        } catch (SAXException e) {
            throw new Refused("This is not a POM: " + e.getMessage());
        }
    }

    private static Element root(String xml) throws SAXException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null); // or it prints its own errors
            return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e); // a text can be read, and every JDK has a parser
        }
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling())
            if (n instanceof Element e && e.getTagName().equals(name)) found.add(e);
        return found;
    }
}
