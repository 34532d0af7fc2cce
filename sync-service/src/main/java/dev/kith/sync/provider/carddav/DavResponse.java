package dev.kith.sync.provider.carddav;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer.
 *
 * @param address where it came from in the end
 * @param location where a redirect leads, as written; {@code null} for none
 * @param retryAfter how long the server asks to be left alone
 */
record DavResponse(int status, URI address, String location, Optional<Duration> retryAfter, byte[] body) {

    static final int MULTI_STATUS = 207;

    boolean redirect() {
        return location != null && (status == 301 || status == 302 || status == 303 || status == 307 || status == 308);
    }

    boolean gone() {
        return status == 404 || status == 410;
    }

    @Override
    public String toString() {
        return "DavResponse[" + status + "]";
    }
}
