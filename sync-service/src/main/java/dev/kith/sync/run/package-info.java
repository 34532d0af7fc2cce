/**
 * When an account syncs, how far its run came, and what becomes of the deletions a run noticed. Reading ends in the log:
 * applying is {@code backfill}'s work.
 */
package dev.kith.sync.run;
