package dev.kith.sync.provider.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.CanonicalContact;
import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.ResilientProvider;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.provider.carddav.ScriptedServers.Reply;
import dev.kith.sync.testing.QuickRetries;
import dev.kith.sync.testing.RecordedLinks;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A book that its server always fails at costs nobody the others; one that fails for a moment costs nothing. */
class TroubledBookTest {

    private static final int ATTEMPTS = 3;
    private static final String MAIN = TwoBooks.HOME + "main/";

    private final TwoBooks books = new TwoBooks();
    private final ContactsProvider provider =
            ResilientProvider.wrap(books.provider(), new QuickRetries(ATTEMPTS), new Random(1));

    @Test
    void isLeftOutOfAListingAndListedOnceItAnswers() {
        failing(Integer.MAX_VALUE);

        List<SourcePage> full = full();

        assertThat(full).hasSize(2);
        assertThat(full.get(0).stream()).isEqualTo("/home/main/");
        assertThat(full.get(0).streamFailure()).isInstanceOf(ProviderFailure.Transient.class);
        assertThat(full.get(0).streamComplete()).isFalse();
        assertThat(names(full)).containsExactly("work");
        books.open();
        assertThat(names(since(full.get(1).nextCursor()))).containsExactly("main");
    }

    @Test
    void isReadOnFromWhereItStoodOnceItAnswers() {
        String cursor = full().get(1).nextCursor();
        failing(Integer.MAX_VALUE);

        List<SourcePage> troubled = since(cursor);

        assertThat(troubled.get(0).streamFailure()).isNotNull();
        books.open();
        books.servers.forget();
        assertThat(names(since(troubled.get(troubled.size() - 1).nextCursor()))).isEmpty();
        assertThat(books.servers.seen())
                .as("nothing is listed anew")
                .allMatch(asked -> asked.body().contains("<d:sync-token>t</d:sync-token>"));
    }

    @Test
    void isAskedAgainBeforeItIsLeftOut() {
        failing(ATTEMPTS - 1);

        assertThat(names(full())).containsExactly("main", "work");
    }

    @Test
    void stopsTheSyncWhereTheWholeServerFails() {
        failing(Integer.MAX_VALUE);
        AtomicInteger asked = new AtomicInteger();
        books.servers.on(
                TwoBooks.HOME, request -> asked.getAndIncrement() < ATTEMPTS ? TwoBooks.home() : Reply.of(500));

        assertThatThrownBy(this::full)
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failure -> assertThat(failure.failure()).isInstanceOf(ProviderFailure.Transient.class));
    }

    private void failing(int times) {
        AtomicInteger failed = new AtomicInteger();
        books.servers.on(
                MAIN, asked -> failed.getAndIncrement() < times ? Reply.of(500) : TwoBooks.answer("main", asked));
    }

    private List<SourcePage> full() {
        return since(null);
    }

    private List<SourcePage> since(String cursor) {
        return new RecordedLinks().run(provider, CardDavFixture.ACCOUNT, cursor);
    }

    private static List<String> names(List<SourcePage> pages) {
        return pages.stream()
                .flatMap(page -> page.contacts().stream())
                .map(CanonicalContact::lastName)
                .toList();
    }
}
