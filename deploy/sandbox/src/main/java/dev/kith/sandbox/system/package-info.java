/** Kith as a whole, to be measured or attacked: servers and any number of instances of the packaged service. */
package dev.kith.sandbox.system;
