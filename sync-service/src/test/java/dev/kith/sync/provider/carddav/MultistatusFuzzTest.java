package dev.kith.sync.provider.carddav;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.Mutations;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A damaged answer is read or refused, and neither takes long. {@code -Dkith.fuzz.cases=100000} tries more,
 * {@code -Dkith.fuzz.seed} others.
 */
class MultistatusFuzzTest {

    private static final int CASES = Integer.getInteger("kith.fuzz.cases", 2_000);
    private static final long SEED = Long.getLong("kith.fuzz.seed", 20_261_126L);
    private static final long LONGEST = Duration.ofSeconds(5).toNanos();
    private static final List<byte[]> ANSWERS = List.of(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav">
            <d:response><d:href>/book/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/><c:addressbook/></d:resourcetype>
            <d:displayname>People</d:displayname><d:supported-report-set><d:supported-report><d:report><d:sync-collection/>
            </d:report></d:supported-report></d:supported-report-set></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>
            </d:response></d:multistatus>
            """.getBytes(UTF_8),
            """
            <multistatus xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"><sync-token>http://example.com/ns/sync/1</sync-token>
            <response><href>/book/gone.vcf</href><status>HTTP/1.1 404 Not Found</status></response>
            <response><href>/book/a%20b.vcf</href><propstat><prop><getetag>"1"</getetag><c:address-data>BEGIN:VCARD&#13;
            VERSION:3.0&#13;
            FN:Ann &amp; Bob&#13;
            END:VCARD</c:address-data></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>
            """.getBytes(UTF_8),
            "<d:error xmlns:d=\"DAV:\"><d:valid-sync-token/></d:error>".getBytes(UTF_8));

    @Test
    void aDamagedAnswerIsReadOrRefused() {
        int read = 0;
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(SEED + i);
            byte[] answer = Mutations.ofAnswers(random, ANSWERS).of(ANSWERS.get(random.nextInt(ANSWERS.size())));
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            try {
                Multistatus multistatus = MultistatusReader.read(answer);
                assertThat(multistatus.entries())
                        .as("kith.fuzz.seed=" + (SEED + i))
                        .allMatch(entry -> entry.href() != null);
                read++;
            } catch (UnreadableAnswerException e) {
                refused++;
            }
            assertThat(MultistatusReader.conditions(answer))
                    .as("kith.fuzz.seed=" + (SEED + i))
                    .isNotNull();
            assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start)
                    .as("kith.fuzz.seed=" + (SEED + i))
                    .isLessThan(LONGEST);
        }
        assertThat(read).as("answers that still were some").isGreaterThan(CASES / 50);
        assertThat(refused).isGreaterThan(CASES / 50);
    }
}
