/** Google Contacts through the People API, by a client of our own. */
package dev.kith.sync.provider.google;
