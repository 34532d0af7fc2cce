/**
 * Opens Apple's databases while others write them, without leaving a trace, and names what keeps one from being read.
 */
package dev.kith.agent.sqlite;
