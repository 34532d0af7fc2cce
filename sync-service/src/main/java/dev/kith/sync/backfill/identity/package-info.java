/** Who a contact of a source is: its keys, the contacts that share one, and the ladder that decides. Pure. */
package dev.kith.sync.backfill.identity;
