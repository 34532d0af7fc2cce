/**
 * Contacts of CardDAV servers. {@code DavClient} speaks the protocol safely, {@code Discovery} finds the address books,
 * {@code BookReader} tells what of one changed, and {@code CardDavContactsProvider} makes pages of it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6352">RFC 6352, CardDAV</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6578">RFC 6578, sync-collection</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6764">RFC 6764, discovery</a>
 */
package dev.kith.sync.provider.carddav;
