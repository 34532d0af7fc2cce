package dev.kith.sync.account;

/**
 * What opens an account at a server of its own.
 *
 * @param url where the account was said to be, with scheme and host
 */
public record PasswordCredentials(String url, String username, String password) {

    @Override
    public String toString() {
        return "PasswordCredentials[redacted]";
    }
}
