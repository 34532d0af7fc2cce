/** What is published for Prometheus: every metric's name, and the figures that stand in the database and the log. */
package dev.kith.sync.metrics;
