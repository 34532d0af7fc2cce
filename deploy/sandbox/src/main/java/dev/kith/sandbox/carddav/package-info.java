/** An address book server for tests: CardDAV with sync-collection, from memory, and whatever goes wrong with such a server. */
package dev.kith.sandbox.carddav;
