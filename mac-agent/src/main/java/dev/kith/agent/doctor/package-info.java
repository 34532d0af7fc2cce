/** What {@code mac-agent doctor} looks at, and how to put right what is wrong. */
package dev.kith.agent.doctor;
