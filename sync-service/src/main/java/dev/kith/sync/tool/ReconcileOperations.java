package dev.kith.sync.tool;

import dev.kith.sync.account.AccountStore;
import dev.kith.sync.account.ConnectedAccount;
import dev.kith.sync.account.ProviderRegistry;
import dev.kith.sync.provider.KnownLinks;
import dev.kith.sync.provider.KnownLinks.KnownLink;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.review.ContactProvenance;
import dev.kith.sync.review.ProvenanceChanges;
import dev.kith.sync.review.ProvenanceQueries;
import dev.kith.sync.review.SourceOverwrites;
import dev.kith.sync.review.merge.UnknownContactException;
import dev.kith.sync.run.RunView;
import dev.kith.sync.run.SingleReads;
import dev.kith.sync.run.SyncNow;
import dev.kith.sync.run.SyncRefusedException;
import dev.kith.sync.tool.Reconciliation.Outcome;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads sources anew, for one contact or for all, and tells what that changed. */
@ApplicationScoped
public class ReconcileOperations {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /**
     * What to read anew.
     *
     * @param contactId left out, every account is read in full
     * @param overwrite whether the contact's sources win over local edits, once
     * @param planFingerprint of the plan that was agreed to
     */
    public record Request(String contactId, boolean overwrite, String planFingerprint) {

        private UUID contact() {
            UUID contact = Arguments.uuid("contactId", contactId);
            if (contact == null && overwrite) {
                throw new InvalidRequestException("contactId", "is missing: sources overwrite one contact at a time");
            }
            return contact;
        }
    }

    private final ProvenanceQueries provenance;
    private final AccountStore accounts;
    private final KnownLinks links;
    private final SingleReads reads;
    private final SyncNow syncNow;
    private final SyncOperations sync;
    private final SourceOverwrites overwrites;

    ReconcileOperations(
            ProvenanceQueries provenance,
            AccountStore accounts,
            KnownLinks links,
            SingleReads reads,
            SyncNow syncNow,
            SyncOperations sync,
            SourceOverwrites overwrites) {
        this.provenance = provenance;
        this.accounts = accounts;
        this.links = links;
        this.reads = reads;
        this.syncNow = syncNow;
        this.sync = sync;
        this.overwrites = overwrites;
    }

    /** What reading anew would mean; nothing is read and nothing changes. */
    public Uni<Plan<ReconcilePlan>> plan(Request request) {
        UUID contact = request.contact();
        return contact == null
                ? Uni.createFrom().item(Plan.of(ReconcilePlan.ALL))
                : explained(contact)
                        .chain(found -> (request.overwrite()
                                        ? overwrites.preview(found.contactId())
                                        : Uni.createFrom().item(List.<ProvenanceChanges.Change>of()))
                                .map(changes -> Plan.of(ReconcilePlan.of(found, changes))));
    }

    /**
     * Local edits win unless the sources of one contact are let win once.
     *
     * @param wait how long to wait for full runs, as an ISO-8601 duration; {@code null} answers at once
     */
    public Uni<Reconciliation> reconcile(Request request, String wait, String actor) {
        UUID contact = request.contact();
        String agreed = Arguments.optional(request.planFingerprint());
        Uni<?> check =
                agreed == null ? Uni.createFrom().voidItem() : plan(request).invoke(plan -> plan.require(agreed));
        return check.chain(() -> contact != null
                ? one(contact, request.overwrite(), actor)
                : sync.start(new SyncOperations.Request(SyncNow.ALL, null, "full", null), wait)
                        .map(started -> Reconciliation.all(started.runs())));
    }

    private Uni<Reconciliation> one(UUID contactId, boolean overwrite, String actor) {
        return explained(contactId)
                .chain(before -> read(before)
                        .chain(read -> ended(read.runs())
                                .call(() -> overwrite
                                        ? overwrites.overwrite(before.contactId(), actor)
                                        : Uni.createFrom().voidItem())
                                .chain(runs -> explained(before.contactId())
                                        .map(after -> new Reconciliation(
                                                after.contactId(),
                                                runs,
                                                read.sources(),
                                                ProvenanceChanges.between(before, after))))));
    }

