package dev.kith.sync.testing;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.UidNormalizer;
import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.KnownLinks;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.provider.SourcePage;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Known links of one account, kept as the CRM keeps them: by applying pages. Deletions are believed at once. */
public final class RecordedLinks implements KnownLinks {

    private final Map<String, KnownLink> links = new LinkedHashMap<>();

    public synchronized void apply(SourcePage page) {
        page.contacts().forEach(contact -> apply(page.stream(), contact));
        page.groups().forEach(group -> apply(page.stream(), group));
    }

    /**
     * Reads a chain of pages to its end, as a run does.
     *
     * @param cursor {@code null} for everything
     */
    public List<SourcePage> run(ContactsProvider provider, SourceAccount account, String cursor) {
        List<SourcePage> pages = new ArrayList<>();
        String at = null;
        do {
            SourcePage page = (cursor == null
                            ? provider.fullSync(account, at)
                            : provider.incrementalSync(account, cursor, at))
                    .await()
                    .indefinitely();
            apply(page);
            pages.add(page);
            at = page.nextPageToken();
        } while (at != null);
        return pages;
    }

    private void apply(String stream, CanonicalContact contact) {
        String first = linkOf(contact);
        if (contact.deleted()) {
            links.computeIfPresent(
                    first, (id, link) -> link.name().equals(contact.externalId()) && !link.group() ? null : link);
            return;
        }
        links.put(
                first,
                new KnownLink(
                        first,
                        contact.externalId(),
                        contact.etag(),
                        UidNormalizer.normalize(contact.uid()),
                        stream,
                        false));
    }

    private String linkOf(CanonicalContact contact) {
        return links.values().stream()
                .filter(link -> !link.group())
                .filter(link -> link.name().equals(contact.externalId())
                        || contact.aliases().contains(link.name())
                        || contact.aliases().contains(link.externalId()))
                .map(KnownLink::externalId)
                .findFirst()
                .orElse(contact.externalId());
    }

    private void apply(String stream, CanonicalGroup group) {
        if (group.deleted()) {
            links.computeIfPresent(group.externalId(), (id, link) -> link.group() ? null : link);
            return;
        }
        links.put(
                group.externalId(),
                new KnownLink(group.externalId(), group.externalId(), group.etag(), null, stream, true));
    }

    /** The etags are not to be believed any more, as after a conflict. */
    public synchronized void distrustEtags() {
        links.replaceAll((id, link) ->
                new KnownLink(link.externalId(), link.name(), null, link.uid(), link.stream(), link.group()));
    }

    public synchronized int size() {
        return links.size();
    }

    @Override
    public Uni<List<KnownLink>> inStream(SourceAccount account, String stream) {
        return found(link -> link.group() || link.stream().equals(stream));
    }

    @Override
    public Uni<List<KnownLink>> withUids(SourceAccount account, Set<String> uids) {
        return found(link -> !link.group() && link.uid() != null && uids.contains(link.uid()));
    }

    @Override
    public Uni<List<KnownLink>> byExternalId(SourceAccount account, Set<String> externalIds) {
        return found(link -> externalIds.contains(link.externalId()));
    }

    @Override
    public synchronized Uni<Set<String>> streams(SourceAccount account) {
        return Uni.createFrom()
                .item(links.values().stream()
                        .filter(link -> !link.group())
                        .map(KnownLink::stream)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    private synchronized Uni<List<KnownLink>> found(Predicate<KnownLink> wanted) {
        List<KnownLink> found =
                new ArrayList<>(links.values().stream().filter(wanted).toList());
        return Uni.createFrom().item(found);
    }
}
