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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
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
    private static final int PEOPLE = 18;
    /** People on a page: few, so that whatever happens happens between the pages of an account too. */
    private static final int PAGE = 2;

    private static final String ALL_DUE = "UPDATE contacts_sync_leases SET next_run_at = now()";
    private static final String STALE = "SELECT count(*) FROM contacts_stale_records";

    @TempDir
    static Path folder;

    private static KithServers servers;
    private static LeaseWatch watch;
    private static final List<KithInstance> instances = new ArrayList<>();
    /** Of each person by family name, what the source says now, and how many sayings reached the CRM one by one. */
    private static final Map<String, String> titles = new HashMap<>();

    private static final Map<String, Integer> changes = new HashMap<>();

    private final StandInControl google = servers.google().control();

    /** An account that an instance is in the middle of: its first page is applied, its second on its way. */
    private record Halfway(String account, String run, long fence) {}

    @BeforeAll
    static void start() {
        servers = KithServers.start(folder.resolve("servers"));
        servers.google().control().switches().maximumPageSize = PAGE;
        Map<String, String> environment = new HashMap<>(servers.environment());
        environment.put("KITH_SYNC_LEASE", LEASE.toString());
        environment.put("KITH_SYNC_INTERVAL", "PT6H");
        for (String channel : List.of("CONTACTS_IN", "MAC_CONTACTS_IN", "INTERACTIONS_IN")) {
            environment.put("MP_MESSAGING_INCOMING_" + channel + "_SESSION_TIMEOUT_MS", "6000");
            environment.put("MP_MESSAGING_INCOMING_" + channel + "_HEARTBEAT_INTERVAL_MS", "1500");
        }
        String database = environment.get("QUARKUS_DATASOURCE_REACTIVE_URL");
        for (int i = 0; i < INSTANCES; i++) {
            environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database + "?application_name=" + name(i));
            instances.add(new KithInstance(
                    JAR.toAbsolutePath(),
                    folder.resolve(name(i)),
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
        instances.forEach(KithInstance::close);
        if (servers != null) {
            servers.close();
        }
    }

    private static String name(int instance) {
        return "kith-" + instance;
    }

    @BeforeEach
    @AfterEach
    void begin() {
        google.switches().pageMillis = 0;
        google.switches().pagesHeld = false;
        watch.reserveNothing();
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
        changes.merge(family(account, person), 1, Integer::sum);
        sayInstead(account, person, title);
    }

    private static String family(int account, int person) {
        return "Person" + letters(account * PEOPLE + person);
    }

    /** The same where what was said last is never to reach the CRM. */
    private static void sayInstead(int account, int person, String title) {
        String family = family(account, person);
        var node = JsonNodeFactory.instance.objectNode();
        node.putArray("names").addObject().put("givenName", "Pat").put("familyName", family);
        node.putArray("organizations").addObject().put("name", "Many").put("title", title);
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
    void takeOverWithinALeaseWhatADeadOneHeldAndGoOnBetweenItsPages() {
        int victim = 1;
        Halfway halfway = stopHalfway(victim, List.of(0, 1, 2));
        long begun = System.nanoTime();
        instances.get(victim).kill();
        Map<String, Long> held = watch.heldBy(name(victim));

        assertThat(held).containsEntry(halfway.account(), halfway.fence());
        awaitHeirs(victim, held, begun, "kill");
        instances.get(victim).start();
        assertNothingLostOrDoneTwice();
        assertThat(pages(halfway)).isEqualTo(firstPageOfTheVictim());
    }

    @Test
    void takeOverWithinALeaseWhatASleepingOneHeldAndItsPagesNoLongerCount() {
        int victim = 2;
        int account = 3;
        Halfway halfway = stopHalfway(victim, List.of(account));
        long begun = System.nanoTime();
        instances.get(victim).freeze();
        long stale;
        try {
            Map<String, Long> held = watch.heldBy(name(victim));
            assertThat(held).containsEntry(halfway.account(), halfway.fence());
            // The page that the sleeper was sent says what is so no longer.
            sayInstead(account, PAGE, "Later");
            holdFromPage(3, List.of(account));
            awaitHeirs(victim, held, begun, "stop");
            awaitCheckpoint(halfway.run(), 2);
            stale = servers.number(STALE);
        } finally {
            instances.get(victim).thaw();
        }

        await().atMost(Duration.ofSeconds(30))
                .alias("the sleeper's page is passed over")
                .until(() -> servers.number(STALE) > stale);
        assertThat(servers.texts("SELECT concat_ws(' ', state, phase, checkpoint_page) FROM contacts_sync_runs"
                        + " WHERE run_id = '" + halfway.run() + "'"))
                .as("its heir's run, held before the third page")
                .containsExactly("RUNNING FETCHING 2");
        instances.get(victim).awaitReady();
        assertNothingLostOrDoneTwice();
        assertThat(pages(halfway)).isEqualTo(firstPageOfTheVictim());
    }

    @Test
    void loseNothingAndChangeNothingTwiceWhileTheyAreExchangedOneByOne() {
        google.switches().pageMillis = 200;
        String begun = servers.texts("SELECT now()").get(0);
        for (int i = 0; i < INSTANCES; i++) {
            int round = i;
            // Other people each time: what is said twice may reach the CRM once, and nobody could tell how often it
            // should.
            IntStream.range(0, ACCOUNTS * PEOPLE)
                    .filter(person -> person % INSTANCES == round)
                    .forEach(person -> say(person / PEOPLE, person % PEOPLE, "Rolled"));
            servers.execute(ALL_DUE + " + random() * interval '5 seconds'");
            await().atMost(WAIT).until(() -> betweenPages(name(round)));
            instances.get(i).close();
            instances.get(i).start();
        }

        assertNothingLostOrDoneTwice();
        long handedOn = servers.number("SELECT count(*) FROM (SELECT run_id FROM contacts_sync_run_parts"
                + " JOIN contacts_sync_runs USING (run_id) WHERE started_at >= '" + begun + "'"
                + " GROUP BY run_id HAVING count(DISTINCT fence) > 1) handed_on");
        System.out.println("many-instances rolled runs_handed_on_between_pages=" + handedOn);
        assertThat(handedOn).isPositive();
    }

    /** Everybody of these accounts changes, and this instance is held in the middle of one at least. */
    private Halfway stopHalfway(int instance, List<Integer> accounts) {
        awaitRest();
        List<String> names = accounts.stream().map(number -> "many-" + number).toList();
        accounts.forEach(number -> IntStream.range(0, PEOPLE)
                .forEach(person -> say(number, person, "Before the end of " + name(instance))));
        watch.reserve(names, name(instance));
        holdFromPage(2, accounts);
        servers.execute(ALL_DUE + " WHERE account_id IN ('" + String.join("','", names) + "')");
        String account = await().atMost(WAIT)
                .until(
                        () -> servers.texts("SELECT account_id FROM contacts_sync_runs"
                                + " WHERE state = 'RUNNING' AND phase = 'FETCHING' AND checkpoint_page = 1"),
                        found -> !found.isEmpty())
                .get(0);
        names.forEach(name -> google.beforePage(name, 2, () -> {}));
        String run = servers.texts("SELECT run_id FROM contacts_sync_runs WHERE state = 'RUNNING' AND account_id = '"
                        + account + "'")
                .get(0);
        return new Halfway(account, run, watch.heldBy(name(instance)).get(account));
    }

    /** No page is given any more once that one of any of these accounts is asked for. */
    private void holdFromPage(int page, List<Integer> accounts) {
        accounts.forEach(number -> google.beforePage("many-" + number, page, () -> google.switches().pagesHeld = true));
    }

    private void awaitHeirs(int victim, Map<String, Long> held, long begun, String after) {
        watch.reserveNothing();
        google.switches().pagesHeld = false;
        await().atMost(LEASE.minusNanos(System.nanoTime() - begun))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> watch.takenFrom(name(victim), held).equals(held.keySet()));
        System.out.printf(
                "many-instances takeover_after=%s accounts=%d seconds=%.1f lease=%d%n",
                after, held.size(), (System.nanoTime() - begun) / 1e9, LEASE.toSeconds());
    }

    private static void awaitCheckpoint(String run, int page) {
        await().atMost(WAIT)
                .until(() ->
                        servers.number("SELECT checkpoint_page FROM contacts_sync_runs WHERE run_id = '" + run + "'")
                                == page);
    }

    private static boolean betweenPages(String instance) {
        Set<String> halfway = new HashSet<>(servers.texts("SELECT account_id FROM contacts_sync_runs"
                + " WHERE state = 'RUNNING' AND phase = 'FETCHING' AND checkpoint_page > 0"));
        halfway.retainAll(watch.heldBy(instance).keySet());
        return !halfway.isEmpty();
    }

    /** Who brought which pages of a run that counted. */
    private static List<String> pages(Halfway halfway) {
        return servers.texts("SELECT page || CASE WHEN fence = " + halfway.fence() + " THEN ' victim' ELSE ' heir' END"
                + " FROM contacts_sync_run_parts WHERE run_id = '" + halfway.run() + "' ORDER BY page, fence");
    }

    private static List<String> firstPageOfTheVictim() {
        return IntStream.rangeClosed(1, PEOPLE / PAGE)
                .mapToObj(page -> page + (page == 1 ? " victim" : " heir"))
                .toList();
    }

    /** Reads of accounts that this instance has ended since it began. */
    private static double reads(KithInstance instance) {
        return Scrape.sum(instance, "kith_sync_reads_total");
    }

    private static void awaitRest() {
        // What is due within the hour has been asked for: the interval is six.
        await().atMost(WAIT).pollInterval(Duration.ofMillis(200)).until(() -> {
            assertUncontested();
            return servers.number("SELECT (SELECT count(*) FROM contacts_sync_leases WHERE owner IS NOT NULL"
                            + " OR next_run_at < now() + interval '1 hour') + (SELECT count(*) FROM contacts_sync_runs"
                            + " WHERE state = 'RUNNING') + " + ACCOUNTS
                            + " - (SELECT count(*) FROM contacts_sync_state"
                            + " WHERE last_success_at IS NOT NULL)")
                    == 0;
        });
    }

    private static void assertUncontested() {
        assertThat(watch.contested()).as("leases taken while another held them").isEmpty();
    }

    private void assertNothingLostOrDoneTwice() {
        google.switches().pageMillis = 0;
        google.switches().pagesHeld = false;
        servers.execute(ALL_DUE);
        awaitRest();
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
        Map<String, String> activity = new HashMap<>();
        servers.texts("SELECT c.last_name || '=' || string_agg(a.type, ' ' ORDER BY a.created_at)"
                        + " FROM contacts c JOIN activity_feed a ON a.contact_id = c.id GROUP BY c.last_name")
                .forEach(person -> activity.put(person.split("=")[0], person.split("=")[1]));
        Map<String, String> expected = new HashMap<>();
        changes.forEach(
                (family, times) -> expected.put(family, "contact_synced" + " contact_sync_updated".repeat(times - 1)));
        assertThat(activity).as("arrivals and updates").isEqualTo(expected);
    }
}
