package dev.kith.sync.api;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much the service reads of one request. */
@ConfigMapping(prefix = "kith.http")
public interface HttpConfig {

    /** The largest JSON body. */
    @WithDefault("10M")
    MemorySize maxBody();

    /** The largest file to import. */
    @WithDefault("150M")
    MemorySize maxImport();

    /** The largest batch of an agent: a record of the log stays under 900 KB. */
    @WithDefault("900000")
    MemorySize maxBatch();

    default long limitFor(String path) {
        if (path.equals("/api/batches")) {
            return maxBatch().asLongValue();
        }
        return (path.startsWith("/api/import/") || path.equals("/imports") ? maxImport() : maxBody()).asLongValue();
    }
}
