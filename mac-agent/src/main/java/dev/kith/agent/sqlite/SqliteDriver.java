package dev.kith.agent.sqlite;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * SQLite with its native library, which lies unpacked beside the agent's jar. Else every run would unpack it anew, into a
 * temporary folder that some systems let nothing run from.
 */
final class SqliteDriver {

    /** Where sqlite-jdbc looks first; whoever starts the agent may have set it. */
    private static final String PATH = "org.sqlite.lib.path";

    private final Thread loading = new Thread(SqliteDriver::load, "driver");

    private SqliteDriver() {}

    /** Begins to load it, which takes as long as much of what an agent does before it opens a store. */
    static SqliteDriver loading() {
        SqliteDriver driver = new SqliteDriver();
        driver.loading.setDaemon(true);
        driver.loading.start();
        return driver;
    }

    private static void load() {
        nameLibrary();
        try {
            DriverManager.getConnection("jdbc:sqlite::memory:").close();
        } catch (SQLException e) {
            // Whoever opens a store meets it again, and can say which store cannot be read for it.
            return;
        }
    }

    Connection connect(String url, Properties properties) throws SQLException {
        try {
            loading.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return DriverManager.getConnection(url, properties);
    }

    private static void nameLibrary() {
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
            return Path.of(SqliteDriver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the agent's own place cannot be read", e);
        }
    }
}
