/** The agent's own files: its configuration, and how far each store was read. */
package dev.kith.agent.state;
