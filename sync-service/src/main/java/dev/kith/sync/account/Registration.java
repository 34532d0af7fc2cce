package dev.kith.sync.account;

/**
 * What came of connecting an account.
 *
 * @param created {@code false} when the account was known and got new credentials
 */
public record Registration(ConnectedAccount account, boolean created) {}
