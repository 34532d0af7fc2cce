package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.ContactDecision;
import dev.kith.sync.backfill.field.ScalarField;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The copy of provenance that readers find under {@code metadata.sources.contacts.<provider>.<account>}: what the source
 * applied. It is never read back.
 */
final class SourceCopy {

    private SourceCopy() {}

    /** The whole metadata of a contact that is made. */
    static String metadata(WriteContext context, ContactDecision decision) {
        AccountKey account = context.account();
        return Rows.json(Map.of(
                "sources",
                Map.of(
                        "contacts",
                        Map.of(account.provider(), Map.of(account.accountId(), values(context, decision))))));
    }

    /** The account's part of the metadata. */
    static String source(WriteContext context, ContactDecision decision) {
        return Rows.json(values(context, decision));
    }

    private static Map<String, String> values(WriteContext context, ContactDecision decision) {
        Map<String, String> values = new LinkedHashMap<>();
        for (ScalarField field : ScalarField.values()) {
            var state = decision.provenance().fields().get(field);
            if (state != null
                    && state.base() != null
                    && field != ScalarField.DETAILS
                    && state.owner().provider().equals(context.account().provider())
                    && state.owner().accountId().equals(context.account().accountId())) {
                values.put(field.column(), state.base());
            }
        }
        values.put("external_id", context.externalIds().get(decision.contactId()));
        values.put("last_synced_at", context.now().toString());
        return values;
    }
}
