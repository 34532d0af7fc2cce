package dev.kith.agent.launchd;

import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The job that launchd runs for this user: a sync every so often, once after a missed one, with little effect on other
 * work.
 *
 * @param arguments the whole command, its program by absolute path
 * @param environment variables that launchd would not know of
 * @see <a href="https://www.manpagez.com/man/5/launchd.plist/">launchd.plist(5)</a>
 */
public record LaunchAgent(Path home, List<String> arguments, Map<String, String> environment, int intervalSeconds) {

    public static final String LABEL = "dev.kith.mac-agent";

    public static Path file(Path home) {
        return home.resolve("Library/LaunchAgents").resolve(LABEL + ".plist");
    }

    public static Path log(Path home) {
        return home.resolve("Library/Logs/kith-mac-agent.log");
    }

    /** Writes the property list. It holds no secret, since others may read it. */
    public void write() {
        Path file = file(home);
        try {
            Files.createDirectories(file.getParent());
            Files.createDirectories(log(home).getParent());
            Files.writeString(file, propertyList(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.FAILURE,
                    "the job " + file + " cannot be written (" + e.getMessage() + ").",
                    "Make its folder writable.",
                    e);
        }
    }

    String propertyList() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeDTD("\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\""
                    + " \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n");
            xml.writeStartElement("plist");
            xml.writeAttribute("version", "1.0");
            xml.writeStartElement("dict");
            string(xml, "Label", LABEL);
            element(xml, "key", "ProgramArguments");
            xml.writeStartElement("array");
            for (String argument : arguments) {
                element(xml, "string", argument);
            }
            xml.writeEndElement();
            environment(xml);
            element(xml, "key", "StartInterval");
            element(xml, "integer", String.valueOf(intervalSeconds));
            flag(xml, "RunAtLoad");
            flag(xml, "LowPriorityIO");
            string(xml, "ProcessType", "Background");
            string(xml, "StandardOutPath", log(home).toString());
            string(xml, "StandardErrorPath", log(home).toString());
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML cannot be written", e);
        }
        return text.append('\n').toString();
    }

    private void environment(XMLStreamWriter xml) throws XMLStreamException {
        if (environment.isEmpty()) {
            return;
        }
        element(xml, "key", "EnvironmentVariables");
        xml.writeStartElement("dict");
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            string(xml, variable.getKey(), variable.getValue());
        }
        xml.writeEndElement();
    }

    private static void string(XMLStreamWriter xml, String key, String value) throws XMLStreamException {
        element(xml, "key", key);
        element(xml, "string", value);
    }

    private static void flag(XMLStreamWriter xml, String key) throws XMLStreamException {
        element(xml, "key", key);
        xml.writeEmptyElement("true");
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
