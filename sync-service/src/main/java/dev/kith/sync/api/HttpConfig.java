package dev.kith.sync.api;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much the service reads of one request. */
@ConfigMapping(prefix = "kith.http")
interface HttpConfig {

    /** The largest JSON body. */
    @WithDefault("10M")
    MemorySize maxBody();

    /** The largest file to import. */
    @WithDefault("150M")
    MemorySize maxImport();

    default long limitFor(String path) {
        return (path.startsWith("/api/import/") ? maxImport() : maxBody()).asLongValue();
    }
}
