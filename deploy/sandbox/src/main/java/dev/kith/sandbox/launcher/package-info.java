/**
 * What {@code ./kith} runs: the sandbox's folder, its servers in their order, and the service as a process of its own.
 */
package dev.kith.sandbox.launcher;
