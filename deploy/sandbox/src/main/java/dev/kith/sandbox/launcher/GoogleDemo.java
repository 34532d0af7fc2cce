package dev.kith.sandbox.launcher;

import dev.kith.sandbox.demo.DemoContacts;
import dev.kith.sandbox.google.GoogleStandIn;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sandbox.google.StandInOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Google stand-in with its demo accounts. */
final class GoogleDemo implements StandIn {

    private static final List<DemoAccount> ACCOUNTS = List.of(
            new DemoAccount("google", "personal", "demo-refresh-token-personal"),
            new DemoAccount("google", "work", "demo-refresh-token-work"));

    private final GoogleStandIn google;

    private GoogleDemo(GoogleStandIn google) {
        this.google = google;
    }

    static StandIn start(Path stateFile, boolean withDemoAccounts) {
        GoogleStandIn google = GoogleStandIn.start(new StandInOptions(0, stateFile, Clock.systemUTC()));
        if (withDemoAccounts) {
            ACCOUNTS.forEach(account -> open(google.control(), account));
        }
        return new GoogleDemo(google);
    }

    private static void open(StandInControl control, DemoAccount account) {
        if (!control.hasAccount(account.accountId())) {
            control.createAccount(
                    account.accountId(),
                    account.accountId() + "@example.com",
                    account.refreshToken(),
                    Set.of(StandInControl.CONTACTS_SCOPE, StandInControl.OTHER_CONTACTS_SCOPE));
            if (account.accountId().equals("personal")) {
                DemoContacts.personal(control, account.accountId());
            } else {
                DemoContacts.work(control, account.accountId());
            }
        }
    }

    @Override
    public String url() {
        return google.url();
    }

    @Override
    public Map<String, String> serviceEnvironment() {
        return Map.of(
                "KITH_GOOGLE_API_URL",
                url(),
                "KITH_GOOGLE_TOKEN_URL",
                url() + "/token",
                "KITH_GOOGLE_AUTH_URL",
                url() + "/o/oauth2/v2/auth",
                "KITH_GOOGLE_REVOKE_URL",
                url() + "/revoke",
                "KITH_GOOGLE_CLIENT_ID",
                "demo-client",
                "KITH_GOOGLE_CLIENT_SECRET",
                "demo-secret");
    }

    @Override
    public List<DemoAccount> demoAccounts() {
        return ACCOUNTS;
    }

    @Override
    public void close() {
        google.close();
    }
}
