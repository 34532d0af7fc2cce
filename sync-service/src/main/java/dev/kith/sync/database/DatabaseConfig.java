package dev.kith.sync.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where in the database the tables are. */
@ConfigMapping(prefix = "kith.database")
public interface DatabaseConfig {

    /** The schema of all tables, whatever search path the role or the database sets. */
    @WithDefault("public")
    String schema();

    /** How long a start waits for a database that cannot be reached. */
    @WithDefault("PT60S")
    Duration patience();
}
