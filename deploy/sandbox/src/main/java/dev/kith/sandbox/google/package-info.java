/** A stand-in for Google's People API and authorisation server, by the rules in {@code docs/sandbox.md}. */
package dev.kith.sandbox.google;
