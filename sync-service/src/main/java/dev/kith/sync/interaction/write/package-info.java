/**
 * The SQL of calls and messages: who holds a number, what waits under it, and what is written once that is decided.
 */
package dev.kith.sync.interaction.write;
