/** Where batches go: the broker, the service over HTTP, or stdout. */
package dev.kith.agent.sink;
