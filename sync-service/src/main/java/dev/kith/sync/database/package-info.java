/** The database at start: its tables brought up to date, and one sentence when that is impossible. */
package dev.kith.sync.database;
