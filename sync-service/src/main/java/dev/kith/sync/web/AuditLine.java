package dev.kith.sync.web;

import dev.kith.sync.api.auth.AuditLog;
import java.time.Instant;
import java.util.Locale;

/**
 * Something that somebody did.
 *
 * @param outcome {@code null} for what was done
 */
public record AuditLine(String who, String what, String outcome, Moment at) {

    private static final int REFUSED = 400;

    static AuditLine of(AuditLog.Entry entry, Instant now) {
        return new AuditLine(
                capital(Words.actor(entry.actor())),
                Deeds.words(entry.action()),
                entry.status() < REFUSED ? null : "refused (" + entry.status() + ")",
                Moment.of(entry.at(), now));
    }

    private static String capital(String who) {
        return who.substring(0, 1).toUpperCase(Locale.ROOT) + who.substring(1);
    }
}
