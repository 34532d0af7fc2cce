package dev.kith.sync.provider.carddav;

import java.net.URI;

/**
 * One request.
 *
 * @param depth the {@code Depth} header; {@code null} for none
 * @param body XML; {@code null} for none
 * @param mostBytes how big an answer is of use
 */
record DavRequest(String method, URI address, String depth, String body, int mostBytes) {

    static DavRequest propfind(URI address, int depth, String body) {
        return new DavRequest("PROPFIND", address, String.valueOf(depth), body, Integer.MAX_VALUE);
    }

    static DavRequest report(URI address, int depth, String body) {
        return new DavRequest("REPORT", address, String.valueOf(depth), body, Integer.MAX_VALUE);
    }

    static DavRequest get(URI address) {
        return get(address, Integer.MAX_VALUE);
    }

    static DavRequest get(URI address, int mostBytes) {
        return new DavRequest("GET", address, null, null, mostBytes);
    }

    /** The same asked elsewhere: whatever the kind of redirect, method and body stay. */
    DavRequest at(URI other) {
        return new DavRequest(method, other, depth, body, mostBytes);
    }

    @Override
    public String toString() {
        return "DavRequest[" + method + "]";
    }
}
