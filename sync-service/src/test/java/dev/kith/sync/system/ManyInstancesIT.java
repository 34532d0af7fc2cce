package dev.kith.sync.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sandbox.system.KithInstance;
import dev.kith.sandbox.system.KithServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three instances share two hundred accounts, whoever of them dies, sleeps or is exchanged. */
@Tag("proof")
class ManyInstancesIT {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration WAIT = Duration.ofMinutes(5);
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final int INSTANCES = 3;
    private static final int ACCOUNTS = Integer.getInteger("kith.many.accounts", 200);
    private static final int PEOPLE = 10;
    private static final String ALL_DUE = "UPDATE contacts_sync_leases SET next_run_at = now()";
    private static final String SOME_DUE =
            ALL_DUE + " WHERE account_id IN (SELECT account_id FROM contacts_sync_leases ORDER BY random() LIMIT 6)";

    @TempDir
    static Path folder;

    private static KithServers servers;
    private static LeaseWatch watch;
    private static final List<KithInstance> instances = new ArrayList<>();
    /** Of each person by family name, what the source says now, and how often it has said something else. */
    private static final Map<String, String> titles = new HashMap<>();

    private static final Map<String, Integer> changes = new HashMap<>();

    private final StandInControl google = servers.google().control();

    @BeforeAll
    static void start() {
        servers = KithServers.start(folder.resolve("servers"));
        Map<String, String> environment = new HashMap<>(servers.environment());
        environment.put("KITH_SYNC_LEASE", LEASE.toString());
        environment.put("KITH_SYNC_INTERVAL", "PT6H");
        for (String channel : List.of("CONTACTS_IN", "MAC_CONTACTS_IN", "INTERACTIONS_IN")) {
            environment.put("MP_MESSAGING_INCOMING_" + channel + "_SESSION_TIMEOUT_MS", "6000");
            environment.put("MP_MESSAGING_INCOMING_" + channel + "_HEARTBEAT_INTERVAL_MS", "1500");
        }
        for (int i = 0; i < INSTANCES; i++) {
            instances.add(new KithInstance(
                    JAR.toAbsolutePath(),
                    folder.resolve("kith-" + i),
                    List.of("-Xmx256m", "-XX:+UseSerialGC"),
                    environment));
        }
        instances.forEach(KithInstance::launch);
        instances.forEach(KithInstance::awaitReady);
        watch = new LeaseWatch(servers);
        IntStream.range(0, ACCOUNTS).forEach(ManyInstancesIT::open);
        awaitRest();
        assertThat(servers.number("SELECT count(*) FROM contacts")).isEqualTo((long) ACCOUNTS * PEOPLE);
    }

    @AfterAll
    static void stop() throws IOException {
        if (watch != null) {
            watch.close();
        }
        instances.forEach(KithInstance::close);
        if (servers != null) {
            servers.close();
        }
    }

    @BeforeEach
    void begin() {
        google.switches().pageMillis = 0;
        servers.execute("UPDATE contacts_sync_leases SET next_run_at = now() + interval '6 hours'");
    }

    private static void open(int number) {
        String account = "many-" + number;
        servers.google()
                .control()
                .createAccount(
                        account, account + "@example.com", "refresh-" + account, Set.of(StandInControl.CONTACTS_SCOPE));
        for (int person = 0; person < PEOPLE; person++) {
            say(number, person, "Title 0");
        }
        instances
                .get(number % INSTANCES)
                .client()
                .post(
                        "/api/accounts",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("provider", "google")
                                .put("accountId", account)
                                .put("refreshToken", "refresh-" + account));
    }

    private static void say(int account, int person, String title) {
        String family = "Person" + letters(account * PEOPLE + person);
        var node = JsonNodeFactory.instance.objectNode();
        node.putArray("names").addObject().put("givenName", "Pat").put("familyName", family);
        node.putArray("organizations").addObject().put("name", "Many").put("title", title);
        changes.merge(family, 1, Integer::sum);
        titles.put(family, title);
        servers.google().control().putContact("many-" + account, Integer.toHexString(0x1000 + person), node);
    }

    private static String letters(int number) {
        return Integer.toString(number + 26 * 26 * 26, 26)
                .chars()
                .mapToObj(digit -> String.valueOf((char) ('a' + Character.digit(digit, 26))))
                .reduce("", String::concat);
    }

    private static void sayEverywhere(String title) {
        IntStream.range(0, ACCOUNTS).forEach(account -> say(account, account % PEOPLE, title));
    }

