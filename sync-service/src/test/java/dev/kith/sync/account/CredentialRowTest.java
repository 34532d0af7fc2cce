package dev.kith.sync.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CredentialRowTest {

    @Test
    void readsTheSingleKeyOfOldAsTheDefaultAccount() {
        var row = new CredentialRow("google", new JsonObject());

        assertThat(row.accountKey()).isEqualTo("google/default");
        assertThat(row.provider()).isEqualTo("google");
        assertThat(row.accountId()).isEqualTo("default");
        assertThat(row.namesAnAccount()).isTrue();
    }

    @Test
    void keepsSlashesOfAnAccountId() {
        var row = new CredentialRow("google/a/b", new JsonObject());

        assertThat(row.accountId()).isEqualTo("a/b");
        assertThat(CredentialRow.keysOf("google", "a/b")).containsExactly("google/a/b");
    }

    @Test
    void leavesRowsOfOtherProgramsAlone() {
        assertThat(new CredentialRow("calendar", new JsonObject()).namesAnAccount())
                .isFalse();
        assertThat(new CredentialRow("google/", new JsonObject()).namesAnAccount())
                .isFalse();
    }

    @Test
    void keepsAGrantThroughItsJson() {
        var grant = new OAuthGrant("id", "secret", "token", Set.of("b", "a"));

        var json = GrantCodec.encode(grant, Instant.EPOCH);

        assertThat(json.getString("scope")).isEqualTo("a b");
        assertThat(GrantCodec.decode(json)).isEqualTo(grant);
    }

    @Test
    void toleratesAPartialGrant() {
        var partial = GrantCodec.decode(new JsonObject().put("client_id", "id"));

        assertThat(partial.refreshToken()).isNull();
        assertThat(partial.scopes()).isEmpty();
        assertThat(GrantCodec.encode(partial, Instant.EPOCH).fieldNames())
                .containsExactly("client_id", "scope", "stored_at");
    }
}
