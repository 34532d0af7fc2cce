package dev.kith.sync.web;

import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.run.StatusView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How a connected account fares, in words, and what to do about it.
 *
 * @param path under which it is tested, paused and disconnected
 * @param tone how its health looks: ok, busy, warn, bad or idle
 * @param sentence what is the matter; {@code null} when nothing is
 * @param action where to do something about it; {@code null} when nothing is to be done
 * @param cursor how long its place in the source's list of changes still holds; {@code null} where that never ends
 * @param running the run that is under way; {@code null} for none
 */
public record AccountCard(
        String provider,
        String providerName,
        String accountId,
        String path,
        String tone,
        String health,
        String sentence,
        Action action,
        String contacts,
        Moment freshness,
        Moment nextRun,
        String cursor,
        RunLine running,
        boolean synced,
        AccountHealth state) {

    private static final Set<String> POLLED = Set.of(Accounts.GOOGLE, Accounts.CARDDAV);

    /** A link to where something can be done. */
    public record Action(String text, String path) {}

    static AccountCard of(StatusView status, List<RunLine> running, Instant now) {
        RunLine run = running.stream().findFirst().orElse(null);
        boolean calm = status.health() == AccountHealth.OK;
        boolean first = calm && status.lastSuccessAt() == null;
        return new AccountCard(
                status.provider(),
                Words.provider(status.provider()),
                status.accountId(),
                path(status),
                calm ? run != null ? "busy" : first ? "idle" : "ok" : tone(status.health()),
                calm && run != null ? "Syncing now" : first ? "Waiting for its first sync" : health(status.health()),
                status.message(),
                action(status.health()),
                contacts(status),
                Moment.of(status.lastSuccessAt(), now),
                Moment.of(status.nextRunAt(), now),
                cursor(status, now),
                run,
                POLLED.contains(status.provider()),
                status.health());
    }

    public boolean paused() {
        return state == AccountHealth.PAUSED;
    }

    public boolean needsSomebody() {
        return switch (state) {
            case DEGRADED, HELD, NEEDS_CONSENT -> true;
            case OK, PAUSED -> false;
        };
    }

    /** Whether it waits for the answer to a question. */
    boolean asks() {
        return state == AccountHealth.HELD;
    }

    private static String path(StatusView status) {
        return "/accounts/" + status.provider() + "/"
                + URLEncoder.encode(status.accountId(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String tone(AccountHealth health) {
        return switch (health) {
            case OK -> "ok";
            case DEGRADED, HELD -> "warn";
            case NEEDS_CONSENT -> "bad";
            case PAUSED -> "idle";
        };
    }

    private static String health(AccountHealth health) {
        return switch (health) {
            case OK -> "Healthy";
            case DEGRADED -> "Having trouble";
            case HELD -> "Waiting for your decision";
            case NEEDS_CONSENT -> "Needs you to sign in again";
            case PAUSED -> "Paused";
        };
    }

    private static Action action(AccountHealth health) {
        return switch (health) {
            case OK -> null;
            case DEGRADED -> new Action("See its runs", "/runs");
            case HELD -> new Action("Decide", "/runs");
            case NEEDS_CONSENT -> new Action("Connect it again", "/connect");
            case PAUSED -> new Action("Resume it", "/connect");
        };
    }

    private static String contacts(StatusView status) {
        return Words.count(status.contactCount(), "person", "people");
    }

    private static String cursor(StatusView status, Instant now) {
        if (status.cursorExpiresAt() == null) {
            return null;
        }
        Duration left = Duration.between(now, status.cursorExpiresAt());
        return left.isNegative()
                ? "ended: the next sync reads everything"
                : String.format(Locale.ENGLISH, "%d d %d h", left.toDays(), left.toHours() % 24);
    }
}
