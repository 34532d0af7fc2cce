package dev.kith.sandbox.launcher;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Connects the demo accounts and imports the cards of a phone, once for a data folder: whoever disconnects or deletes them
 * does not get them again.
 */
final class DemoData {

    /** The account that the cards are imported as. */
    private static final String PHONE = "old-phone";

    private final KithClient kith;
    private final DataFolder data;

    DemoData(KithClient kith, DataFolder data) {
        this.kith = kith;
        this.data = data;
    }

    boolean isMissing() {
        return !Files.exists(data.demoMark());
    }

    void bring(List<StandIn.DemoAccount> accounts) {
        try (InputStream cards = DemoData.class.getResourceAsStream("old-phone.vcf")) {
            accounts.forEach(this::connect);
            kith.post("/api/import/contacts?accountId=" + PHONE, "text/vcard", cards.readAllBytes());
            Files.createFile(data.demoMark());
        } catch (IOException e) {
            throw new UncheckedIOException("the demo data could not be brought", e);
        }
    }

    private void connect(StandIn.DemoAccount account) {
        kith.post(
                "/api/accounts",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("provider", account.provider())
                        .put("accountId", account.accountId())
                        .put("refreshToken", account.refreshToken()));
    }
}
