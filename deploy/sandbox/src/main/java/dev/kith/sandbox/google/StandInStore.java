package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps the stand-in's accounts in a file, so that the next start goes on from it. */
final class StandInStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An account as it is kept. */
    record KeptAccount(
            String id,
            String profileId,
            String email,
            List<Entry> contacts,
            List<Entry> others,
            List<Group> groups,
            long groupSeq) {}

    /** All that is kept. */
    record Kept(List<KeptAccount> accounts, Map<String, Grant> refreshTokens) {}

    private final Path file;
    private final StandInState state;

    StandInStore(Path file, StandInState state) {
        this.file = file;
        this.state = state;
    }

    void load() {
        if (file == null || !Files.exists(file)) {
            return;
        }
        try {
            Kept kept = JSON.readValue(file.toFile(), Kept.class);
            kept.accounts().forEach(this::restore);
            state.tokens.refreshTokens().putAll(kept.refreshTokens());
        } catch (IOException e) {
            throw new UncheckedIOException("the stand-in's state in " + file + " cannot be read", e);
        }
    }

    private void restore(KeptAccount kept) {
        StandInAccount account = new StandInAccount(kept.id(), kept.profileId(), kept.email());
        kept.contacts().forEach(account.contacts::restore);
        kept.others().forEach(account.others::restore);
        kept.groups().forEach(group -> account.groups.put(group.resourceName(), group));
        account.groupSeq = kept.groupSeq();
        state.accounts.put(kept.id(), account);
    }

    void save() {
        if (file == null) {
            return;
        }
        synchronized (state) {
            List<KeptAccount> accounts = new ArrayList<>();
            state.accounts
                    .values()
                    .forEach(account -> accounts.add(new KeptAccount(
                            account.id,
                            account.profileId,
                            account.email,
                            history(account.contacts),
                            history(account.others),
                            List.copyOf(account.groups.values()),
                            account.groupSeq)));
            try {
                Path fresh = file.resolveSibling(file.getFileName() + ".new");
                JSON.writeValue(fresh.toFile(), new Kept(accounts, state.tokens.refreshTokens()));
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException("the stand-in's state cannot be kept in " + file, e);
            }
        }
    }

    private static List<Entry> history(EntryList list) {
        return list.all().stream().map(Entry::withoutHistory).toList();
    }
}
