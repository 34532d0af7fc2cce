package dev.kith.sync.provider;

import dev.kith.model.UidNormalizer;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is known of a source's contacts and groups from earlier runs; a provider may read it and nothing else. */
public interface KnownLinks {

    /**
     * A contact or group that was not deleted.
     *
     * @param externalId the name it was first told under
     * @param name the name the source gives it now
     * @param etag of the state that was applied; {@code null} when it has to be read again whatever its etag
     * @param uid in its {@linkplain UidNormalizer normal form}; {@code null} when it has none, as groups
     */
    record KnownLink(String externalId, String name, String etag, String uid, String stream, boolean group) {

        /** Every name it goes by. */
        public List<String> names() {
            return Stream.of(name, externalId).distinct().toList();
        }

        @Override
        public String toString() {
            return "KnownLink[group=" + group + "]";
        }
    }

    /** The contacts of one stream, and the groups of the whole account. */
    Uni<List<KnownLink>> inStream(SourceAccount account, String stream);

    /** The account's contacts, of any stream, that carry one of these UIDs, which are in their normal form. */
    Uni<List<KnownLink>> withUids(SourceAccount account, Set<String> uids);

    /** The account's contacts first told under one of these names, and its groups that are called so. */
    Uni<List<KnownLink>> byExternalId(SourceAccount account, Set<String> externalIds);

    /** The streams that hold contacts which were not deleted. */
    Uni<Set<String>> streams(SourceAccount account);
}
