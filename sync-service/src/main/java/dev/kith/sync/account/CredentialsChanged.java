package dev.kith.sync.account;

import dev.kith.sync.provider.SourceAccount;

/** Fired as a CDI event after an account's credentials were replaced or removed: tokens made from them are void. */
public record CredentialsChanged(SourceAccount account) {}
