/** Traces of runs, off unless {@code quarkus.otel.sdk.disabled} is false. */
package dev.kith.sync.tracing;
