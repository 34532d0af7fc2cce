package dev.kith.sync.backfill.lives;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.backfill.IncomingContact;
import dev.kith.sync.backfill.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The accounts of one life and what stands in them. Every life has names, addresses and numbers of its own. */
final class World {

    static final int ACCOUNTS = 3;

    private static final List<String> FIRST_NAMES = List.of("Ann", "Bo", "Carla", "Dmitri", "Eve");

    final List<AccountKey> accounts = new ArrayList<>();
    final Map<AccountKey, List<SourceEntry>> entries = new HashMap<>();
    final Map<AccountKey, List<SourceGroup>> groups = new HashMap<>();
    final Set<AccountKey> disconnected = new HashSet<>();
    /** What was last told of the groups of an account. */
    private final Map<AccountKey, List<CanonicalGroup>> toldGroups = new HashMap<>();

    private final Map<AccountKey, List<IncomingContact>> log = new HashMap<>();
    private final CrmFixture crm;
    private final long life;
    private int serial;

    World(CrmFixture crm, long life) {
        this.crm = crm;
        this.life = life;
        List<String> providers = List.of("google", "google", life % 2 == 0 ? "macos" : "carddav");
        for (int i = 0; i < ACCOUNTS; i++) {
            AccountKey account = new AccountKey(providers.get(i), "life" + life + "-" + i);
            crm.connect(account);
            accounts.add(account);
            entries.put(account, new ArrayList<>());
            groups.put(account, new ArrayList<>());
            List.of(0, 1).forEach(group -> addGroup(account, group));
            log.put(account, new ArrayList<>());
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

    /** Who somebody is called: some share a whole name, one that tells little, or have none. */
    String name(int what) {
        int pick = Math.floorMod(what, 7);
        return switch (pick) {
            case 6 -> null;
            case 5 -> "Solo" + life;
            default -> FIRST_NAMES.get(pick) + " Alpha" + life;
        };
    }

    /** What groups are called: several accounts have groups of the same name. */
    String label(int what) {
        return List.of("Friends ", "Family ", "Choir ").get(Math.floorMod(what, 3)) + life;
    }

    void addGroup(AccountKey account, int what) {
        groups.get(account).add(new SourceGroup(next("g"), label(what)));
    }

    /** A few addresses and numbers go round, so that people come to share them. */
    String email(int what) {
        int pick = Math.floorMod(what, 7);
        return (pick == 6 ? "m0+shop" : "m" + pick) + "@life" + life + ".example";
    }

    String phone(int what) {
        return String.format("+1%09d%d", life % 1_000_000_000L, Math.floorMod(what, 4));
    }

    String next(String prefix) {
        return prefix + life + "-" + serial++;
    }

    void add(AccountKey account, int what, boolean other) {
        SourceEntry entry = new SourceEntry(next("c"), name(what), other);
        if (what % 3 != 0) {
            entry.emails.add(email(what / 3));
        }
        if (what % 4 == 0) {
            entry.phones.add(phone(what / 4));
        }
        entry.company = what % 2 == 0 ? next("Company ") : null;
        entries.get(account).add(entry);
    }

    AccountKey accountOf(SourceEntry entry) {
        return accounts.stream()
                .filter(account -> entries.get(account).contains(entry))
                .findFirst()
                .orElseThrow();
    }

    /** Whether a source says something about this address, day or label that nobody read yet. */
    boolean unread(String value) {
        return live().stream()
                        .anyMatch(entry -> entry.changed
                                && (entry.listed().contains(value)
                                        || entry.labels().contains(value)))
                || accounts.stream()
                        .flatMap(account -> groups.get(account).stream()
                                .filter(SourceGroup::stands)
                                .map(SourceGroup::deliver)
                                .filter(group -> !toldGroups
                                        .getOrDefault(account, List.of())
                                        .contains(group)))
                        .anyMatch(group -> value.equals(group.name()));
    }

    boolean hasOthers(AccountKey account) {
        return entries.get(account).stream().anyMatch(entry -> entry.other);
    }

    /** Reads an account, as far as it changed or as a whole. */
    Reading read(AccountKey account, SyncMode mode) {
        return new Reading(account, mode);
    }

    /** One reading of an account. */
    final class Reading {
        /** Whether it has anything to tell that no reading told before. */
        final boolean news;

        private final AccountKey account;
        private final CrmFixture.RunFixture run;
        private final Map<Boolean, CanonicalContact[]> delivered = new HashMap<>();

        private Reading(AccountKey account, SyncMode mode) {
            this.account = account;
            this.run = crm.run(account, mode);
            boolean full = mode == SyncMode.FULL;
            List<SourceEntry> all = entries.get(account);
            List<CanonicalGroup> standing = groups.get(account).stream()
                    .filter(group -> !group.toldNoMore)
                    .map(SourceGroup::deliver)
                    .toList();
            boolean otherGroups = !standing.equals(toldGroups.put(account, standing));
            if (full || otherGroups) {
                run.groups(standing.toArray(CanonicalGroup[]::new));
            }
            news = otherGroups || all.stream().anyMatch(entry -> entry.isNews(full));
            all.forEach(entry -> entry.everLabels.addAll(entry.labels()));
            for (boolean other : List.of(true, false)) {
                delivered.put(
                        other,
                        all.stream()
                                .filter(entry -> entry.other == other)
                                .filter(entry -> full ? !entry.deleted : entry.changed)
                                .map(entry -> entry.deliver(!full))
                                .toArray(CanonicalContact[]::new));
            }
            if (full) {
                all.stream().filter(entry -> entry.deleted).forEach(SourceEntry::missed);
            }
            all.forEach(entry -> entry.oldNames.clear());
        }

        /** Delivers what was read; the last time, or to be delivered again. */
        void deliver(boolean last) {
            boolean others = hasOthers(account);
            apply("contacts", run.nextOf("contacts", last && !others, delivered.get(false)));
            if (others) {
                apply("other", run.nextOf("other", last, delivered.get(true)));
            }
        }

        private void apply(String stream, Slice slice) {
            Slice.Entry entry = slice.entries().get(0).whole();
            entry.batch()
                    .contacts()
                    .forEach(contact -> log.get(account).add(IncomingContact.of(contact, stream, entry.position())));
            crm.apply(slice);
        }

        /** Has the source confirm what it deleted, if it deleted anything. */
        boolean confirm() {
            return crm.confirmDeletions(run);
        }
    }

    /** What the log holds of an account: of every name the latest state, the latest first. */
    List<IncomingContact> latestStates(AccountKey account) {
        List<IncomingContact> states = new ArrayList<>(log.get(account));
        Collections.reverse(states);
        Map<String, IncomingContact> latest = new LinkedHashMap<>();
        states.forEach(state -> latest.putIfAbsent(state.externalId(), state));
        return List.copyOf(latest.values());
    }

    static boolean intersect(Set<String> one, Set<String> other) {
        return one.stream().anyMatch(other::contains);
    }
}
