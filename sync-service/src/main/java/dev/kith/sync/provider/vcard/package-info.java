/** vCards 2.1, 3.0 and 4.0 as programs really write them, mapped to canonical contacts for files and CardDAV alike. */
package dev.kith.sync.provider.vcard;
