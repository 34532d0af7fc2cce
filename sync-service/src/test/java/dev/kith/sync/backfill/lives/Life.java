package dev.kith.sync.backfill.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.backfill.apply.ReplayApplier;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Lives a life: lets its steps happen at the sources and in the CRM, and looks at what each of them wrote and told. */
final class Life {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    final World world;
    final Deeds deeds = new Deeds();

    private final SourceSteps sources;
    private final HumanSteps humans;
    private final Witness witness;
    private final Picture before = new Picture();
    private final Picture after = new Picture();
    private final Conduct conduct;
    private final ReplayApplier replays;
    /** Accounts that were read since anybody did anything that concerns them. */
    private final Set<AccountKey> undisturbed = new HashSet<>();

    Life(CrmFixture crm, long number) {
        this.world = new World(crm, number);
        this.sources = new SourceSteps(world, deeds);
        this.humans = new HumanSteps(crm, world, deeds);
        this.witness = Witness.of(crm);
        this.conduct = new Conduct(world, deeds, before, after);
        this.replays = crm.replays();
    }

    void live(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            try {
                happen(steps.get(i));
            } catch (AssertionError e) {
                throw new AssertionError("step " + i + ", " + steps.get(i) + ": " + e.getMessage(), e);
            }
        }
    }

    /** Reads everything once more, as a full refresh does. */
    void settle() {
        world.accounts.forEach(humans::connectAgain);
        world.accounts.forEach(account -> sync(account, SyncMode.FULL, false));
        // Those who only enrich may find somebody who came after them.
        world.accounts.stream()
                .filter(account -> world.hasOthers(account) && !undisturbed.contains(account))
                .forEach(account -> sync(account, SyncMode.FULL, false));
    }

    private void happen(Step step) {
        AccountKey account = world.account(step.who());
        switch (step.kind()) {
            case SYNC -> sync(account, SyncMode.INCREMENTAL, false);
            case SYNC_FULL -> sync(account, SyncMode.FULL, false);
            case SYNC_TWICE_DELIVERED -> sync(account, SyncMode.INCREMENTAL, true);
            case REPLAY -> replay(account);
            default -> {
                if (step.kind().doer == Step.Doer.SOURCE) {
                    sources.happen(step);
                } else {
                    humans.happen(step);
                    List<Witness.Written> written = witness.since();
                    Telling.of(written).forEach(Telling::judge);
                    before.take(written);
                    after.take(written);
                    undisturbed.clear();
                }
            }
        }
    }

    private void sync(AccountKey account, SyncMode mode, boolean twice) {
        if (world.disconnected.contains(account)) {
            return;
        }
        World.Reading reading = world.read(account, mode);
        boolean quiet = !reading.news && undisturbed.contains(account);
        Set<String> came = new HashSet<>();
        if (twice) {
            reading.deliver(false);
            judge(account, came, quiet, false);
        }
        reading.deliver(true);
        judge(account, came, quiet, twice);
        if (reading.confirm()) {
            judge(account, came, quiet, false);
        }
        undisturbed.add(account);
    }

    /** @param again whether all was delivered before but for the news that it is the end, with which labels come */
    private void judge(AccountKey account, Set<String> came, boolean quiet, boolean again) {
        List<Witness.Written> written = witness.since();
        if (quiet) {
            assertThat(written).as("written without news").isEmpty();
        }
        if (again) {
            assertThat(written).as("written again").allMatch(Telling::ofLabels);
        }
        for (Telling telling : Telling.of(written)) {
            telling.judgeSync(world, came);
            after.take(telling.written());
            conduct.judge(account, telling.written());
            before.take(telling.written());
        }
        if (!written.isEmpty()) {
            // Those who only enrich may find somebody now.
            undisturbed.removeIf(world::hasOthers);
        }
    }

    /** What the log holds changes nothing, whoever was edited, deleted or erased meanwhile. */
    private void replay(AccountKey account) {
        replays.apply(account, world.latestStates(account), new ReplayApplier.Terms(UUID.randomUUID(), false, false))
                .await()
                .atMost(TIMEOUT);
        assertThat(witness.since()).as("written by a replay").isEmpty();
    }
}
