package dev.kith.sync.tool;

import java.util.List;

/**
 * A request to connect an account: {@code refreshToken} and {@code otherContacts} for Google, the rest for CardDAV.
 *
 * @param otherContacts what becomes of people the owner only ever wrote to: off, enrich or create
 * @param url where the address books are, or only the server
 * @param books which of them are read, by name, folder or path; {@code null} leaves the choice as it is, at first all
 */
public record Connection(
        String provider,
        String accountId,
        String refreshToken,
        String otherContacts,
        String url,
        String username,
        String password,
        List<String> books) {

    @Override
    public String toString() {
        return "Connection[redacted]";
    }
}
