/** One call of the agent: what is new in each store, made into pages and sent. */
package dev.kith.agent.sync;
