package dev.kith.sync.backfill.lives;

import dev.kith.model.CanonicalContact;
import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.CrmFixture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The accounts of one life and what stands in them. Every life has names, addresses and numbers of its own. */
final class World {

    static final int ACCOUNTS = 3;

    private static final List<String> FIRST_NAMES = List.of("Ann", "Bo", "Carla", "Dmitri", "Eve");

    final List<AccountKey> accounts = new ArrayList<>();
    final Map<AccountKey, List<SourceEntry>> entries = new HashMap<>();
    private final CrmFixture crm;
    private final long life;
    private int serial;

    World(CrmFixture crm, long life) {
        this.crm = crm;
        this.life = life;
        for (int i = 0; i < ACCOUNTS; i++) {
            AccountKey account = new AccountKey(i == 2 ? "carddav" : "google", "life" + life + "-" + i);
            crm.connect(account);
            accounts.add(account);
            entries.put(account, new ArrayList<>());
        }
    }

    AccountKey account(int who) {
        return accounts.get(Math.floorMod(who, ACCOUNTS));
    }

    List<SourceEntry> all() {
        return accounts.stream()
                .flatMap(account -> entries.get(account).stream())
                .toList();
    }

    List<SourceEntry> live() {
        return all().stream().filter(entry -> !entry.deleted).toList();
    }

    /** Who somebody is called: some share a whole name, some have none. */
    String name(int what) {
        int pick = Math.floorMod(what, 7);
        return pick == 6 ? null : FIRST_NAMES.get(Math.min(pick, 4)) + " Alpha" + life;
    }

    /** A few addresses and numbers go round, so that people come to share them. */
    String email(int what) {
        return "m" + Math.floorMod(what, 6) + "@life" + life + ".example";
    }

    String phone(int what) {
        return String.format("+1%09d%d", life % 1_000_000_000L, Math.floorMod(what, 4));
    }

    String next(String prefix) {
        return prefix + life + "-" + serial++;
    }

    SourceEntry add(AccountKey account, int what) {
        SourceEntry entry = new SourceEntry(next("c"), name(what));
        if (what % 3 != 0) {
            entry.emails.add(email(what / 3));
        }
        if (what % 4 == 0) {
            entry.phones.add(phone(what / 4));
        }
        entry.company = what % 2 == 0 ? next("Company ") : null;
        entries.get(account).add(entry);
        return entry;
    }

    void sync(AccountKey account, SyncMode mode, boolean twice) {
        List<SourceEntry> all = entries.get(account);
        List<CanonicalContact> delivered = all.stream()
                .filter(entry -> mode == SyncMode.FULL ? !entry.deleted : entry.changed)
                .map(entry -> entry.deliver(mode == SyncMode.INCREMENTAL))
                .toList();
        if (mode == SyncMode.FULL) {
            all.stream().filter(entry -> entry.deleted).forEach(entry -> entry.changed = false);
        }
        CanonicalContact[] contacts = delivered.toArray(CanonicalContact[]::new);
        CrmFixture.RunFixture run = crm.run(account, mode);
        if (twice) {
            run.page(contacts);
        }
        run.last(contacts);
        crm.confirmDeletions(run);
        entries.get(account).forEach(entry -> entry.oldName = null);
    }

    static boolean intersect(Set<String> one, Set<String> other) {
        return one.stream().anyMatch(other::contains);
    }
}
