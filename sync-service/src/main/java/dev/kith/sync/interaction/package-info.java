/**
 * Calls and messages on their way from the log to the contacts they were with.
 *
 * <p>An interaction belongs to the one contact that holds its number or address. Where nobody does, or several do, it
 * waits; nobody is ever guessed. Once the contacts that were sent beside it are applied, a number that nobody has becomes a
 * placeholder contact, unless its sender does not want that. When somebody appears who has the number, whatever way, what
 * waits joins them, and a placeholder that nobody touched is merged into them.
 *
 * <p>What decides is pure; SQL stands in {@code write}.
 */
package dev.kith.sync.interaction;
