package dev.kith.sync.web;

import dev.kith.sync.tool.AccountView;

/** An account to choose. */
public record SourceChoice(String value, String name) {

    static SourceChoice of(AccountView account) {
        return new SourceChoice(
                account.provider() + "/" + account.accountId(), Words.source(account.provider(), account.accountId()));
    }
}
