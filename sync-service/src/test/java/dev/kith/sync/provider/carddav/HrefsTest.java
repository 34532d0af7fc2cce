package dev.kith.sync.provider.carddav;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HrefsTest {

    private static final URI BOOK = URI.create("https://dav.example/alice/book/");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/alice/book/a.vcf                          | /alice/book/a.vcf",
                "https://dav.example:443/alice/book/a.vcf   | /alice/book/a.vcf",
                "HTTPS://DAV.example/alice/book/a.vcf       | /alice/book/a.vcf",
                "https://other.example/alice/book/a.vcf     | /alice/book/a.vcf",
                "//dav.example/alice/book/a.vcf             | /alice/book/a.vcf",
                "a.vcf                                      | /alice/book/a.vcf",
                "Database:admin.vcf                         | /alice/book/Database:admin.vcf",
                "./a.vcf                                    | /alice/book/a.vcf",
                "/alice/book/b%40c%7Ed.vcf                  | /alice/book/b@c~d.vcf",
                "/alice/book/b@c~d.vcf                      | /alice/book/b@c~d.vcf",
                "/alice/book/sp ace+plusü.vcf               | /alice/book/sp ace+plusü.vcf",
                "/alice/book/sp%20ace%2Bplus%C3%BC.vcf      | /alice/book/sp ace+plusü.vcf",
                "/alice/book/a%2Fb.vcf                      | /alice/book/a%2Fb.vcf",
                "/alice/book/100%25.vcf                     | /alice/book/100%.vcf",
                "/alice/book/100%25AB.vcf                   | /alice/book/100%25AB.vcf",
                "/alice/book/3%2%62.vcf                     | /alice/book/3%252b.vcf",
                "/alice/book/latin%E4.vcf                   | /alice/book/latin%E4.vcf",
                "/alice/book/nul%00.vcf                     | /alice/book/nul%00.vcf",
            })
    void namesTheSameCardAlikeHoweverItIsWritten(String href, String name) {
        assertThat(Hrefs.resolve(BOOK, href).map(Hrefs::name)).contains(name);
    }

    @Test
    void looksPastWhiteSpaceAroundAndBreaksInside() {
        assertThat(Hrefs.resolve(BOOK, "\n  /alice/bo\nok/a.vcf \t").map(Hrefs::name))
                .contains("/alice/book/a.vcf");
    }

    @Test
    void keepsNobodysPasswordOutOfAnAddress() {
        assertThat(Hrefs.resolve(BOOK, "https://mallory:pw@evil.example/x").map(URI::toString))
                .contains("https://evil.example/x");
    }

    @Test
    void keepsTheQueryOfARedirect() {
        assertThat(Hrefs.resolve(BOOK, "/login?next=%2Fbook#top").map(URI::toString))
                .contains("https://dav.example/login?next=%2Fbook");
    }

    @Test
    void meansNothingByAnAddressWithoutAHost() {
        assertThat(Hrefs.resolve(BOOK, "https://[half")).isEmpty();
        assertThat(Hrefs.resolve(BOOK, "https:///x")).isEmpty();
    }

    @Property
    void asksForTheVeryResourceThatItNamed(@ForAll @StringLength(max = 20) String segment) {
        String path = Hrefs.encoded("/book/" + segment.replace("/", ""));

        String name = Hrefs.decoded(path);

        assertThat(Hrefs.decoded(Hrefs.encoded(name))).isEqualTo(name);
        assertThat(URI.create("https://dav.example" + Hrefs.encoded(name)).getRawPath())
                .isEqualTo(Hrefs.encoded(name));
    }

    @Property
    void leadsFromAnyEscapingBackToTheSameName(
            @ForAll @StringLength(max = 12) @CharRange(from = '%', to = '%') @CharRange(from = '0', to = 'F')
                    String escapes) {
        String name = Hrefs.decoded("/" + escapes);

        assertThat(Hrefs.decoded(Hrefs.encoded(name))).isEqualTo(name);
    }
}
