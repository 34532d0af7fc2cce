package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BatchCodecPropertyTest {

    @Property(tries = 300)
    void readsWhatItWrote(@ForAll List<CanonicalContact> contacts) {
        ContactBatch batch = Samples.page(contacts, List.of(), List.of());

        BatchCodec.ReadContactBatch read = BatchCodec.readContactBatch(BatchCodec.write(batch));

        assertThat(read.unreadable()).isEmpty();
        assertThat(read.batch()).isEqualTo(batch);
    }

    @Property(tries = 300)
    void writesWhatTheSchemaSays(@ForAll CanonicalContact contact) {
        ContactBatch batch = Samples.page(contact);

        assertThat(Schemas.validator("contact-batch").validate(BatchCodec.object(BatchCodec.write(batch))))
                .isEmpty();
    }

    @Property
    void readsOrRefusesAnyBytesAndNothingElse(@ForAll byte[] bytes) {
        refusal(bytes);
    }

    @Property
    void readsOrRefusesADamagedBatch(@ForAll CanonicalContact contact, @ForAll int position, @ForAll byte damage) {
        byte[] bytes = BatchCodec.write(Samples.page(contact));
        bytes[Math.floorMod(position, bytes.length)] = damage;

        refusal(bytes);
    }

    /** Whether the bytes are refused; any other failure passes through. */
    private static boolean refusal(byte[] bytes) {
        try {
            BatchCodec.readContactBatch(bytes);
            return false;
        } catch (UnreadableBatchException e) {
            return true;
        }
    }
}
