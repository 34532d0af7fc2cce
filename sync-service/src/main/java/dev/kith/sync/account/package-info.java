/**
 * Connected accounts: their rows, their sealed credentials, how Google's owners consent, and what a failure of a source
 * asks for.
 */
package dev.kith.sync.account;
