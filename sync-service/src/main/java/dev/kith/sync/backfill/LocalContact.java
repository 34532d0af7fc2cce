package dev.kith.sync.backfill;

import dev.kith.sync.backfill.field.AddressItem;
import dev.kith.sync.backfill.field.DateItem;
import dev.kith.sync.backfill.field.InfoItem;
import dev.kith.sync.backfill.field.ItemRow;
import dev.kith.sync.backfill.field.MappedContact;
import dev.kith.sync.backfill.field.PhotoAddress;
import dev.kith.sync.backfill.field.Provenance;
import dev.kith.sync.backfill.field.ScalarField;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A contact as it stands in the CRM, with all a decision about it needs.
 *
 * @param version of its row: another one when it is written means that somebody else was faster
 * @param links every link that leads to it, the longest-standing first
 * @param openConflicts subjects of open questions about its fields
 * @param separatedFrom contacts of whom a person said that they are somebody else
 */
public record LocalContact(
        UUID id,
        String version,
        Map<ScalarField, String> scalars,
        List<ItemRow<InfoItem>> infos,
        List<ItemRow<AddressItem>> addresses,
        List<ItemRow<DateItem>> dates,
        Provenance provenance,
        List<HeldLink> links,
        Set<String> openConflicts,
        Set<UUID> separatedFrom) {

    /** One that is about to be made. */
    public static LocalContact unborn(UUID id) {
        return new LocalContact(
                id, null, Map.of(), List.of(), List.of(), List.of(), Provenance.NONE, List.of(), Set.of(), Set.of());
    }

    /** The contact as it stands once a decision about it is written. */
    public LocalContact after(ContactDecision decision) {
        return with(
                decision.after(),
                decision.infos().after(infos),
                decision.addresses().after(addresses),
                decision.dates().after(dates),
                decision.provenance());
    }

    /**
     * A link to this contact and what its source last said.
     *
     * @param gone whether the source was found to hold the entry no more
     * @param disconnected whether the entry's account is disconnected
     * @param heard whether it is known what the source said: not so for a link that another program made
     */
    public record HeldLink(
            LinkKey key,
            String stream,
            Instant firstSeenAt,
            boolean gone,
            boolean disconnected,
            MappedContact mapped,
            boolean heard) {

        /** Whether what its source said counts no more. */
        public boolean deleted() {
            return gone || disconnected;
        }

        /** Whether it is another entry of the same list of the same account. */
        boolean beside(LinkKey other, String otherStream) {
            return !key.equals(other) && key.sameAccount(other) && stream.equals(otherStream);
        }
    }

    /** The same contact with other values. */
    public LocalContact with(
            Map<ScalarField, String> newScalars,
            List<ItemRow<InfoItem>> newInfos,
            List<ItemRow<AddressItem>> newAddresses,
            List<ItemRow<DateItem>> newDates,
            Provenance newProvenance) {
        return new LocalContact(
                id,
                version,
                newScalars,
                newInfos,
                newAddresses,
                newDates,
                newProvenance,
                links,
                openConflicts,
                separatedFrom);
    }

    public LocalContact withLinks(List<HeldLink> newLinks) {
        return new LocalContact(
                id, version, scalars, infos, addresses, dates, provenance, newLinks, openConflicts, separatedFrom);
    }

    /** What a source says of a field of this contact: a photo that came with its bytes is shown under the contact. */
    public String said(MappedContact mapped, ScalarField field) {
        return PhotoAddress.at(id, mapped.scalar(field));
    }

    public boolean alive(LinkKey link) {
        return links.stream().anyMatch(held -> held.key().equals(link) && !held.deleted());
    }

    public Optional<HeldLink> link(LinkKey key) {
        return links.stream().filter(held -> held.key().equals(key)).findFirst();
    }
}
