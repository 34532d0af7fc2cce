/** The sync service: sources to log, log to CRM, CRM to people and programs. */
package dev.kith.sync;
