/**
 * Replays: the latest state of every contact in the log is mapped by the rules of today and decided once more, while live
 * traffic goes on. In an emptied CRM a replay brings everything back.
 */
package dev.kith.sync.log.replay;
