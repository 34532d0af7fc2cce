/** A real PostgreSQL and a real Kafka without containers, started and stopped by Java. */
package dev.kith.sandbox.server;
