/** The command line: a class for each command, and what they print. */
package dev.kith.agent.command;
