/** What becomes of a contact that a source speaks of: decisions, pure and without a framework, and the terms they are made in. */
package dev.kith.sync.backfill;
