package dev.kith.sync.provider.carddav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.provider.SourcePage;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which books are read is the owner's to say, and to say anew. */
class ChosenBooksTest {

    private final TwoBooks books = new TwoBooks();
    private final CardDavContactsProvider provider = books.provider();

    private static SourceAccount choosing(String book) {
        SourceAccount any = CardDavFixture.ACCOUNT;
        return new SourceAccount(
                any.id(), any.provider(), any.accountId(), any.region(), null, Map.of("books", "[\"" + book + "\"]"));
    }

    @Test
    void readsAnotherBookInTheNextSyncAfterItWasChosen() {
        SourcePage first = provider.fullSync(choosing("main"), null).await().indefinitely();

        SourcePage second = provider.incrementalSync(choosing("work"), first.nextCursor(), null)
                .await()
                .indefinitely();
        books.servers.forget();
        SourcePage third = provider.incrementalSync(choosing("work"), second.nextCursor(), null)
                .await()
                .indefinitely();

        assertThat(first.stream()).isEqualTo("/home/main/");
        assertThat(second.stream()).isEqualTo("/home/work/");
        assertThat(second.contacts()).hasSize(1);
        assertThat(third.contacts()).isEmpty();
        assertThat(books.servers.seen()).hasSize(1);
    }
}
