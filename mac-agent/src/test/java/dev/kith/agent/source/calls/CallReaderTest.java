package dev.kith.agent.source.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.agent.source.LeftOut;
import dev.kith.agent.sqlite.FileAccess;
import dev.kith.agent.sqlite.OpenStore;
import dev.kith.agent.sqlite.StoreOpener;
import dev.kith.model.CallMedium;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionType;
import dev.kith.sandbox.mac.AppleSchema;
import dev.kith.sandbox.mac.CallsDatabase;
import dev.kith.sandbox.mac.MacHome;
import dev.kith.sandbox.mac.Row;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CallReaderTest {

    private static final Instant AT = Instant.parse("2026-05-01T12:00:00.250Z");

    @TempDir
    private Path folder;

    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<Interaction> read = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "true,  true,  8.54, CALL_OUTBOUND, 9,    false",
        "true,  false, 8.54, CALL_OUTBOUND, 9,    false",
        "true,  true,  0,    CALL_OUTBOUND, NONE, false",
        "true,  false, 0,    CALL_OUTBOUND, NONE, false",
        "false, true,  0.2,  CALL_INBOUND,  1,    false",
        "false, false, 60,   CALL_INBOUND,  60,   false",
        "false, true,  0,    CALL_INBOUND,  NONE, true",
        "false, false, 0,    CALL_MISSED,   NONE, false"
    })
    void tellsDirectionByWhoCalledAndNothingElse(
            boolean originated,
            boolean answered,
            double seconds,
            InteractionType type,
            String duration,
            boolean elsewhere) {
        try (CallsDatabase written = create(AppleSchema.CALLS_MODEL_27)) {
            for (int kind : List.of(0, 1, 8, 16)) {
                written.call("U" + kind, AT, "+14165550123", CallsDatabase.kind(kind, originated, answered, seconds));
            }
            readAll();
        }

        assertThat(read).hasSize(4).allSatisfy(call -> {
            assertThat(call.type()).isEqualTo(type);
            assertThat(call.durationSeconds()).isEqualTo(duration.equals("NONE") ? null : Integer.valueOf(duration));
            assertThat(call.answeredElsewhere()).isEqualTo(elsewhere);
            assertThat(call.occurredAt()).isEqualTo(AT);
        });
        assertThat(read)
                .extracting(Interaction::medium)
                .containsExactly(
                        CallMedium.THIRD_PARTY, CallMedium.PHONE, CallMedium.FACETIME_VIDEO, CallMedium.FACETIME_AUDIO);
        assertThat(read.get(0).externalId()).isEqualTo("call:U0:" + (originated ? "out" : "in") + ":d5fbfc3c185d");
    }

    @ParameterizedTest
    @EnumSource(
            value = AppleSchema.class,
            names = {"CALLS_BIG_SUR", "CALLS_MODEL_27", "CALLS_MACOS_27"})
    void readsAddressesAsTextAndAsBytes(AppleSchema schema) {
        try (CallsDatabase written = create(schema)) {
            written.call("text", AT, "+14165550123", phone());
            written.call("bytes", AT, "+14165550123".getBytes(StandardCharsets.UTF_8), phone());
            written.call("national", AT, "4165550123", phone());
            readAll();
        }

        assertThat(read)
                .hasSize(3)
                .allSatisfy(call -> assertThat(call.counterpart().e164()).isEqualTo("+14165550123"));
    }

    @Test
    void countsEncryptedAddressesAndPublishesNoByteOfThem() {
        try (CallsDatabase written = create(AppleSchema.CALLS_BIG_SUR)) {
            written.call("encrypted", AT, new byte[] {(byte) 0xC3, 0x28, 7, 9, (byte) 0xFF}, phone());
            written.call("control", AT, new byte[] {1, 2, 3, 4}, phone());
            readAll();
        }

        assertThat(read).isEmpty();
        assertThat(leftOut).containsExactly(LeftOut.UNREADABLE, LeftOut.UNREADABLE);
    }

    @ParameterizedTest
    @EnumSource(
            value = AppleSchema.class,
            names = {"CALLS_BIG_SUR", "CALLS_MACOS_27"})
    void creditsAGroupCallToEverybodyInIt(AppleSchema schema) {
        try (CallsDatabase written = create(schema)) {
            long call = written.call("group", AT, null, CallsDatabase.kind(8, true, false, 30));
            written.participant(call, "+14165550123");
            written.participant(call, "+1 416 555 0123");
            written.participant(call, "bob@example.com");
            written.participant(call, 999L);
            readAll();
        }

        assertThat(read)
                .extracting(call -> call.counterpart().normalized())
                .containsExactlyInAnyOrder("+14165550123", "bob@example.com");
        assertThat(read).allSatisfy(call -> {
            assertThat(call.group()).isTrue();
            assertThat(call.participants()).isEqualTo(2);
        });
    }

    @Test
    void leavesOutWhatNamesNobodyOrNoDay() {
        try (CallsDatabase written = create(AppleSchema.CALLS_MODEL_27)) {
            written.call("hidden", AT, "", phone());
            written.call("null", AT, null, phone());
            written.call("old", AT.minus(Duration.ofDays(400)), "+14165550123", phone());
            written.database()
                    .insert("ZCALLRECORD", phone().and("ZUNIQUE_ID", "dateless").and("ZADDRESS", "+14165550123"));
            written.call(null, AT, "+14165550123", phone());
            written.call("to come", AT.plus(Duration.ofDays(400)), "+14165550123", phone());
            readAll();
        }

        assertThat(read).isEmpty();
        assertThat(leftOut)
                .containsExactly(
                        LeftOut.NO_COUNTERPART,
                        LeftOut.NO_COUNTERPART,
                        LeftOut.OLDER,
                        LeftOut.NO_DATE,
                        LeftOut.UNREADABLE,
                        LeftOut.SCHEDULED);
    }

    @Test
    void neverGuessesTheCountryOfANationalNumber() {
        try (CallsDatabase written = create(AppleSchema.CALLS_MODEL_27)) {
            written.call("no country", AT, "4165550123", phone().and("ZISO_COUNTRY_CODE", null));
            readAll();
        }

        assertThat(read.get(0).counterpart().e164()).isNull();
    }

    private static Row phone() {
        return CallsDatabase.kind(1, false, true, 10);
    }

    private CallsDatabase create(AppleSchema schema) {
        return new MacHome(folder).calls(schema);
    }

    private void readAll() {
        try (OpenStore store =
                new StoreOpener(FileAccess.REAL, folder, Clock.systemUTC()).open(new MacHome(folder).callsFile())) {
            new CallReader(store, AT.minus(Duration.ofDays(365)), AT.plus(Duration.ofDays(1)))
                    .forEach((reason, interactions) -> {
                        if (reason == null) {
                            read.addAll(interactions);
                        } else {
                            leftOut.add(reason);
                        }
                    });
        }
    }
}
