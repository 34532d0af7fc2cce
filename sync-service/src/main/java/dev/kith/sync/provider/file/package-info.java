/** Imported files: vCard, CSV and JSON read into contacts, and JSON and CSV into calls, messages and notes. */
package dev.kith.sync.provider.file;
