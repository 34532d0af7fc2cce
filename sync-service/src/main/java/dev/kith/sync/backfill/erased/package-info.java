/** Keeps people who were erased from coming back, knowing of each no more than digests under a key. */
package dev.kith.sync.backfill.erased;
