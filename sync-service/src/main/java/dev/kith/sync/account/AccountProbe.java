package dev.kith.sync.account;

/** Whether the source answers under the stored credentials, and what to do when it does not. */
public record AccountProbe(boolean ok, String code, String message) {

    static AccountProbe passed() {
        return new AccountProbe(true, "ok", "The source answers under the stored credentials.");
    }
}