    private Uni<ContactProvenance> explained(UUID contactId) {
        return provenance.find(contactId).map(found -> found.orElseThrow(() -> new UnknownContactException(contactId)));
    }

    private Uni<List<RunView>> ended(List<UUID> runs) {
        return runs.isEmpty()
                ? Uni.createFrom().item(List.of())
                : syncNow.await(runs, PATIENCE).invoke(found -> {
                    if (found.stream().anyMatch(run -> !run.state().ended())) {
                        throw new NotAvailableException(
                                "The sources were read, but are not applied yet. See the account's runs, and ask again.");
                    }
                });
    }

    /** What the accounts answered, and the runs they answered in. */
    private record Read(List<Reconciliation.Source> sources, List<UUID> runs) {}

    private record Account(String provider, String accountId) {}

    private record Answer(List<Reconciliation.Source> sources, Optional<UUID> run) {

        static Answer of(Account asked, Set<String> externalIds, Outcome outcome, String message) {
            return new Answer(
                    externalIds.stream()
                            .sorted()
                            .map(id -> new Reconciliation.Source(
                                    asked.provider(), asked.accountId(), id, outcome, message))
                            .toList(),
                    Optional.empty());
        }
    }

    private Uni<Read> read(ContactProvenance contact) {
        Map<Account, Set<String>> asked = contact.sources().stream()
                .filter(link -> !link.deleted())
                .map(ContactProvenance.Link::source)
                .collect(Collectors.groupingBy(
                        source -> new Account(source.provider(), source.accountId()),
                        Collectors.mapping(ContactProvenance.Source::externalId, Collectors.toSet())));
        return Multi.createFrom()
                .iterable(asked.entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> read(entry.getKey(), entry.getValue()))
                .collect()
                .asList()
                .map(answers -> new Read(
                        answers.stream()
                                .flatMap(answer -> answer.sources().stream())
                                .toList(),
                        answers.stream()
                                .flatMap(answer -> answer.run().stream())
                                .toList()));
    }

    private Uni<Answer> read(Account asked, Set<String> externalIds) {
        if (ProviderRegistry.PUSHING.contains(asked.provider())) {
            return Uni.createFrom().item(Answer.of(asked, externalIds, Outcome.NOT_ASKED, null));
        }
        return accounts.find(asked.provider(), asked.accountId())
                .chain(found -> found.map(account -> read(asked, externalIds, account))
                        .orElseGet(() -> failed(
                                asked, externalIds, "The account is disconnected: connect it again to read from it.")))
                .onFailure(ProviderException.class)
                .recoverWithUni(failure -> failed(
                        asked,
                        externalIds,
                        ((ProviderException) failure).failure().message()))
                .onFailure(SyncRefusedException.class)
                .recoverWithUni(failure -> failed(asked, externalIds, failure.getMessage()));
    }

    private static Uni<Answer> failed(Account asked, Set<String> externalIds, String message) {
        return Uni.createFrom().item(Answer.of(asked, externalIds, Outcome.FAILED, message));
    }

    private Uni<Answer> read(Account asked, Set<String> externalIds, ConnectedAccount account) {
        return links.byExternalId(account.source(), externalIds)
                .map(known -> known.stream()
                        .filter(link -> !link.group())
                        .map(KnownLink::name)
                        .collect(Collectors.toSet()))
                .chain(names -> reads.read(account, names))
                .map(
                        run -> run.isPresent()
                                ? new Answer(
                                        Answer.of(asked, externalIds, Outcome.READ, null)
                                                .sources(),
                                        run)
                                : Answer.of(
                                        asked,
                                        externalIds,
                                        Outcome.NOT_FOUND,
                                        "The source did not answer with this contact. If it is deleted there, the next sync tells."));
    }
}
