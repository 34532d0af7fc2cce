package dev.kith.sandbox.chaos;

import dev.kith.sandbox.carddav.DavFault;
import dev.kith.sandbox.google.Fault;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sandbox.google.Switches;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What Google and an address book server do. */
final class ProviderBreakages {

    private static final List<String> GOOGLE_PATHS = List.of(
            "/v1/people/me/connections",
            "/v1/people/me/connections",
            "/v1/people/me/connections",
            "/v1/contactGroups",
            "/v1/people:batchGet",
            "/v1/people/me");

    private final ChaosServers servers;
    private final Accounts accounts;
    private final Random random;
    private final Set<String> revoked = new LinkedHashSet<>();
    private final Set<String> lockedOut = new LinkedHashSet<>();

    ProviderBreakages(ChaosServers servers, Random random) {
        this.servers = servers;
        this.accounts = servers.accounts();
        this.random = random;
    }

    Breakage of(FaultKind kind) {
        long millis = 500 + random.nextInt(5_000);
        StandInControl google = servers.google().control();
        Switches switches = google.switches();
        String account = accounts.google().get(random.nextInt(accounts.google().size()));
        String user = accounts.dav().get(random.nextInt(accounts.dav().size()));
        return switch (kind) {
            case GOOGLE_RATE_LIMITED -> google(Fault.Kind.RATE_LIMITED);
            case GOOGLE_UNAVAILABLE -> google(Fault.Kind.UNAVAILABLE);
            case GOOGLE_INTERNAL -> google(Fault.Kind.INTERNAL);
            case GOOGLE_BAD_GATEWAY -> google(Fault.Kind.HTML_BAD_GATEWAY);
            case GOOGLE_UNAUTHORIZED -> google(Fault.Kind.UNAUTHORIZED);
            case GOOGLE_RESET -> google(Fault.Kind.RESET);
            case GOOGLE_TRUNCATED -> google(Fault.Kind.TRUNCATED);
            case GOOGLE_HALF_BODY -> google(Fault.Kind.HALF_BODY);
            case GOOGLE_STALL -> google(Fault.Kind.STALL);
            case GOOGLE_STALLED_BODY -> google(Fault.Kind.STALLED_BODY);
            case GOOGLE_SLOW_BODY -> google(Fault.Kind.SLOW_BODY);
            case GOOGLE_TOKENS_FAIL ->
                Breakage.of(
                        () -> {
                            switches.tokenEndpointStatus = 500;
                            google.expireAccessTokens();
                        },
                        () -> switches.tokenEndpointStatus = 0,
                        millis);
            case GOOGLE_SYNC_TOKENS_EXPIRED -> Breakage.once(() -> google.expireSyncTokens(account));
            case GOOGLE_ACCESS_TOKENS_EXPIRED -> Breakage.once(google::expireAccessTokens);
            case GOOGLE_REVOKED ->
                Breakage.once(() -> {
                    google.revoke(account);
                    revoked.add(account);
                });
            case GOOGLE_EMPTY_PAGES ->
                Breakage.of(() -> switches.emptyPageEvery = 2, () -> switches.emptyPageEvery = 0, millis);
            case GOOGLE_EMPTY_LIST ->
                Breakage.of(
                        () -> {
                            switches.nobodyListed = true;
                            google.expireSyncTokens(account);
                        },
                        () -> switches.nobodyListed = false,
                        millis);
            case GOOGLE_LATE ->
                Breakage.of(() -> switches.propagationSeconds = 3, () -> switches.propagationSeconds = 0, millis);
            case DAV_RATE_LIMITED -> dav(user, DavFault.RATE_LIMITED);
            case DAV_UNAVAILABLE -> dav(user, DavFault.UNAVAILABLE);
            case DAV_INTERNAL -> dav(user, DavFault.INTERNAL);
            case DAV_LOGIN_PAGE -> dav(user, DavFault.LOGIN_PAGE);
            case DAV_RESET -> dav(user, DavFault.RESET);
            case DAV_TRUNCATED -> dav(user, DavFault.TRUNCATED);
            case DAV_HALF_BODY -> dav(user, DavFault.HALF_BODY);
            case DAV_STALL -> dav(user, DavFault.STALL);
            case DAV_TOKENS_FORGOTTEN -> Breakage.once(() -> servers.dav().forgetTokens(user));
            case DAV_EMPTY_LIST ->
                Breakage.of(
                        () -> {
                            servers.dav().empty(user, true);
                            servers.dav().forgetTokens(user);
                        },
                        () -> servers.dav().empty(user, false),
                        millis);
            case DAV_PASSWORD_CHANGED ->
                Breakage.once(() -> {
                    accounts.changePassword(user);
                    lockedOut.add(user);
                });
            default -> throw new IllegalArgumentException(kind.name());
        };
    }

    /** Some calls in a row; of 401 only one: a person whose new token is refused, too, has to consent again. */
    private Breakage google(Fault.Kind kind) {
        String path = GOOGLE_PATHS.get(random.nextInt(GOOGLE_PATHS.size()));
        int calls = kind == Fault.Kind.UNAUTHORIZED ? 1 : 1 + random.nextInt(4);
        return Breakage.once(() -> {
            for (int call = 1; call <= calls; call++) {
                servers.google().control().fault(new Fault(path, call, kind));
            }
        });
    }

    private Breakage dav(String user, DavFault fault) {
        int calls = 1 + random.nextInt(4);
        return Breakage.once(() -> {
            for (int call = 0; call < calls; call++) {
                servers.dav().fault(user, fault);
            }
        });
    }

    /** Nothing more goes wrong, and whoever has to consent or to enter a password does. */
    void mend() {
        servers.google().control().clearFaults();
        servers.dav().clearFaults();
        revoked.forEach(accounts::consentAgain);
        lockedOut.forEach(accounts::connectDav);
        revoked.clear();
        lockedOut.clear();
    }
}