    @Test
    void shareTheWorkEvenly() {
        google.switches().pageMillis = 50;
        List<Double> before = instances.stream().map(ManyInstancesIT::reads).toList();
        int rounds = 4;
        for (int round = 1; round <= rounds; round++) {
            sayEverywhere("Shared " + round);
            servers.execute(ALL_DUE + " + random() * interval '8 seconds'");
            awaitRest();
        }

        List<Double> shares = IntStream.range(0, INSTANCES)
                .mapToObj(i -> reads(instances.get(i)) - before.get(i))
                .toList();
        double all = rounds * ACCOUNTS;
        System.out.println("many-instances reads=" + all + " shares=" + shares);
        assertThat(shares.stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(all);
        assertThat(shares).allSatisfy(share -> assertThat(share).isBetween(0.15 * all, 0.55 * all));
        assertNothingLostOrDoneTwice();
    }

    @Test
    void takeOverWithinALeaseWhatADeadOneHeld() {
        KithInstance victim = instances.get(1);
        String owner = restarted(victim);
        Map<String, Long> held = letItHoldSome(owner);
        victim.kill();

        System.out.println("many-instances takeover_after=kill accounts=" + held.size() + " " + takenOver(held, owner));
        victim.start();
        assertNothingLostOrDoneTwice();
    }

    @Test
    void takeOverWithinALeaseWhatASleepingOneHeldAndItsPagesNoLongerCount() {
        KithInstance victim = instances.get(2);
        String owner = restarted(victim);
        Map<String, Long> held = letItHoldSome(owner);
        victim.freeze();

        try {
            System.out.println(
                    "many-instances takeover_after=stop accounts=" + held.size() + " " + takenOver(held, owner));
            awaitRest();
        } finally {
            victim.thaw();
        }
        victim.awaitReady();
        assertNothingLostOrDoneTwice();
    }

    @Test
    void loseNothingAndChangeNothingTwiceWhileTheyAreExchangedOneByOne() {
        google.switches().pageMillis = 50;
        for (int i = 0; i < INSTANCES; i++) {
            sayEverywhere("Rolled " + i);
            servers.execute(ALL_DUE + " + random() * interval '5 seconds'");
            instances.get(i).close();
            instances.get(i).start();
        }

        assertNothingLostOrDoneTwice();
    }

    /** The name under which an instance holds leases from now on. */
    private static String restarted(KithInstance instance) {
        instance.close();
        Set<String> known = watch.owners();
        instance.start();
        return await().atMost(WAIT)
                .until(
                        () -> {
                            servers.execute(ALL_DUE);
                            Set<String> owners = watch.owners();
                            owners.removeAll(known);
                            return owners;
                        },
                        owners -> owners.size() == 1)
                .iterator()
                .next();
    }

    /** Few accounts are due and their pages take long, so that an instance is in the middle of some. */
    private Map<String, Long> letItHoldSome(String owner) {
        awaitRest();
        google.switches().pageMillis = 3_000;
        IntStream.range(0, ACCOUNTS).forEach(account -> say(account, 0, "Before " + owner));
        return await().atMost(WAIT)
                .until(
                        () -> {
                            if (watch.heldBy(owner).isEmpty()) {
                                servers.execute(SOME_DUE);
                            }
                            return watch.heldBy(owner);
                        },
                        held -> !held.isEmpty());
    }

    private String takenOver(Map<String, Long> held, String owner) {
        long begun = System.nanoTime();
        google.switches().pageMillis = 0;
        await().atMost(LEASE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> watch.stillHeld(held, owner).isEmpty());
        return "seconds=%.1f lease=%d".formatted((System.nanoTime() - begun) / 1e9, LEASE.toSeconds());
    }

    /** Reads of accounts that this instance has ended since it began. */
    private static double reads(KithInstance instance) {
        return Scrape.sum(instance, "kith_sync_reads_total");
    }

    private static void awaitRest() {
        await().atMost(WAIT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> servers.number("SELECT (SELECT count(*) FROM contacts_sync_leases WHERE owner IS NOT NULL"
                                + " OR next_run_at < now()) + (SELECT count(*) FROM contacts_sync_runs"
                                + " WHERE state = 'RUNNING') + " + ACCOUNTS
                                + " - (SELECT count(*) FROM contacts_sync_state"
                                + " WHERE last_success_at IS NOT NULL)")
                        == 0);
    }

    private void assertNothingLostOrDoneTwice() {
        google.switches().pageMillis = 0;
        servers.execute(ALL_DUE);
        awaitRest();
        assertThat(watch.contested()).as("leases that two instances held").isEmpty();
        assertThat(servers.texts("SELECT a.account_id FROM contacts_sync_runs a JOIN contacts_sync_runs b"
                        + " USING (provider, account_id) WHERE a.run_id <> b.run_id"
                        + " AND a.started_at < b.started_at AND b.started_at < a.ended_at"))
                .as("accounts of which two runs were under way")
                .isEmpty();
        assertThat(servers.texts(
                        "SELECT DISTINCT concat_ws(' ', state, error_code, error_message) FROM contacts_sync_runs"))
                .containsExactly("SUCCEEDED");
        Map<String, String> held = new HashMap<>();
        servers.texts("SELECT last_name || '=' || job_title FROM contacts").forEach(person -> {
            String[] parts = person.split("=", 2);
            assertThat(held.put(parts[0], parts[1]))
                    .as("another one of the same name")
                    .isNull();
        });
        assertThat(held).isEqualTo(titles);
        servers.texts("SELECT c.last_name || '=' || count(*) FILTER (WHERE a.type = 'contact_synced') || '='"
                        + " || count(*) FILTER (WHERE a.type <> 'contact_synced')"
                        + " FROM contacts c JOIN activity_feed a ON a.contact_id = c.id GROUP BY c.last_name")
                .forEach(activity -> {
                    String[] parts = activity.split("=");
                    assertThat(parts[1]).as("arrivals").isEqualTo("1");
                    assertThat(Integer.parseInt(parts[2])).as("updates").isLessThan(changes.get(parts[0]));
                });
    }
}
