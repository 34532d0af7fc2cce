package dev.kith.sync.account;

/**
 * Who began something that is finished without a key.
 *
 * @param actor as the audit trail names who asks
 * @param role as it names what they may do
 */
public record Initiator(String actor, String role) {}
