package dev.kith.sync.provider.carddav;

import java.util.List;

/** The bodies of requests. */
final class DavXml {

    private static final String NAMESPACES =
            " xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:carddav\" xmlns:s=\"http://calendarserver.org/ns/\"";
    private static final String START = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

    /** What tells a book, a home and a principal apart, whatever the address leads to. */
    static final String WHERE =
            propfind("<d:resourcetype/><d:current-user-principal/><c:addressbook-home-set/><d:displayname/><s:getctag/>"
                    + "<d:sync-token/><d:supported-report-set/><d:current-user-privilege-set/>");

    /** Whether a book changed. */
    static final String STATE = propfind("<s:getctag/><d:sync-token/>");

    /** Everything in a book, and its state at that moment. */
    static final String LISTING = propfind("<d:getetag/><d:resourcetype/><s:getctag/><d:sync-token/>");

    static final String EXISTENCE = propfind("<d:getetag/>");

    private DavXml() {}

    private static String propfind(String properties) {
        return START + "<d:propfind" + NAMESPACES + "><d:prop>" + properties + "</d:prop></d:propfind>";
    }

    /**
     * Asks what changed. Without a limit: some servers leave out the rest of a limited answer and give a token that says
     * it was told.
     */
    static String syncCollection(String token) {
        return START + "<d:sync-collection" + NAMESPACES + "><d:sync-token>" + escaped(token)
                + "</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>";
    }

    /** Asks for cards, or only for their existence. The server chooses the version: some would convert it. */
    static String multiget(List<String> decodedPaths, boolean withCards) {
        StringBuilder body = new StringBuilder(START)
                .append("<c:addressbook-multiget")
                .append(NAMESPACES)
                .append("><d:prop><d:getetag/>")
                .append(withCards ? "<c:address-data/>" : "")
                .append("</d:prop>");
        decodedPaths.forEach(path ->
                body.append("<d:href>").append(escaped(Hrefs.encoded(path))).append("</d:href>"));
        return body.append("</c:addressbook-multiget>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
