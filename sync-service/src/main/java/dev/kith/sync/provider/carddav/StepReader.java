package dev.kith.sync.provider.carddav;

import dev.kith.sync.provider.carddav.BookPlan.Step;
import dev.kith.sync.provider.carddav.ChainPages.Reading;
import dev.kith.sync.provider.vcard.CardReader;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;

/** Gets what the steps of a page name: cards, and the photos that belong to them. */
final class StepReader {

    /** Two pages of several accounts are in memory at once. */
    private static final long ENOUGH_CHARACTERS = 4L * 1024 * 1024;

    private final CardFetch cards;
    private final PhotoFetch photos;
    private final LeftOut leftOut;

    StepReader(CardFetch cards, PhotoFetch photos, LeftOut leftOut) {
        this.cards = cards;
        this.photos = photos;
        this.leftOut = leftOut;
    }

    /** @param steps that were told; not all where cards or photos are big */
    record Told(BookPage page, List<Step> steps) {}

    Uni<Told> read(Reading reading, BookPlan plan, BookState state, List<Step> steps) {
        return cards.fetch(reading.login(), URI.create(state.address()), fetches(steps), ENOUGH_CHARACTERS)
                .chain(fetched -> withPhotos(reading, plan, state, answered(steps, fetched), fetched));
    }

    private static List<String> fetches(List<Step> steps) {
        return steps.stream()
                .filter(step -> step.kind().fetched())
                .map(Step::name)
                .toList();
    }

    private static List<Step> answered(List<Step> steps, Fetched fetched) {
        return steps.stream()
                .takeWhile(step -> !step.kind().fetched() || fetched.answered(step.name()))
                .toList();
    }

    private Uni<Told> withPhotos(Reading reading, BookPlan plan, BookState state, List<Step> steps, Fetched fetched) {
        BookPage whole = page(reading, plan, state, steps, fetched);
        return photos.of(reading.login(), whole.contacts(), ENOUGH_CHARACTERS).map(shown -> {
            boolean all = shown.reached() == null;
            List<Step> told = all ? steps : until(steps, shown.reached());
            BookPage page = all ? whole : page(reading, plan, state, told, fetched);
            page.show(shown);
            leftOut.count(page.photosLeftOut(), page.valuesLeftOut());
            return new Told(page, told);
        });
    }

    private static BookPage page(Reading reading, BookPlan plan, BookState state, List<Step> steps, Fetched fetched) {
        CardReader reader = new CardReader(reading.account().region());
        BookPage page = new BookPage(plan, state.retry(), reader, reading.full());
        page.take(steps, fetched);
        return page;
    }

    private static List<Step> until(List<Step> steps, String name) {
        List<String> names = steps.stream().map(Step::name).toList();
        return steps.subList(0, names.indexOf(name) + 1);
    }
}
