package gradbook.show;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads a page fragment with an XML parser, which forgives nothing. */
public final class Pages {
    private Pages() {}

    /** The fragment as a document; fails where it is not well formed. */
    public static Document parse(String fragment) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            // Without a doctype nothing expands; from JDK 24 on the default would refuse pages of more than 100,000
            // characters.
            factory.setAttribute("jdk.xml.maxGeneralEntitySizeLimit", "0");
            factory.setAttribute("jdk.xml.totalEntitySizeLimit", "0");
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(fragment)));
        } catch (Exception e) {
            throw new AssertionError("not well formed: " + e.getMessage() + "\n" + fragment, e);
        }
    }

    public static List<Element> all(Document page, String tag) {
        NodeList found = page.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) elements.add((Element) found.item(i));
        return elements;
    }

    /** The text of the first child with this tag; fails where there is none. */
    public static String child(Element parent, String tag) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling())
            if (child.getNodeName().equals(tag)) return child.getTextContent();
        throw new AssertionError("<" + parent.getTagName() + "> has no <" + tag + ">");
    }

    /** The text of every element with this tag and class, in document order. */
    public static List<String> texts(Document page, String tag, String type) {
        return all(page, tag).stream()
                .filter(e -> List.of(e.getAttribute("class").split(" ")).contains(type))
                .map(Element::getTextContent)
                .toList();
    }
}
