package dev.kith.sync.provider.carddav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultistatusReaderTest {

    private static Multistatus read(String xml) {
        return MultistatusReader.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static String response(String inside) {
        return "<d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:carddav\"><d:response>"
                + "<d:href>/b/a.vcf</d:href>" + inside + "</d:response></d:multistatus>";
    }

    private static String card(String text) {
        return response("<d:propstat><d:prop><d:getetag>\"1\"</d:getetag><c:address-data>" + text
                + "</c:address-data></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>");
    }

    private static String cardRead(String text) {
        return read(card(text)).entries().get(0).properties().card();
    }

    @Test
    void readsWhatChangedAndWhatIsGone() {
        Multistatus read = read("""
                <?xml version='1.0' encoding='utf-8'?>
                <multistatus xmlns="DAV:"><sync-token>http://radicale.org/ns/sync/1</sync-token>
                <response><href>/alice/book/gone.vcf</href><status>HTTP/1.1 404 Not Found</status></response>
                <response><href>/alice/book/a.vcf</href><propstat><prop><getetag>&quot;x&quot;</getetag></prop>
                <status>HTTP/1.1 200 OK</status></propstat></response></multistatus>
                """);

        assertThat(read.syncToken()).isEqualTo("http://radicale.org/ns/sync/1");
        assertThat(read.entries()).extracting(Multistatus.Entry::gone).containsExactly(true, false);
        assertThat(read.entries().get(1).properties().etag()).isEqualTo("\"x\"");
    }

    @Test
    void takesOnlyPropertiesThatWereGranted() {
        Multistatus read = read(response("""
                <d:propstat><d:prop><d:getetag>"1"</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>
                <d:propstat><d:prop><d:displayname>x</d:displayname></d:prop><d:status>HTTP/1.1 404 Not Found</d:status>
                </d:propstat>
                """));

        Multistatus.Entry entry = read.entries().get(0);
        assertThat(entry.gone()).isFalse();
        assertThat(entry.properties().etag()).isEqualTo("\"1\"");
        assertThat(entry.properties().displayName()).isNull();
    }

    @Test
    void findsReportsWhereALevelIsLeftOut() {
        Multistatus read = read("""
                <ns0:multistatus xmlns:ns0="DAV:" xmlns:ns1="urn:ietf:params:xml:ns:carddav"><ns0:response>
                <ns0:href>/b/</ns0:href><ns0:propstat><ns0:status>HTTP/1.1 200 OK</ns0:status><ns0:prop>
                <ns0:resourcetype><ns0:collection/><ns1:addressbook/></ns0:resourcetype>
                <ns0:supported-report-set><ns0:supported-report><ns0:sync-collection/></ns0:supported-report>
                </ns0:supported-report-set>
                <ns0:current-user-privilege-set><ns0:privilege><ns0:read/></ns0:privilege>
                </ns0:current-user-privilege-set></ns0:prop></ns0:propstat></ns0:response></ns0:multistatus>
                """);

        DavProperties book = read.entries().get(0).properties();
        assertThat(book.addressBook()).isTrue();
        assertThat(book.readable()).isTrue();
        assertThat(book.reports()).contains("sync-collection");
    }

    @Test
    void knowsThatTheServerHasMoreToSay() {
        Multistatus read = read(response("<d:status>HTTP/1.1 507 Insufficient Storage</d:status>"
                + "<d:error><d:number-of-matches-within-limits/></d:error>"));

        assertThat(read.entries().get(0).status()).isEqualTo(507);
    }

    @Test
    void readsCardsInSectionsAndWithReferences() {
        assertThat(cardRead("<![CDATA[BEGIN:VCARD\r\nNOTE:a & b\r\n]]>")).isEqualTo("BEGIN:VCARD\nNOTE:a & b\n");
        assertThat(cardRead("BEGIN:VCARD&#13;\nNOTE:a &amp; b&#13;\n")).isEqualTo("BEGIN:VCARD\r\nNOTE:a & b\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u000Bb", "a&#0;b", "a&#x0B;b", "a&#11;b", "a\uFFFEb", "a&#xD800;b"})
    void takesOutWhatNoXmlMayHold(String text) {
        assertThat(cardRead(text)).isEqualTo("ab");
    }

    @Test
    void joinsHalvesOfACharacter() {
        assertThat(cardRead("&#55357;&#56832;")).isEqualTo("\uD83D\uDE00");
        assertThat(cardRead("&#xD83D;&#xDE00;")).isEqualTo("\uD83D\uDE00");
        assertThat(cardRead("&#x2D800;")).isEqualTo("\uD876\uDC00");
    }

    @Test
    void leavesReferencesInSectionsAlone() {
        assertThat(cardRead("<![CDATA[a&#0;b]]>")).isEqualTo("a&#0;b");
    }

    @Test
    void looksPastWhatStandsBeforeTheAnswer() {
        assertThat(read("\uFEFF\n\n" + card("x")).entries()).hasSize(1);
    }

    @Test
    void readsOtherCharsets() {
        byte[] latin =
                ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + card("Zoë")).getBytes(StandardCharsets.ISO_8859_1);
        byte[] wide = card("Zoë").getBytes(Charset.forName("UTF-16"));

        assertThat(MultistatusReader.read(latin).entries().get(0).properties().card())
                .isEqualTo("Zoë");
        assertThat(MultistatusReader.read(wide).entries().get(0).properties().card())
                .isEqualTo("Zoë");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d:multistatus xmlns:d=\"DAV:\">&x;</d:multistatus>",
                "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
                        + "<d:multistatus xmlns:d=\"DAV:\">&b;</d:multistatus>",
                "<!DOCTYPE d SYSTEM \"http://127.0.0.1:1/x.dtd\"><d:multistatus xmlns:d=\"DAV:\"/>",
                "<d:multistatus xmlns:d=\"DAV:\">&unknown;</d:multistatus>",
                "<html><body>Please log in</body></html>",
                "<d:multistatus xmlns:d=\"other:\"/>",
                "<d:multistatus xmlns:d=\"DAV:\"><d:response>",
                "Please log in",
                ""
            })
    void refusesWhatIsNoHonestAnswer(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(UnreadableAnswerException.class)
                .hasNoCause();
    }

    @Test
    void refusesElementsWithoutEnd() {
        assertThatThrownBy(() -> read(response("<x>".repeat(100_000)))).isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void tellsTheConditionsOfAnError() {
        byte[] error = "<?xml version=\"1.0\"?><error xmlns=\"DAV:\"><valid-sync-token/></error>"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(MultistatusReader.conditions(error)).containsExactly("valid-sync-token");
        assertThat(MultistatusReader.conditions("<html>x".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(MultistatusReader.conditions(new byte[0])).isEmpty();
    }
}
