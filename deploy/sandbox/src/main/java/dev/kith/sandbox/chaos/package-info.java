/**
 * {@code ./kith chaos}: two instances under a load of changes, a seeded schedule of faults, then quiet, and an oracle that
 * compares what the CRM holds with what the sources, and the humans, had said.
 */
package dev.kith.sandbox.chaos;
