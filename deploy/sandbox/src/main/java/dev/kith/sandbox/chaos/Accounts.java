package dev.kith.sandbox.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sandbox.carddav.CardDavStandIn;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sandbox.launcher.KithClient;
import dev.kith.sandbox.system.KithInstance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The accounts that are synced, and what lets the service into them. */
final class Accounts {

    static final String GOOGLE = "google";
    static final String CARDDAV = "carddav";

    /** Whose people somebody works on. */
    record Account(String provider, String id) {

        @Override
        public String toString() {
            return provider + "/" + id;
        }
    }

    private final StandInControl google;
    private final CardDavStandIn dav;
    private final KithInstance instance;
    private final List<String> googleAccounts = new ArrayList<>();
    private final List<String> users = new ArrayList<>();
    private final Map<String, String> passwords = new HashMap<>();
    private final Set<String> secrets = new HashSet<>();
    private int grants;

    /** @param instance that accounts are connected through */
    Accounts(StandInControl google, CardDavStandIn dav, KithInstance instance) {
        this.google = google;
        this.dav = dav;
        this.instance = instance;
    }

    List<String> google() {
        return googleAccounts;
    }

    List<String> dav() {
        return users;
    }

    List<Account> all() {
        return Stream.concat(
                        googleAccounts.stream().map(id -> new Account(GOOGLE, id)),
                        users.stream().map(id -> new Account(CARDDAV, id)))
                .toList();
    }

    /** Every token and password there ever was. */
    Set<String> secrets() {
        return Set.copyOf(secrets);
    }

    /** Opens an account at Google; people come into it before it is connected. */
    void openGoogle(String account) {
        String token = secret("refresh-secret-" + account);
        google.createAccount(account, account + "@chaos.example", token, Set.of(StandInControl.CONTACTS_SCOPE));
        googleAccounts.add(account);
    }

    void openDav(String user) {
        users.add(user);
        changePassword(user);
    }

    /** Whoever syncs with the old one is locked out. */
    void changePassword(String user) {
        String password = secret("password-secret-" + user + "-" + ++grants);
        // As it is sent.
        secret(Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
        passwords.put(user, password);
        dav.open(user, password);
    }

    void connectGoogle(String account) {
        connect(body(GOOGLE, account).put("refreshToken", "refresh-secret-" + account));
    }

    /** With another refresh token. */
    void consentAgain(String account) {
        String token = secret("refresh-secret-" + account + "-" + ++grants);
        google.grant(account, token, Set.of(StandInControl.CONTACTS_SCOPE));
        connect(body(GOOGLE, account).put("refreshToken", token));
    }

    /** With the password that is right now. */
    void connectDav(String user) {
        connect(body(CARDDAV, user)
                .put("url", dav.url(user))
                .put("username", user)
                .put("password", passwords.get(user)));
    }

    private void connect(ObjectNode body) {
        client().post("/api/accounts", body);
    }

    private String secret(String value) {
        secrets.add(value);
        return value;
    }

    private KithClient client() {
        return instance.client();
    }

    private static ObjectNode body(String provider, String account) {
        return JsonNodeFactory.instance.objectNode().put("provider", provider).put("accountId", account);
    }
}
