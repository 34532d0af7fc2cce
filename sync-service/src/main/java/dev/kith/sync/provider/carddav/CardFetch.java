package dev.kith.sync.provider.carddav;

import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.text.Encodings;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;

/**
 * Gets cards, many at once, fewer when that is too much for the server, and one by one what it leaves out. A card that
 * cannot be had costs only itself. Some servers answer a multiget with 404 as a whole when a single card is gone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6352#section-8.7">RFC 6352, 8.7, addressbook-multiget</a>
 */
final class CardFetch {

    private static final int BATCH = 50;
    private static final int LARGEST_CARD = 4 * 1024 * 1024;
    /** More than this of text at once, and less is asked for the next time. */
    private static final int COMFORTABLE = 2 * 1024 * 1024;
    /** So many cards on one page that the server does not give away mean that it is the server. */
    private static final int MOST_REFUSED = 20;

    private final DavClient client;

    CardFetch(DavClient client) {
        this.client = client;
    }

    /**
     * The cards of these names, in order; not all of them when those at the beginning are big.
     *
     * @param enough how many characters are enough
     */
    Uni<Fetched> fetch(Login login, URI book, List<String> names, long enough) {
        Fetched fetched = new Fetched();
        return names.isEmpty()
                ? Uni.createFrom().item(fetched)
                : new Fetching(login, book, enough, fetched).from(names, BATCH).replaceWith(fetched);
    }

    private final class Fetching {
        private final Login login;
        private final URI book;
        private final long enough;
        private final Fetched fetched;
        private boolean bookFound;

        Fetching(Login login, URI book, long enough, Fetched fetched) {
            this.login = login;
            this.book = book;
            this.enough = enough;
            this.fetched = fetched;
        }

        private Uni<Void> from(List<String> names, int batch) {
            if (names.isEmpty() || fetched.characters() >= enough) {
                return Uni.createFrom().voidItem();
            }
            int size = Math.min(batch, names.size());
            List<String> some = names.subList(0, size);
            List<String> rest = names.subList(size, names.size());
            long before = fetched.characters();
            return multiget(some)
                    .replaceWith(true)
                    .onFailure(CardFetch::tooMuchAtOnce)
                    .recoverWithItem(false)
                    .chain(answered -> {
                        if (!answered && size > 1) {
                            return from(names, size / 2);
                        }
                        boolean big = fetched.characters() - before > COMFORTABLE;
                        int next = big ? Math.max(1, size / 2) : Math.min(BATCH, size * 2);
                        return oneByOne(some).chain(() -> from(rest, next));
                    });
        }

        private Uni<Void> multiget(List<String> names) {
            return client.send(login, DavRequest.report(book, 0, DavXml.multiget(names, true)))
                    .map(response -> {
                        DavClient.read(login, response).multistatus().entries().forEach(entry -> take(response, entry));
                        return null;
                    });
        }

        private void take(DavResponse response, Multistatus.Entry entry) {
            Hrefs.resolve(response.address(), entry.href()).map(Hrefs::name).ifPresent(name -> {
                String text = entry.properties().card();
                if (entry.gone()) {
                    fetched.gone().add(name);
                } else if (text != null && !text.isBlank()) {
                    takeText(name, entry.properties().etag(), text);
                }
            });
        }

        private void takeText(String name, String etag, String text) {
            if (text.length() > LARGEST_CARD) {
                fetched.tooBig().add(name);
            } else {
                fetched.took(name, new FetchedCard(etag, text));
            }
        }

        /** Asks for each card that a multiget left out: some servers say nothing of what is gone. */
        private Uni<Void> oneByOne(List<String> names) {
            return names.stream()
                    .filter(name -> !fetched.answered(name))
                    .findFirst()
                    .map(name -> alone(name).chain(() -> oneByOne(names)))
                    .orElseGet(() -> Uni.createFrom().voidItem());
        }

        private Uni<Void> alone(String name) {
            return client.send(login, DavRequest.get(Hrefs.onServerOf(book, name)))
                    .chain(response -> {
                        if (response.gone()) {
                            fetched.gone().add(name);
                            return bookIsThere();
                        } else if (response.status() == 200) {
                            takeText(name, null, Encodings.decode(response.body(), null));
                        } else {
                            return refused(name, DavFailures.of(response, login));
                        }
                        return Uni.createFrom().voidItem();
                    })
                    .onFailure(AnswerTooBigException::causedBy)
                    .recoverWithItem(() -> {
                        fetched.tooBig().add(name);
                        return null;
                    })
                    .onFailure(CardFetch::tooMuchAtOnce)
                    .recoverWithUni(failure -> refused(name, (RuntimeException) failure));
        }

        /** Where nothing is found, it may be the book that is missing. */
        private Uni<Void> bookIsThere() {
            if (bookFound) {
                return Uni.createFrom().voidItem();
            }
            return client.send(login, DavRequest.propfind(book, 0, DavXml.EXISTENCE))
                    .map(response -> {
                        if (response.gone()) {
                            throw new BookGoneException();
                        }
                        bookFound = true;
                        return null;
                    });
        }

        /** One card may be broken; a server that fails at everything is not one card's fault. */
        private Uni<Void> refused(String name, RuntimeException failure) {
            return client.read(login, DavRequest.propfind(book, 0, DavXml.EXISTENCE))
                    .onFailure()
                    .transform(alsoFailed -> failure)
                    .map(alive -> {
                        fetched.refused().add(name);
                        if (fetched.refused().size() > MOST_REFUSED) {
                            throw failure;
                        }
                        return null;
                    });
        }
    }

    /** Whether asking for less may help: the server or the line gave up, or the answer was too big or spoilt. */
    private static boolean tooMuchAtOnce(Throwable failure) {
        return failure instanceof ProviderException known
                && !HttpTransport.neverConnected(known.getCause())
                && (known.failure() instanceof ProviderFailure.Transient
                        || known.failure() instanceof ProviderFailure.Malformed
                        || known.failure() instanceof ProviderFailure.Permanent);
    }
}
