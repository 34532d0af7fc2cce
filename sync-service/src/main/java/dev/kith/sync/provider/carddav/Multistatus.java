package dev.kith.sync.provider.carddav;

import java.util.List;

/**
 * A {@code DAV:multistatus} answer.
 *
 * @param syncToken {@code null} where there is none
 */
record Multistatus(List<Entry> entries, String syncToken) {

    /**
     * What it says of one resource.
     *
     * @param href as the server wrote it
     * @param status of the resource as a whole; 0 where each property has its own
     * @param properties those that were granted
     */
    record Entry(String href, int status, DavProperties properties) {

        boolean gone() {
            return status == 404 || status == 410;
        }

        /** Whether the server says something about the resource itself, not that it may not be told. */
        boolean told() {
            return status == 0 || status / 100 == 2;
        }

        @Override
        public String toString() {
            return "Entry[status=" + status + "]";
        }
    }
}
