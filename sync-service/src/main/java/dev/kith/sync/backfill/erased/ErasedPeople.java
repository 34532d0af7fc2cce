package dev.kith.sync.backfill.erased;

import dev.kith.model.CanonicalContact;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.SourceLink;
import dev.kith.sync.backfill.write.LinkLoader;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Knows people who were erased when they come again, without knowing anything of them. */
public final class ErasedPeople {

    private static final String ANYBODY = "SELECT EXISTS (SELECT 1 FROM contacts_erased_marks) AS anybody";
    private static final String AMONG = "SELECT digest FROM contacts_erased_marks WHERE digest = ANY ($1)";
    private static final String REMEMBER = """
            INSERT INTO contacts_erased_marks (digest) SELECT unnest($1::text[]) ON CONFLICT (digest) DO NOTHING
            """;

    private static final String SIGHT = """
            INSERT INTO contacts_log_sightings (topic, partition)
            SELECT DISTINCT * FROM unnest($1::text[], $2::int[]) ON CONFLICT (topic, partition) DO NOTHING
            """;

    private final ErasureKeys keys;

    public ErasedPeople(ErasureKeys keys) {
        this.keys = keys;
    }

    /** Those of the marks that are of somebody who was erased. */
    public Uni<Set<String>> among(SqlConnection connection, Collection<String> marks) {
        if (marks.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return anybody(connection)
                .chain(anybody -> anybody
                        ? keys.key(connection).chain(key -> find(connection, key, marks))
                        : Uni.createFrom().item(Set.of()));
    }

    /** Whether anybody was ever erased here. */
    public Uni<Boolean> anybody(SqlClient client) {
        return client.query(ANYBODY)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("anybody"));
    }

    private static Uni<Set<String>> find(SqlConnection connection, ErasureKey key, Collection<String> marks) {
        Map<String, String> byDigest = new HashMap<>();
        marks.forEach(mark -> byDigest.put(key.digest(mark), mark));
        return connection.preparedQuery(AMONG).execute(texts(byDigest.keySet())).map(rows -> {
            Set<String> erased = new HashSet<>();
            rows.forEach(row -> erased.add(byDigest.get(row.getString("digest"))));
            return erased;
        });
    }

    public Uni<Void> remember(SqlConnection connection, Collection<String> marks) {
        return marks.isEmpty()
                ? Uni.createFrom().voidItem()
                : keys.key(connection)
                        .chain(key -> Rows.execute(
                                connection,
                                REMEMBER,
                                texts(marks.stream().map(key::digest).toList())))
                        .replaceWithVoid();
    }

    /**
     * Those of an account's contacts that were erased, by external id. Whom a link leads to is somebody else who shares an
     * address or a number. The names under which they came are remembered: they stay erased with another address.
     */
    public Uni<Set<String>> turnAway(SqlConnection connection, AccountKey account, List<CanonicalContact> contacts) {
        return find(connection, account, contacts).call(found -> {
            Set<String> ids = new LinkedHashSet<>();
            contacts.stream()
                    .filter(contact -> found.contains(contact.externalId()))
                    .forEach(contact -> ids.addAll(Marks.ids(account, contact)));
            return remember(connection, ids);
        });
    }

    private Uni<Set<String>> find(SqlConnection connection, AccountKey account, List<CanonicalContact> contacts) {
        Set<String> marks = new LinkedHashSet<>();
        contacts.forEach(contact -> marks.addAll(Marks.of(account, contact)));
        return among(connection, marks).chain(erased -> {
            List<CanonicalContact> suspects = contacts.stream()
                    .filter(contact -> Marks.of(account, contact).stream().anyMatch(erased::contains))
                    .toList();
            Set<String> names = new LinkedHashSet<>();
            suspects.forEach(contact -> Marks.names(contact).forEach(names::add));
            return LinkLoader.load(connection, account, names)
                    .map(links -> suspects.stream()
                            .filter(contact -> Marks.names(contact)
                                    .noneMatch(name -> leads(links.get(name), name, account, erased)))
                            .map(CanonicalContact::externalId)
                            .collect(Collectors.toCollection(LinkedHashSet::new)));
        });
    }

    /** An erased entry that is back leads nowhere by a name that only came to another one, into which it had been merged. */
    private static boolean leads(SourceLink link, String name, AccountKey account, Set<String> erased) {
        return link != null && (link.goesBy(name) || !erased.contains(Marks.id(account.link(name))));
    }

    /** Notes that the log speaks of somebody who was erased: it is to be rewritten. */
    public Uni<Void> sighted(SqlConnection connection, Collection<LogPosition> positions) {
        Tuple partitions = Tuple.tuple()
                .addArrayOfString(positions.stream()
                        .map(position ->
                                position.topic().substring(0, position.topic().indexOf('@')))
                        .toArray(String[]::new))
                .addArrayOfInteger(
                        positions.stream().map(LogPosition::partition).toArray(Integer[]::new));
        return positions.isEmpty()
                ? Uni.createFrom().voidItem()
                : Rows.execute(connection, SIGHT, partitions).replaceWithVoid();
    }

    private static Tuple texts(Collection<String> texts) {
        return Tuple.tuple().addArrayOfString(texts.toArray(String[]::new));
    }
}
