package dev.kith.sync.web;

import dev.kith.sync.api.auth.AuditLog;
import java.time.Instant;

/** Something that somebody did. */
public record AuditLine(String who, String what, String outcome, Moment at) {

    private static final int REFUSED = 400;

    static AuditLine of(AuditLog.Entry entry, Instant now) {
        return new AuditLine(
                entry.actor(),
                entry.action(),
                entry.status() < REFUSED ? "done" : "refused (" + entry.status() + ")",
                Moment.of(entry.at(), now));
    }
}
