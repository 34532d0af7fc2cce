package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the stand-in's accounts, grants and clock in a file, so that the next start goes on from it. */
final class StandInStore {

    private static final Logger LOG = LoggerFactory.getLogger(StandInStore.class);
    private static final long PAUSE_SECONDS = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An account as it is kept. */
    record KeptAccount(
            String id,
            String profileId,
            String email,
            List<Entry> contacts,
            List<Entry> others,
            List<Group> groups,
            long groupSeq,
            int syncEpoch) {}

    /** All that is kept. */
    record Kept(List<KeptAccount> accounts, Map<String, Grant> refreshTokens, long secondsAhead) {}

    private final Path file;
    private final StandInState state;
    private long savedRevision;

    /**
     * @param file {@code null} to keep nothing
     */
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
            state.clock.advance(Duration.ofSeconds(kept.secondsAhead()));
        } catch (IOException e) {
            throw new UncheckedIOException("the stand-in's state in " + file + " cannot be read", e);
        }
    }

    private void restore(KeptAccount kept) {
        StandInAccount account = new StandInAccount(kept.id(), kept.profileId(), kept.email(), state.clock.millis());
        kept.contacts().forEach(account.contacts::restore);
        kept.others().forEach(account.others::restore);
        kept.groups().forEach(group -> account.groups.put(group.resourceName(), group));
        account.groupSeq = kept.groupSeq();
        account.syncEpoch = kept.syncEpoch();
        state.accounts.put(kept.id(), account);
    }

    /** Saves every other second until interrupted, so that a killed launcher loses next to nothing. */
    void keepSaving() {
        while (file != null && !Thread.currentThread().isInterrupted()) {
            Exchange.pause(TimeUnit.SECONDS.toNanos(PAUSE_SECONDS));
            try {
                saveIfChanged();
            } catch (UncheckedIOException e) {
                LOG.warn("{}; tried again in {} seconds", e.getMessage(), PAUSE_SECONDS);
            }
        }
    }

    void saveIfChanged() {
        if (file == null) {
            return;
        }
        synchronized (state) {
            if (state.revision() == savedRevision) {
                return;
            }
            try {
                Path fresh = file.resolveSibling(file.getFileName() + ".new");
                JSON.writeValue(fresh.toFile(), kept());
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                savedRevision = state.revision();
            } catch (IOException e) {
                throw new UncheckedIOException("the stand-in's state cannot be kept in " + file, e);
            }
        }
    }

    private Kept kept() {
        List<KeptAccount> accounts = state.accounts.values().stream()
                .map(account -> new KeptAccount(
                        account.id,
                        account.profileId,
                        account.email,
                        history(account.contacts),
                        history(account.others),
                        account.groupsInOrder(),
                        account.groupSeq,
                        account.syncEpoch))
                .toList();
        return new Kept(
                accounts, state.tokens.refreshTokens(), state.clock.ahead().toSeconds());
    }

    private static List<Entry> history(EntryList list) {
        return list.all().stream().map(Entry::withoutHistory).toList();
    }
}
