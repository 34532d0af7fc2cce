/**
 * Who may change a value: a canonical contact in the CRM's terms, and the three-way rule for fields and for rows. Pure.
 */
package dev.kith.sync.backfill.field;
