/** Erases a person: from the CRM, from all that is kept of syncs, and from the log. */
package dev.kith.sync.erasure;
