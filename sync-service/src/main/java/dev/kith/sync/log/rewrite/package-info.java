/** Rewrites the log after somebody was erased: what others' latest states are stays, and older records are deleted. */
package dev.kith.sync.log.rewrite;
