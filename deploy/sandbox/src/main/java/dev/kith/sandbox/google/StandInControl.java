package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes Google do what a test or a demo wants. The same is reachable over HTTP under {@code /__admin}. */
public final class StandInControl {

    /** The scope of contacts. */
    public static final String CONTACTS_SCOPE = Tokens.CONTACTS;

    /** The scope of other contacts. */
    public static final String OTHER_CONTACTS_SCOPE = Tokens.OTHER_CONTACTS;

    private final StandInState state;

    StandInControl(StandInState state) {
        this.state = state;
    }

    public Switches switches() {
        return state.switches;
    }

    /** Opens an account; a known one only gets another refresh token. */
    public void createAccount(String id, String email, String refreshToken, Set<String> scopes) {
        state.create(
                id, String.valueOf(100_000_000_000L + Math.abs((long) id.hashCode())), email, refreshToken, scopes);
    }

    public boolean hasAccount(String id) {
        synchronized (state) {
            return state.accounts.containsKey(id);
        }
    }

    /** Lets another person answer under the account's credentials. */
    public void changeIdentity(String accountId, String profileId) {
        synchronized (state) {
            state.account(accountId).profileId = profileId;
        }
    }

    /**
     * Creates or replaces a contact.
     *
     * @param sourceId hexadecimal
     * @return its resource name
     */
    public String putContact(String accountId, String sourceId, ObjectNode person) {
        return state.upsert(state.account(accountId).contacts, sourceId, person, null);
    }

    /** The same with fields of a linked profile. */
    public String putContact(String accountId, String sourceId, ObjectNode person, ObjectNode profile) {
        return state.upsert(state.account(accountId).contacts, sourceId, person, profile);
    }

    public String putOtherContact(String accountId, String sourceId, ObjectNode person) {
        return state.upsert(state.account(accountId).others, sourceId, person, null);
    }

    public void deleteContact(String accountId, String sourceId) {
        synchronized (state) {
            state.account(accountId).contacts.delete(sourceId, state.clock.millis());
        }
    }

    public void deleteOtherContact(String accountId, String sourceId) {
        synchronized (state) {
            state.account(accountId).others.delete(sourceId, state.clock.millis());
        }
    }

    public void renameContact(String accountId, String sourceId, String newName) {
        synchronized (state) {
            state.account(accountId)
                    .contacts
                    .rename(sourceId, newName, state.switches.renameTombstone, state.clock.millis());
        }
    }

    /** Moves a contact's version without changing a field. */
    public void touchContact(String accountId, String sourceId) {
        synchronized (state) {
            state.account(accountId).contacts.touch(sourceId, state.clock.millis());
        }
    }

    public void putGroup(String accountId, String groupId, String name) {
        synchronized (state) {
            state.account(accountId).putGroup("contactGroups/" + groupId, name, false);
        }
    }

    public void deleteGroup(String accountId, String groupId) {
        synchronized (state) {
            state.account(accountId).deleteGroup("contactGroups/" + groupId);
        }
    }

    public void advance(Duration step) {
        state.advance(step);
    }

    /** Every sync token of the account issued so far is expired. */
    public void expireSyncTokens(String accountId) {
        synchronized (state) {
            StandInAccount account = state.account(accountId);
            account.expiredUntil = Math.max(account.contacts.seq(), account.others.seq());
            while (Math.min(account.contacts.seq(), account.others.seq()) <= account.expiredUntil) {
                account.contacts.skip();
                account.others.skip();
            }
        }
    }

    public void expireAccessTokens() {
        synchronized (state) {
            state.tokens.expireAccess();
        }
    }

    public void revoke(String accountId) {
        synchronized (state) {
            state.tokens.revokeAccount(accountId);
        }
    }

    public void grant(String accountId, String refreshToken, Set<String> scopes) {
        synchronized (state) {
            state.tokens.grant(refreshToken, accountId, scopes);
        }
    }

    public void consents(String accountId, Set<String> withheldScopes) {
        synchronized (state) {
            state.oauth.consents(accountId, withheldScopes);
        }
    }

    public void fault(Fault fault) {
        state.fault(fault);
    }

    /** Does something just before the page of that number of the account's next chain is answered. */
    public void beforePage(String accountId, int page, Runnable mutation) {
        synchronized (state) {
            state.account(accountId).beforePage.put(page, mutation);
        }
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
        synchronized (state) {
            Map<String, ObjectNode> live = new LinkedHashMap<>();
            state.account(accountId).contacts.all().stream()
                    .filter(entry -> !entry.deleted())
                    .forEach(entry -> live.put(entry.resourceName(), entry.person()));
            return live;
        }
    }
}
