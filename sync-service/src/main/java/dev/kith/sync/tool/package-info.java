/** The operations, once: whatever speaks to people or programs calls these and adds nothing. */
package dev.kith.sync.tool;
