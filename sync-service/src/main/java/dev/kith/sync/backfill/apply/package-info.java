/**
 * Loads for the decisions and writes what they decided, each time in one transaction: what the log brings, what is applied once
 * more, what was set aside.
 */
package dev.kith.sync.backfill.apply;
