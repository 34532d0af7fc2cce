package dev.kith.sync.provider.carddav;

import dev.kith.sync.provider.KnownLinks;
import dev.kith.sync.provider.Opaque;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.provider.SourcePage.Overlap;
import dev.kith.sync.provider.StreamFailedException;
import dev.kith.sync.provider.carddav.BookPlan.Kind;
import dev.kith.sync.provider.carddav.BookPlan.Step;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** Makes the pages of a chain: book by book, so many cards each, and at the end the streams whose books are gone. */
final class ChainPages {

    private static final int MOST_STEPS = 1_000;

    /**
     * What a page is made for.
     *
     * @param full whether everything is told, not only what changed
     */
    record Reading(SourceAccount account, Login login, boolean full) {}

    private final BookReader books;
    private final CardFetch cards;
    private final PhotoFetch photos;
    private final StepReader reader;
    private final Absence absence;
    private final Moves moves;
    private final KnownLinks links;
    private final Chains chains;
    private final int cardsPerPage;
    private final BookPlans plans = new BookPlans();

    ChainPages(DavClient client, BookReader books, KnownLinks links, Chains chains, int cardsPerPage, LeftOut leftOut) {
        this.books = books;
        this.cards = new CardFetch(client);
        this.photos = new PhotoFetch(client);
        this.reader = new StepReader(cards, photos, leftOut);
        this.absence = new Absence(client);
        this.moves = new Moves(links, absence);
        this.links = links;
        this.chains = chains;
        this.cardsPerPage = cardsPerPage;
    }

    Moves moves() {
        return moves;
    }

    CardFetch cards() {
        return cards;
    }

    PhotoFetch photos() {
        return photos;
    }

    Uni<SourcePage> page(Reading reading, PageToken at) {
        if (at.atBook()) {
            return ofBook(reading, at);
        }
        return at.atMissing() ? ofMissing(reading, at) : Uni.createFrom().item(nothing(at));
    }

    private Uni<SourcePage> ofBook(Reading reading, PageToken at) {
        return plans.get(at, () -> plan(reading, at.book()))
                .onFailure(BookGoneException.class)
                .recoverWithUni(() -> chains.bookGone(reading, at.book()))
                .chain(plan -> ofPlan(reading, at, plan))
                .onFailure(failure -> onlyThisBook(at, failure))
                .recoverWithUni(failure -> leftOut(reading, at, (ProviderException) failure));
    }

    private Uni<BookPlan> plan(Reading reading, BookState book) {
        Uni<Changes> told =
                reading.full() ? books.all(reading.login(), book.unread()) : books.since(reading.login(), book);
        return told.chain(changes -> changes.nothing()
                ? Uni.createFrom().item(BookPlan.of(changes, List.of(), reading.full()))
                : links.inStream(reading.account(), book.path())
                        .map(known -> BookPlan.of(changes, known, reading.full())));
    }

    private Uni<SourcePage> ofPlan(Reading reading, PageToken at, BookPlan plan) {
        BookState state = at.reached() == null ? plan.next() : at.reached();
        List<Step> slice = plan.slice(at.after(), MOST_STEPS, cardsPerPage);
        if (slice.isEmpty() && !reading.full()) {
            // Nothing to tell: on to where there may be something.
            plans.drop(at);
            return page(reading, at.bookDone(state));
        }
        return confirmed(reading, plan, URI.create(state.address()), slice)
                .chain(steps -> reader.read(reading, plan, state, steps)
                        .call(told -> moved(reading, at, told.page()))
                        .map(told -> finished(
                                at,
                                plan,
                                reached(state, steps).retrying(told.page().retries()),
                                told)));
    }

    /** A listing that left something out may lack more: the next one is whole again, too. */
    private static BookState reached(BookState state, List<Step> steps) {
        return steps.stream().anyMatch(step -> step.kind() == Kind.LEFT_OUT) ? state.unread() : state;
    }

