package dev.kith.agent.doctor;

import dev.kith.agent.source.LeftOut;
import dev.kith.agent.source.MacLibrary;
import dev.kith.agent.source.MacStore;
import dev.kith.agent.source.calls.CallReader;
import dev.kith.agent.source.contacts.ContactReader;
import dev.kith.agent.source.messages.MessageAnchors;
import dev.kith.agent.source.messages.MessageReader;
import dev.kith.agent.source.messages.MessageWindow;
import dev.kith.agent.sqlite.OpenStore;
import dev.kith.agent.sqlite.StoreException;
import dev.kith.agent.sqlite.StoreException.Problem;
import dev.kith.agent.sqlite.StoreOpener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Opens every store as a sync would and says what it found. */
final class StoreChecks {

    private final StoreOpener opener;
    private final String program;
    private final String region;

    /** @param program the one that needs Full Disk Access */
    StoreChecks(StoreOpener opener, String program, String region) {
        this.opener = opener;
        this.program = program;
        this.region = region;
    }

    List<Check> of(MacLibrary library) {
        List<Check> checks = new ArrayList<>();
        List<MacStore> contacts = new ArrayList<>();
        try {
            contacts.addAll(library.accountContacts());
        } catch (StoreException e) {
            checks.add(failed("contacts: " + library.addressBook().resolve("Sources"), e));
        }
        contacts.add(library.rootContacts());
        contacts.forEach(store -> checks.add(check(store)));
        checks.add(check(library.messages()));
        checks.add(check(library.calls()));
        return checks;
    }

    private Check check(MacStore store) {
        String name = store.kind().text() + ": " + store.path();
        try (OpenStore open = opener.open(store.path())) {
            String found = found(store, open);
            return Check.fine(name, found + "; read " + open.rung().text());
        } catch (StoreException e) {
            return failed(name, e);
        }
    }

    private String found(MacStore store, OpenStore open) {
        return switch (store.kind()) {
            case CONTACTS -> {
                open.checkPages();
                yield new ContactReader(open, region).count() + " people";
            }
            case MESSAGES -> {
                new MessageReader(open, new MessageWindow(Instant.EPOCH, Instant.MAX, Instant.MAX), region);
                yield "rows up to " + new MessageAnchors(open).last();
            }
            case CALLS -> calls(open);
        };
    }

    private static String calls(OpenStore open) {
        int[] calls = new int[1];
        Map<LeftOut, Integer> leftOut = new EnumMap<>(LeftOut.class);
        new CallReader(open, Instant.EPOCH, Instant.MAX).forEach((reason, interactions) -> {
            if (reason == null) {
                calls[0]++;
            } else {
                leftOut.merge(reason, 1, Integer::sum);
            }
        });
        int unreadable = leftOut.getOrDefault(LeftOut.UNREADABLE, 0);
        return calls[0] + " calls"
                + (unreadable == 0 ? "" : ", " + unreadable + " with encrypted or undecodable addresses");
    }

    private Check failed(String name, StoreException e) {
        Problem problem = e.problem();
        String found = problem.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + e.getMessage();
        return switch (problem) {
            case MISSING -> Check.note(name, "not there", problem.nextStep());
            case DENIED ->
                Check.wrong(
                        name,
                        found,
                        "Grant Full Disk Access to " + program
                                + " under System Settings > Privacy & Security > Full Disk Access.",
                        problem.exitCode());
            case LOCKED, NOT_A_DATABASE, CORRUPT, UNKNOWN_SCHEMA, NO_TEMPORARY_FOLDER, UNREADABLE ->
                Check.wrong(name, found, problem.nextStep(), problem.exitCode());
        };
    }
}
