package dev.kith.sync.web;

/**
 * What somebody entered to connect a source; never a password.
 *
 * @param problem what was wrong with it; {@code null} for nothing
 */
public record ConnectForm(String provider, String accountId, String url, String username, String problem) {

    static final ConnectForm EMPTY = new ConnectForm("", "", "", "", null);

    ConnectForm with(String said) {
        return new ConnectForm(provider, accountId, url, username, said);
    }

    @Override
    public String toString() {
        return "ConnectForm[redacted]";
    }
}
