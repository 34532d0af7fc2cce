package dev.kith.sync.provider.carddav;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Photo;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.vcard.InlinePhotos;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gets photos that cards only name and that stand behind the account's own password, as all of iCloud's do: nobody else could
 * follow their addresses. Photos elsewhere stay addresses.
 */
final class PhotoFetch {

    private static final int AT_ONCE = 4;

    /** Contacts with their photos, as far as these could be had. */
    static final class Shown {
        private final Map<String, CanonicalContact> contacts = new HashMap<>();
        private final Set<String> failed = new HashSet<>();
        private final Set<String> unasked = new HashSet<>();
        private int leftOut;
        private long characters;
        private boolean halted;
        private String reached;

        /** Those whose photos changed, by name. */
        Map<String, CanonicalContact> contacts() {
            return contacts;
        }

        /** Names of those whose photo could not be had just now. */
        Set<String> failed() {
            return failed;
        }

        /** Names of those whose photo was not asked for, since the server wants no more requests. */
        Set<String> unasked() {
            return unasked;
        }

        /** How many photos are too large, no pictures, or not there. */
        int leftOut() {
            return leftOut;
        }

        /** The last contact before there was enough; {@code null} when all are here. */
        String reached() {
            return reached;
        }

        private void take(CanonicalContact contact, List<One> photos) {
            contacts.put(
                    contact.externalId(),
                    contact.toBuilder()
                            .photos(photos.stream()
                                    .filter(one -> one.fate() != Fate.LEFT_OUT)
                                    .map(One::photo)
                                    .toList())
                            .build());
            for (One one : photos) {
                switch (one.fate()) {
                    case LEFT_OUT -> leftOut++;
                    case LATER -> failed.add(contact.externalId());
                    case STOP -> {
                        unasked.add(contact.externalId());
                        halted = true;
                    }
                    case HERE -> {
                        String data = one.photo().data();
                        characters += data == null ? 0 : data.length();
                    }
                }
            }
        }
    }

    private enum Fate {
        /** To be shown as it is now. */
        HERE,
        LEFT_OUT,
        LATER,
        /** The server wants no more requests. */
        STOP
    }

    private record One(Photo photo, Fate fate) {}

    private record OfContact(CanonicalContact contact, List<One> photos) {}

    private final DavClient client;

    PhotoFetch(DavClient client) {
        this.client = client;
    }

    /**
     * The photos of these contacts, in order; not of all when those at the beginning are big.
     *
     * @param enough how many characters of them are enough
     */
    Uni<Shown> of(Login login, List<CanonicalContact> contacts, long enough) {
        Shown shown = new Shown();
        List<CanonicalContact> hidden = contacts.stream()
                .filter(contact -> contact.photos().stream().anyMatch(photo -> hidden(login, photo)))
                .toList();
        return from(login, hidden, enough, shown).replaceWith(shown);
    }

    private Uni<Void> from(Login login, List<CanonicalContact> hidden, long enough, Shown shown) {
        if (hidden.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        if (shown.halted) {
            hidden.forEach(contact -> shown.unasked.add(contact.externalId()));
            return Uni.createFrom().voidItem();
        }
        int size = Math.min(AT_ONCE, hidden.size());
        List<CanonicalContact> rest = hidden.subList(size, hidden.size());
        return Multi.createFrom()
                .iterable(hidden.subList(0, size))
                .onItem()
                .transformToUni(contact -> photos(login, contact))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .chain(some -> {
                    some.forEach(one -> shown.take(one.contact(), one.photos()));
                    if (shown.characters >= enough && !rest.isEmpty()) {
                        shown.reached = hidden.get(size - 1).externalId();
                        return Uni.createFrom().voidItem();
                    }
                    return from(login, rest, enough, shown);
                });
    }

    private Uni<OfContact> photos(Login login, CanonicalContact contact) {
        return Multi.createFrom()
                .iterable(contact.photos())
                .onItem()
                .transformToUniAndConcatenate(photo -> hidden(login, photo)
                        ? photo(login, photo)
                        : Uni.createFrom().item(new One(photo, Fate.HERE)))
                .collect()
                .asList()
                .map(photos -> new OfContact(contact, photos));
    }

    private Uni<One> photo(Login login, Photo photo) {
        return client.send(login, DavRequest.get(URI.create(photo.url()), Photo.LARGEST))
                .map(response -> read(photo, response))
                .onFailure(ProviderException.class)
                .recoverWithItem(failure -> new One(photo, fate(((ProviderException) failure).failure())));
    }

    private static One read(Photo photo, DavResponse response) {
        if (response.status() == 200) {
            return InlinePhotos.read(response.body(), photo.primary()) instanceof InlinePhotos.Read.Picture picture
                    ? new One(picture.photo(), Fate.HERE)
                    : new One(photo, Fate.LEFT_OUT);
        }
        return new One(photo, response.status() / 100 == 4 ? Fate.LEFT_OUT : Fate.LATER);
    }

    private static Fate fate(ProviderFailure failure) {
        if (failure instanceof ProviderFailure.AuthRevoked || failure instanceof ProviderFailure.RateLimited) {
            return Fate.STOP;
        }
        return failure instanceof ProviderFailure.Transient ? Fate.LATER : Fate.LEFT_OUT;
    }

    private static boolean hidden(Login login, Photo photo) {
        if (photo.url() == null) {
            return false;
        }
        try {
            URI address = new URI(photo.url());
            return address.getHost() != null
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                    && login.mayBeShownTo(address);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
