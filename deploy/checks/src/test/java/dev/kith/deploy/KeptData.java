package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who stands in the CRM under which id, which accounts are connected, and which of their contacts lead to whom. */
record KeptData(Map<String, List<String>> rows) {

    private static final List<String> QUERIES = List.of(
            "SELECT id, name FROM contacts",
            "SELECT id, provider, account_id FROM contacts_source_accounts",
            "SELECT provider, account_id, external_contact_id, local_contact_id FROM contacts_source_links");

    static KeptData of(RunningKith kith) {
        return new KeptData(QUERIES.stream().collect(Collectors.toMap(Function.identity(), kith::rows)));
    }

    void assertStillIn(RunningKith kith) {
        assertThat(rows)
                .allSatisfy((query, before) ->
                        assertThat(kith.rows(query)).as(query).isNotEmpty().containsAll(before));
    }
}
