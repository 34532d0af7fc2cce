package dev.kith.sandbox.launcher;

import java.util.List;
import java.util.Map;

/** A provider's stand-in as the launcher sees it. */
interface StandIn extends AutoCloseable {

    /** A person's account at the stand-in, ready to be connected. */
    record DemoAccount(String provider, String accountId, String refreshToken) {}

    String url();

    /** The variables that point the service at the stand-in instead of the provider itself. */
    Map<String, String> serviceEnvironment();

    List<DemoAccount> demoAccounts();

    @Override
    void close();
}
