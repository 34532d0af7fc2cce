package dev.kith.agent.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The agent's version, as the build wrote it down. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream resource = Version.class.getResourceAsStream("/dev/kith/agent/version.properties")) {
            properties.load(resource);
        }
        return new String[] {"mac-agent " + properties.getProperty("version"), "Java " + Runtime.version()};
    }
}
