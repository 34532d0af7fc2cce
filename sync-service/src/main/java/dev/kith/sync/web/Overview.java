package dev.kith.sync.web;

import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody sees first.
 *
 * @param headline how everything stands, in one sentence
 * @param attention what waits for a person
 */
public record Overview(
        String headline,
        String tone,
        List<AccountCard> accounts,
        List<Attention> attention,
        List<Change> changes,
        Bars plot) {

    /** Something that waits for a person. */
    public record Attention(String text, String path) {}

    /** What happened since yesterday, by kind. */
    public record Change(String count, String what) {}

    static Overview of(List<AccountCard> accounts, List<Attention> attention, List<Change> changes, Bars plot) {
        long ill = accounts.stream().filter(AccountCard::needsSomebody).count();
        boolean busy = accounts.stream().anyMatch(account -> account.running() != null);
        String headline;
        String tone;
        if (accounts.isEmpty()) {
            headline = "Nothing is connected yet.";
            tone = "idle";
        } else if (ill > 0) {
            headline = Words.count(ill, "account needs you.", "accounts need you.");
            tone = "warn";
        } else if (busy) {
            headline = "Syncing now.";
            tone = "busy";
        } else if (!attention.isEmpty()) {
            headline = "All accounts are healthy. Some questions wait for you.";
            tone = "ok";
        } else {
            headline = "All is well. Nothing needs you.";
            tone = "ok";
        }
        return new Overview(headline, tone, accounts, all(accounts, attention), changes, plot);
    }

    /** Accounts first: where one is ill, what it holds grows old. A held one asks a question, which stands there already. */
    private static List<Attention> all(List<AccountCard> accounts, List<Attention> attention) {
        return Stream.concat(
                        accounts.stream()
                                .filter(account -> account.needsSomebody() && !account.asks())
                                .map(account -> new Attention(
                                        account.providerName() + " " + account.accountId() + ": " + account.health(),
                                        account.action().path())),
                        attention.stream())
                .toList();
    }

    public boolean busy() {
        return accounts.stream().anyMatch(account -> account.running() != null);
    }
}
