/** Databases of a Mac as Apple's apps write them, on the schemas of real devices, for tests and the demo. */
package dev.kith.sandbox.mac;
