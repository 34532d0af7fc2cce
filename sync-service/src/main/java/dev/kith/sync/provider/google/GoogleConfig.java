package dev.kith.sync.provider.google;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How Google's APIs are reached. */
@ConfigMapping(prefix = "kith.google")
public interface GoogleConfig {

    /** Where the People API is. */
    @WithDefault("https://people.googleapis.com")
    URI apiUrl();

    /** Where refresh tokens and codes are exchanged. */
    @WithDefault("https://oauth2.googleapis.com/token")
    URI tokenUrl();

    /** Where people consent. */
    @WithDefault("https://accounts.google.com/o/oauth2/v2/auth")
    URI authUrl();

    /** Where grants are given back. */
    @WithDefault("https://oauth2.googleapis.com/revoke")
    URI revokeUrl();

    /** The OAuth client this installation is registered as. */
    Optional<String> clientId();

    /** The secret of that client. */
    Optional<String> clientSecret();

    /** How many requests a minute one account may cost; Google's own limit is shown in the project's console. */
    @WithDefault("60")
    int readsPerMinute();

    /** How many requests a minute all accounts together may cost, if Google's limit for the whole project is in the way. */
    OptionalInt projectReadsPerMinute();

    /** The largest answer that is read, decompressed, in bytes. All texts of a Google account come to 20 MB at most. */
    @WithDefault("33554432")
    int maxResponseBytes();

    /** How long one request may take, until the last byte of its answer. */
    @WithDefault("PT60S")
    Duration requestTimeout();
}