    /** {@code null} where there was no step */
    private static String lastKey(List<Step> steps) {
        return steps.isEmpty() ? null : steps.get(steps.size() - 1).key();
    }

    /** Whatever a listing left out though it is there is fetched, not taken for gone. */
    private Uni<List<Step>> confirmed(Reading reading, BookPlan plan, URI book, List<Step> slice) {
        Set<String> doubtful = plan.doubtful(slice);
        if (doubtful.isEmpty()) {
            return Uni.createFrom().item(slice);
        }
        return absence.among(reading.login(), book, doubtful)
                .map(gone -> slice.stream()
                        .map(step ->
                                !doubtful.contains(step.name()) || gone.contains(step.name()) ? step : step.leftOut())
                        .toList());
    }

    private Uni<Void> moved(Reading reading, PageToken at, BookPage page) {
        return moves.among(reading.account(), reading.login(), at.cursor(), page.newcomers())
                .invoke(moved -> moved.forEach(page::alias))
                .replaceWithVoid();
    }

    private SourcePage finished(PageToken at, BookPlan plan, BookState state, StepReader.Told told) {
        String lastKey = lastKey(told.steps());
        boolean end = lastKey == null || plan.endsWith(lastKey);
        if (end) {
            plans.drop(at);
        }
        PageToken next = end ? at.bookDone(state) : at.within(lastKey, state);
        BookPage page = told.page();
        return new SourcePage(
                state.path(),
                page.contacts(),
                page.groups(),
                page.seen(),
                next.through() ? null : Opaque.pack(next),
                next.through() ? Opaque.pack(next.cursor()) : null,
                end,
                null,
                0,
                null,
                page.rejected(),
                at.after() == null ? plan.overlap() : null);
    }

    /** What fails after a page of it was told goes on from there another time. */
    private static boolean onlyThisBook(PageToken at, Throwable failure) {
        return at.cursor().books().size() > 1
                && at.after() == null
                && failure instanceof ProviderException known
                && !(known instanceof StreamFailedException)
                && (known.failure() instanceof ProviderFailure.Permanent
                        || known.failure() instanceof ProviderFailure.Transient);
    }

    /** A book that may not be read any more, or that its server always fails at, does not stop the rest. */
    private Uni<SourcePage> leftOut(Reading reading, PageToken at, ProviderException failure) {
        if (failure.failure() instanceof ProviderFailure.Permanent) {
            return Uni.createFrom().item(without(at, at.book().unread(), failure.failure()));
        }
        return Uni.createFrom()
                .failure(new StreamFailedException(
                        failure,
                        () -> chains.answers(reading)
                                .chain(answers -> answers
                                        ? Uni.createFrom().item(without(at, at.book(), failure.failure()))
                                        : Uni.createFrom().failure(failure))));
    }

    private static SourcePage without(PageToken at, BookState left, ProviderFailure failure) {
        return bare(at.book().path(), at.bookDone(left), false, failure, null);
    }

    private static SourcePage nothing(PageToken at) {
        List<BookState> books = at.cursor().books();
        return bare(books.get(books.size() - 1).path(), at, true, null, null);
    }

    /** A stream whose book is gone holds nothing. Whether that can be believed is not decided here. */
    private Uni<SourcePage> ofMissing(Reading reading, PageToken at) {
        return links.inStream(reading.account(), at.missingStream()).map(known -> {
            long contacts = known.stream().filter(link -> !link.group()).count();
            return bare(at.missingStream(), at.missingDone(), true, null, new Overlap((int) contacts, 0));
        });
    }

    private static SourcePage bare(
            String stream, PageToken next, boolean complete, ProviderFailure failure, Overlap overlap) {
        return new SourcePage(
                stream,
                List.of(),
                List.of(),
                List.of(),
                next.through() ? null : Opaque.pack(next),
                next.through() ? Opaque.pack(next.cursor()) : null,
                complete,
                null,
                0,
                failure,
                List.of(),
                overlap);
    }
}
