package dev.kith.sync.provider.carddav;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads {@code DAV:} answers: no document type, no entities, no nesting without end. */
final class MultistatusReader {

    private static final String DAV = "DAV:";
    private static final int DEEPEST = 32;
    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /** Takes the element the reader stands on, up to its end. */
    private interface Child {
        void take(String name) throws XMLStreamException;
    }

    private final XMLStreamReader xml;
    private int depth;

    private MultistatusReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** @throws UnreadableAnswerException when it is no multistatus */
    static Multistatus read(byte[] body) {
        try {
            MultistatusReader reader = at(body);
            if (!DAV.equals(reader.xml.getNamespaceURI())
                    || !reader.xml.getLocalName().equals("multistatus")) {
                throw new UnreadableAnswerException();
            }
            return reader.multistatus();
        } catch (XMLStreamException e) {
            throw new UnreadableAnswerException();
        }
    }

    /** Local names of what stands in a {@code DAV:error} body; none when it is something else. */
    static Set<String> conditions(byte[] body) {
        try {
            MultistatusReader reader = at(body);
            return reader.xml.getLocalName().equals("error") ? reader.names() : Set.of();
        } catch (XMLStreamException | UnreadableAnswerException e) {
            // Errors come as HTML and plain text too: the status alone must do.
            return Set.of();
        }
    }

    private static MultistatusReader at(byte[] body) throws XMLStreamException {
        XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(XmlText.of(body)));
        MultistatusReader reader = new MultistatusReader(xml);
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.END_DOCUMENT) {
                throw new UnreadableAnswerException();
            }
        }
        return reader;
    }

    private int next() throws XMLStreamException {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new UnreadableAnswerException();
        }
        if (event == XMLStreamConstants.START_ELEMENT && ++depth > DEEPEST) {
            throw new UnreadableAnswerException();
        }
        if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        }
        return event;
    }

    private void children(Child child) throws XMLStreamException {
        int own = depth;
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                int at = depth;
                child.take(xml.getLocalName());
                while (depth >= at) {
                    next();
                }
            } else if (event == XMLStreamConstants.END_ELEMENT && depth < own) {
                return;
            }
        }
    }

    /** The text of the element, that of elements inside left out. */
    private String text() throws XMLStreamException {
        int own = depth;
        StringBuilder text = new StringBuilder();
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.END_ELEMENT && depth < own) {
                return text.toString();
            }
            boolean characters = event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA
                    || event == XMLStreamConstants.SPACE;
            if (characters && depth == own) {
                text.append(xml.getText());
            }
        }
    }

    private String value() throws XMLStreamException {
        String text = text().strip();
        return text.isEmpty() ? null : text;
    }

    /** Local names of everything inside, however deep: some servers leave a level out. */
    private Set<String> names() throws XMLStreamException {
        Set<String> names = new HashSet<>();
        int own = depth;
        while (depth >= own) {
            if (next() == XMLStreamConstants.START_ELEMENT) {
                names.add(xml.getLocalName());
            }
        }
        return names;
    }

    private List<String> hrefs() throws XMLStreamException {
        List<String> hrefs = new ArrayList<>();
        children(name -> {
            if (name.equals("href")) {
                hrefs.add(value());
            }
        });
        hrefs.removeIf(href -> href == null);
        return hrefs;
    }

    private Multistatus multistatus() throws XMLStreamException {
        List<Multistatus.Entry> entries = new ArrayList<>();
        String[] token = new String[1];
        children(name -> {
            if (name.equals("response")) {
                entries.addAll(response());
            } else if (name.equals("sync-token")) {
                token[0] = value();
            }
        });
        return new Multistatus(entries, token[0]);
    }

    /** Normally one entry; a status may be given for several hrefs at once. */
    private List<Multistatus.Entry> response() throws XMLStreamException {
        List<String> hrefs = new ArrayList<>();
        int[] status = new int[1];
        GatheredProperties gathered = new GatheredProperties();
        children(name -> {
            switch (name) {
                case "href" -> hrefs.add(value());
                case "status" -> status[0] = status(value());
                case "propstat" -> propstat(gathered);
                default -> {}
            }
        });
        hrefs.removeIf(href -> href == null);
        DavProperties properties = gathered.properties();
        return hrefs.stream()
                .map(href -> new Multistatus.Entry(href, status[0], properties))
                .toList();
    }

    private static int status(String line) {
        String[] parts = line == null ? new String[0] : line.split("\\s+");
        return parts.length > 1 && parts[1].matches("\\d{3}") ? Integer.parseInt(parts[1]) : 0;
    }

    private void propstat(GatheredProperties gathered) throws XMLStreamException {
        GatheredProperties here = new GatheredProperties();
        int[] status = {200};
        children(name -> {
            if (name.equals("status")) {
                status[0] = status(value());
            } else if (name.equals("prop")) {
                children(property -> property(property, here));
            }
        });
        if (status[0] / 100 == 2) {
            gathered.add(here);
        }
    }

    private void property(String name, GatheredProperties gathered) throws XMLStreamException {
        switch (name) {
            case "getetag" -> gathered.etag = value();
            case "getctag" -> gathered.ctag = value();
            case "sync-token" -> gathered.syncToken = value();
            case "displayname" -> gathered.displayName = value();
            case "address-data" -> gathered.card = text();
            case "resourcetype" -> gathered.resourceTypes = names();
            case "supported-report-set" -> gathered.reports = names();
            case "addressbook-home-set" -> gathered.homeSets = hrefs();
            case "current-user-principal" ->
                gathered.principal = hrefs().stream().findFirst().orElse(null);
            case "current-user-privilege-set" -> gathered.privileges = names();
            default -> {}
        }
    }
}
