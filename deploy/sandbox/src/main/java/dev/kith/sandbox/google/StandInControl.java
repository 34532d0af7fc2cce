package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Makes Google do what a test or a demo wants. The same is reachable over HTTP under {@code /__admin}. */
public final class StandInControl {

    /** The scope of contacts. */
    public static final String CONTACTS_SCOPE = Tokens.CONTACTS;

    /** The scope of other contacts. */
    public static final String OTHER_CONTACTS_SCOPE = Tokens.OTHER_CONTACTS;

    private static final long FIRST_PROFILE_ID = 100_000_000_000L;

    private final StandInState state;

    StandInControl(StandInState state) {
        this.state = state;
    }

    public Switches switches() {
        return state.switches;
    }

    /** Opens an account; a known one only gets another refresh token. */
    public void createAccount(String id, String email, String refreshToken, Set<String> scopes) {
        change(() -> {
            String profileId = String.valueOf(FIRST_PROFILE_ID + Math.abs((long) id.hashCode()));
            state.accounts.putIfAbsent(id, new StandInAccount(id, profileId, email, now()));
            state.tokens.grant(refreshToken, id, scopes);
        });
    }

    public boolean hasAccount(String id) {
        synchronized (state) {
            return state.accounts.containsKey(id);
        }
    }

    /** Lets another person answer under the account's credentials. */
    public void changeIdentity(String accountId, String profileId) {
        change(accountId, account -> account.profileId = profileId);
    }

    /**
     * Creates or replaces a contact.
     *
     * @param sourceId hexadecimal
     * @return its resource name
     */
    public String putContact(String accountId, String sourceId, ObjectNode person) {
        return putContact(accountId, sourceId, person, null);
    }

    /** The same with fields of a linked profile. */
    public String putContact(String accountId, String sourceId, ObjectNode person, ObjectNode profile) {
        return change(accountId, account -> account.contacts.upsert(sourceId, person, profile, now()));
    }

    public String putOtherContact(String accountId, String sourceId, ObjectNode person) {
        return putOtherContact(accountId, sourceId, person, null);
    }

    public String putOtherContact(String accountId, String sourceId, ObjectNode person, ObjectNode profile) {
        return change(accountId, account -> account.others.upsert(sourceId, person, profile, now()));
    }

    public void deleteContact(String accountId, String sourceId) {
        change(() -> state.account(accountId).contacts.delete(sourceId, now()));
    }

    public void deleteOtherContact(String accountId, String sourceId) {
        change(() -> state.account(accountId).others.delete(sourceId, now()));
    }

    public void renameContact(String accountId, String sourceId, String newName) {
        change(() ->
                state.account(accountId).contacts.rename(sourceId, newName, state.switches.renameTombstone, now()));
    }

    /** Moves a contact's version without changing a field. */
    public void touchContact(String accountId, String sourceId) {
        change(() -> state.account(accountId).contacts.touch(sourceId, now()));
    }

    /** Creates or renames a group; names are unique in an account. */
    public void putGroup(String accountId, String groupId, String name) {
        change(() -> state.account(accountId).putGroup("contactGroups/" + groupId, name, false, now()));
    }

    public void deleteGroup(String accountId, String groupId) {
        change(() -> state.account(accountId).deleteGroup("contactGroups/" + groupId, now()));
    }

    public Instant time() {
        return state.clock.instant();
    }

    public void advance(Duration step) {
        change(() -> state.clock.advance(step));
    }

    /** Every sync token of the account issued so far is expired. */
    public void expireSyncTokens(String accountId) {
        change(() -> state.account(accountId).syncEpoch++);
    }

    public void expireAccessTokens() {
        change(state.tokens::expireAccess);
    }

    public void revoke(String accountId) {
        change(() -> state.tokens.revokeAccount(accountId));
    }

    public void grant(String accountId, String refreshToken, Set<String> scopes) {
        change(() -> state.tokens.grant(refreshToken, state.account(accountId).id, scopes));
    }

    /** Who consents at the next authorisation requests, and which of the scopes that person unticks. */
    public void consents(String accountId, Set<String> withheldScopes) {
        change(() -> state.oauth.consents(state.account(accountId).id, withheldScopes));
    }

    public void fault(Fault fault) {
        state.fault(fault);
    }

    /** What has not gone wrong yet will not. */
    public void clearFaults() {
        state.clearFaults();
    }

    /** Does something just before the page of that number of the account's next chain is answered. */
    public void beforePage(String accountId, int page, Runnable mutation) {
        change(() -> state.account(accountId).beforePage(page, mutation));
    }

    public List<RecordedRequest> requests() {
        return state.requests();
    }

    public void clearRequests() {
        state.clearRequests();
    }

    public long refreshes() {
        synchronized (state) {
            return state.tokens.refreshes();
        }
    }

    /** The ground truth: every live contact of the account by resource name. */
    public Map<String, ObjectNode> contacts(String accountId) {
        return read(accountId, account -> live(account.contacts));
    }

    /** Every live other contact of the account by resource name. */
    public Map<String, ObjectNode> otherContacts(String accountId) {
        return read(accountId, account -> live(account.others));
    }

    /** The names of the user's own groups by resource name. */
    public Map<String, String> groups(String accountId) {
        return read(accountId, account -> {
            Map<String, String> names = new LinkedHashMap<>();
            account.groupsInOrder().stream()
                    .filter(group -> !group.deleted() && !group.system())
                    .forEach(group -> names.put(group.resourceName(), group.name()));
            return names;
        });
    }

    /** The accounts and the address that each belongs to. */
    public Map<String, String> accounts() {
        synchronized (state) {
            Map<String, String> emails = new LinkedHashMap<>();
            state.accounts.values().forEach(account -> emails.put(account.id, account.email));
            return emails;
        }
    }

    private static Map<String, ObjectNode> live(EntryList list) {
        Map<String, ObjectNode> live = new LinkedHashMap<>();
        list.live().forEach(entry -> live.put(entry.resourceName(), entry.person()));
        return live;
    }

    private <T> T read(String accountId, Function<StandInAccount, T> reading) {
        synchronized (state) {
            return reading.apply(state.account(accountId));
        }
    }

    private <T> T change(String accountId, Function<StandInAccount, T> mutation) {
        synchronized (state) {
            T result = mutation.apply(state.account(accountId));
            state.changed();
            return result;
        }
    }

    private void change(Runnable mutation) {
        synchronized (state) {
            mutation.run();
            state.changed();
        }
    }

    private long now() {
        return state.clock.millis();
    }
}
