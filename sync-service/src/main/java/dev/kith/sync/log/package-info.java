/**
 * The log in Kafka: publishing, consuming from the offsets that stand in PostgreSQL, dead letters, and reading it
 * beside its consumers.
 */
package dev.kith.sync.log;
