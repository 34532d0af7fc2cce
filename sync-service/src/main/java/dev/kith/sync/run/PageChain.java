package dev.kith.sync.run;

import dev.kith.model.ContactBatch;
import dev.kith.model.RunPosition;
import dev.kith.sync.log.BatchPublisher;
import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.tracing.RunTraces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One chain of pages on its way from a source to the log. While a page is published the next one is fetched: two pages
 * are held at most, whatever the account's size.
 */
final class PageChain {

    /** How a chain came to its end, or that it has not yet. */
    sealed interface Progress {

        /** More pages follow. */
        record Underway() implements Progress {}

        /** The last page is in the log. */
        record Published() implements Progress {}

        /** The source had nothing new: nothing was published. */
        record Unchanged(String nextCursor) implements Progress {}

        /** A listing is so unlike what is known that nothing of it is read without asking. */
        record Doubtful(String stream, String reason) implements Progress {}

        /** Told to stop before the end; what was published counts. */
        record Halted() implements Progress {}
    }

    /** What a chain works with. */
    record Context(
            ContactsProvider provider,
            BatchPublisher publisher,
            RunStore runs,
            RejectedContacts rejected,
            RunTraces traces,
            Clock clock) {}

    private static final AttributeKey<String> ACCOUNT = AttributeKey.stringKey("kith.account");
    private static final AttributeKey<Long> PAGE = AttributeKey.longKey("kith.page");

    private final Context context;
    private final SourceAccount account;
    private final Run run;
    private final String cursor;
    private final long fence;
    private final BooleanSupplier halted;
    private int number;
    private String token;
    private Uni<SourcePage> upcoming;

    PageChain(Context context, SourceAccount account, Run run, String cursor, long fence, BooleanSupplier halted) {
        this.context = context;
        this.account = account;
        this.run = run;
        this.cursor = cursor;
        this.fence = fence;
        this.halted = halted;
        this.number = run.resumable() ? run.checkpointPage() + 1 : 1;
        this.token = run.resumable() ? run.checkpoint() : null;
    }

    /** Follows the chain to its end. Fails as the provider fails, or with {@link LogUnavailableException}. */
    Uni<Progress> follow() {
        return Uni.createFrom().deferred(() -> {
            upcoming = fetch();
            return Multi.createBy()
                    .repeating()
                    .uni(this::step)
                    .whilst(Progress.Underway.class::isInstance)
                    .collect()
                    .last();
        });
    }

    private Uni<Progress> step() {
        if (halted.getAsBoolean()) {
            return Uni.createFrom().item(new Progress.Halted());
        }
        return upcoming.chain(page -> {
            if (saysNothing(page)) {
                return Uni.createFrom().item(new Progress.Unchanged(page.nextCursor()));
            }
            return doubt(page)
                    .map(reason -> Uni.createFrom().<Progress>item(new Progress.Doubtful(page.stream(), reason)))
                    .orElseGet(() -> handOn(page));
        });
    }

    private Optional<String> doubt(SourcePage page) {
        return run.approvedStreams().contains(page.stream()) ? Optional.empty() : ListingDoubt.judge(page.overlap());
    }

    private boolean saysNothing(SourcePage page) {
        return number == 1 && !run.full() && page.last() && page.empty() && page.streamFailure() == null;
    }

    private Uni<Progress> handOn(SourcePage page) {
        var batch = batch(page);
        number++;
        token = page.nextPageToken();
        if (!page.last()) {
            upcoming = fetch();
            upcoming.subscribe().with(fetched -> {}, failure -> {});
        }
        return noteFailure(page)
                .chain(() -> context.rejected().setAside(account, run.runId(), page.rejected()))
                .chain(() -> traced(
                        "publish page",
                        batch.run().page(),
                        () -> context.publisher()
                                .publish(account, batch)
                                .onFailure()
                                .transform(LogUnavailableException::new)))
                .map(published -> page.last() ? new Progress.Published() : new Progress.Underway());
    }

    private Uni<SourcePage> fetch() {
        var asked = token;
        return traced(
                        "fetch page",
                        number,
                        () -> run.full()
                                ? context.provider().fullSync(account, asked)
                                : context.provider().incrementalSync(account, cursor, asked))
                .memoize()
                .indefinitely();
    }

    private <T> Uni<T> traced(String name, int page, Supplier<Uni<T>> work) {
        return context.traces()
                .span(name, run.runId(), Attributes.of(ACCOUNT, account.id().toString(), PAGE, (long) page), work);
    }

    private Uni<Void> noteFailure(SourcePage page) {
        var failure = page.streamFailure();
        return failure == null
                ? Uni.createFrom().voidItem()
                : context.runs().streamFailed(run.runId(), fence, page.stream(), failure.code(), failure.message());
    }

    private ContactBatch batch(SourcePage page) {
        return new ContactBatch(
                account.provider(),
                account.accountId(),
                page.stream(),
                new RunPosition(run.runId(), run.mode(), run.generation(), fence, number, 1, 1, page.last()),
                context.clock().instant(),
                token,
                page.nextPageToken(),
                page.last() ? page.nextCursor() : null,
                page.nextPageToken(),
                page.streamComplete(),
                page.total(),
                page.contacts(),
                page.groups(),
                page.seen(),
                page.unreadable());
    }
}
