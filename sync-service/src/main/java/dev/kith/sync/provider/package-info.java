/**
 * What a source of contacts is: the SPI, its failures, and the decorators around every provider. Each source has a
 * package of its own below this one.
 */
package dev.kith.sync.provider;
