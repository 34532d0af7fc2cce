package dev.kith.agent.source.messages;

/**
 * Consecutive messages.
 *
 * @param lines as {@link MessageRow} reads them; {@code null} where no message is left
 * @param last the greatest row id among them
 */
record MessageBlock(String lines, long last) {}
