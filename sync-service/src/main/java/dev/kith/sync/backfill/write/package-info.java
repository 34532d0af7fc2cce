/**
 * The SQL of the backfill: set-based statements that load what a decision needs, write what was decided and keep the
 * book of runs.
 */
package dev.kith.sync.backfill.write;
