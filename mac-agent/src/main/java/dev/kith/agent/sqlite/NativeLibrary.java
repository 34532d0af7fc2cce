package dev.kith.agent.sqlite;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * SQLite's native library, which lies unpacked beside the agent's jar. Else every run would unpack it anew, into a temporary
 * folder that some systems let nothing run from.
 */
final class NativeLibrary {

    /** Where sqlite-jdbc looks first; whoever starts the agent may have set it. */
    private static final String PATH = "org.sqlite.lib.path";

    private NativeLibrary() {}

    static void prepare() {
        if (System.getProperty(PATH) == null) {
            Path folder = jar().resolveSibling("lib/native/org/sqlite/native").resolve(platform());
            if (Files.isDirectory(folder)) {
                System.setProperty(PATH, folder.toString());
            }
        }
    }

    /** As sqlite-jdbc names them, which itself starts another program to find out. A library that does not fit is passed over. */
    private static String platform() {
        String system = System.getProperty("os.name").startsWith("Mac") ? "Mac" : System.getProperty("os.name");
        String processor = System.getProperty("os.arch");
        return system + "/" + (processor.equals("amd64") ? "x86_64" : processor);
    }

    private static Path jar() {
        try {
            return Path.of(NativeLibrary.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the agent's own place cannot be read", e);
        }
    }
}
