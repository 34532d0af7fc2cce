/**
 * How everybody speaks to PostgreSQL: whole sets in arrays, transactions that are tried again, what its refusals mean; and the
 * start on a database, whose tables are brought up to date, or one sentence says why not.
 */
package dev.kith.sync.database;
