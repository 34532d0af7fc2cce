/** Who may do what: API keys and their roles. */
package dev.kith.sync.api.auth;
