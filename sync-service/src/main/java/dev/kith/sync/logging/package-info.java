/** What may stand in the service's log file. */
package dev.kith.sync.logging;
