package dev.kith.sync.tool;

/** @param created {@code false} when the account was known and got new credentials */
public record Connected(AccountView account, boolean created) {}
