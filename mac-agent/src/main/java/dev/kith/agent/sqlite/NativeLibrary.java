package dev.kith.agent.sqlite;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.util.LibraryLoaderUtil;

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
            Path folder = jar().resolveSibling("lib/native" + LibraryLoaderUtil.getNativeLibResourcePath());
            if (Files.isDirectory(folder)) {
                System.setProperty(PATH, folder.toString());
            }
        }
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
