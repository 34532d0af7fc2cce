/** The databases of macOS and what they have in common; a package for each kind reads it. */
package dev.kith.agent.source;
