/**
 * Applies the log to the CRM: load, decide, write, in one transaction. What decides is pure and knows no framework;
 * what loads and writes around it is named in {@code ArchitectureTest}.
 */
package dev.kith.sync.backfill;
