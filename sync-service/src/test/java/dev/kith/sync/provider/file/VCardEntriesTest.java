package dev.kith.sync.provider.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.kith.model.CanonicalContact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VCardEntriesTest {

    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Charset CENTRAL = Charset.forName("windows-1250");
    private static final Charset JAPANESE = Charset.forName("ISO-2022-JP");

    static Stream<Arguments> names() {
        return Stream.of(
                arguments("3.0", card("3.0", "N:Novák;Čeněk;;;").getBytes(StandardCharsets.UTF_8), "Čeněk"),
                arguments("4.0", card("4.0", "N:Novák;Čeněk;;;").getBytes(StandardCharsets.UTF_8), "Čeněk"),
                arguments(
                        "BOM", ("\uFEFF" + card("3.0", "N:Novák;Čeněk;;;")).getBytes(StandardCharsets.UTF_8), "Čeněk"),
                arguments("undeclared", card("2.1", "N:Grün;Jürgen").getBytes(WESTERN), "Jürgen"),
                arguments(
                        "declared",
                        card("2.1", "N;CHARSET=windows-1250:Novák;Čeněk").getBytes(CENTRAL),
                        "Čeněk"),
                arguments(
                        "quoted-printable",
                        card("2.1", "N;CHARSET=windows-1250;ENCODING=QUOTED-PRINTABLE:Nov=E1k;=C8en=\r\n=ECk")
                                .getBytes(StandardCharsets.US_ASCII),
                        "Čeněk"),
                arguments(
                        "in seven bits",
                        card("2.1", "N;CHARSET=ISO-2022-JP:山田;太郎").getBytes(JAPANESE),
                        "太郎"),
                arguments(
                        "folded", card("3.0", "item1.N:Novák;Če\r\n něk;;;").getBytes(StandardCharsets.UTF_8), "Čeněk"),
                arguments(
                        "control characters",
                        card("3.0", "N:Nov\u0001ák;Če\u0000ně\u001Bk;;;").getBytes(StandardCharsets.UTF_8),
                        "Čeněk"));
    }

    private static String card(String version, String name) {
        return "BEGIN:VCARD\r\nVERSION:" + version + "\r\n" + name + "\r\nTEL:+49 170 1234567\r\nEND:VCARD\r\n";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void readsNamesHoweverTheyAreWritten(String how, byte[] file, String givenName) throws IOException {
        assertThat(ReadFiles.all(new VCardEntries(new ByteArrayInputStream(file), null, "US")))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.errors()).isEmpty();
                    assertThat(entry.contact().firstName()).isEqualTo(givenName);
                    assertThat(entry.contact().phones()).hasSize(1);
                });
    }

    @Test
    void takesOneCardOnlyForTheAgentOfLinesBetweenCards() throws IOException {
        String file = card("2.1", "N:Alpha;Ann") + "AGENT:\r\n" + card("2.1", "N:Beta;Ben") + card("2.1", "N:Gamma;Cid")
                + card("2.1", "N:Delta;Dan");

        assertThat(ReadFiles.all(new VCardEntries(
                        new ByteArrayInputStream(file.getBytes(StandardCharsets.US_ASCII)), null, "US")))
                .extracting(ParsedEntry::contact)
                .filteredOn(Objects::nonNull)
                .extracting(CanonicalContact::firstName)
                .contains("Ann", "Cid", "Dan");
    }
}
