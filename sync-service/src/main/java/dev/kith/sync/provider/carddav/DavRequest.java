package dev.kith.sync.provider.carddav;

import java.net.URI;

/**
 * One request.
 *
 * @param depth the {@code Depth} header; {@code null} for none
 * @param body XML; {@code null} for none
 */
record DavRequest(String method, URI address, String depth, String body) {

    static DavRequest propfind(URI address, int depth, String body) {
        return new DavRequest("PROPFIND", address, String.valueOf(depth), body);
    }

    static DavRequest report(URI address, int depth, String body) {
        return new DavRequest("REPORT", address, String.valueOf(depth), body);
    }

    static DavRequest get(URI address) {
        return new DavRequest("GET", address, null, null);
    }

    /** The same asked elsewhere: whatever the kind of redirect, method and body stay. */
    DavRequest at(URI other) {
        return new DavRequest(method, other, depth, body);
    }

    @Override
    public String toString() {
        return "DavRequest[" + method + "]";
    }
}
