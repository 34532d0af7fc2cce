/**
 * {@code ./kith bench}: what Kith owes in speed, each as a ratio to something that anybody can run, both measured in turns on
 * the machine at hand.
 */
package dev.kith.sandbox.bench;
