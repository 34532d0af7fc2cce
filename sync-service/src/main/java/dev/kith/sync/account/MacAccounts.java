package dev.kith.sync.account;

import java.util.Optional;
import java.util.regex.Pattern;

/** Accounts of Macs: {@code <machine id>.<store id>}, one for each store of a machine. */
public final class MacAccounts {

    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,199}\\.[A-Za-z0-9_-]{1,100}");

    private MacAccounts() {}

    /** The machine that an account's store is on; empty when it is no such account. */
    public static Optional<String> machineOf(String accountId) {
        return accountId != null && ACCOUNT.matcher(accountId).matches()
                ? Optional.of(accountId.substring(0, accountId.lastIndexOf('.')))
                : Optional.empty();
    }
}
