package dev.kith.sandbox.carddav;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads requests and writes {@code multistatus} answers. */
final class DavXml {

    private static final String DAV = "DAV:";
    private static final String START = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

    private final StringBuilder answer = new StringBuilder(START)
            .append("<d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:carddav\">");

    /** What a REPORT asks for. */
    record Report(String name, String token, List<String> hrefs) {}

    static Report report(byte[] body) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element root = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(body))
                    .getDocumentElement();
            List<String> tokens = texts(root, "sync-token");
            return new Report(root.getLocalName(), tokens.isEmpty() ? "" : tokens.get(0), texts(root, "href"));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("the request is no XML", e);
        }
    }

    private static List<String> texts(Element root, String name) {
        NodeList found = root.getElementsByTagNameNS(DAV, name);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent().strip());
        }
        return texts;
    }

    /** @param properties as XML */
    DavXml found(String href, String properties) {
        answer.append("<d:response><d:href>")
                .append(href)
                .append("</d:href><d:propstat><d:prop>")
                .append(properties)
                .append("</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>");
        return this;
    }

    DavXml gone(String href) {
        answer.append("<d:response><d:href>")
                .append(href)
                .append("</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>");
        return this;
    }

    DavXml token(String token) {
        answer.append("<d:sync-token>").append(token).append("</d:sync-token>");
        return this;
    }

    String end() {
        return answer.append("</d:multistatus>").toString();
    }

    static String unknownToken() {
        return START + "<d:error xmlns:d=\"DAV:\"><d:valid-sync-token/></d:error>";
    }

    static String etag(AddressBook.Card card) {
        return "<d:getetag>" + escaped(card.etag()) + "</d:getetag>";
    }

    static String data(AddressBook.Card card) {
        return "<c:address-data>" + escaped(card.text()) + "</c:address-data>";
    }

    static String escaped(String text) {
        // A parser would make one line break of the two characters that end a card's line.
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
    }
}
