package dev.kith.sync.provider.vcard;

import dev.kith.model.CanonicalContact;

/** Cards of version 3, read with a region of Germany. */
final class Cards {

    /** Begins as a JPEG does. */
    static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    static final CardReader READER = new CardReader("DE");

    private Cards() {}

    static String card(String... lines) {
        return "BEGIN:VCARD\r\nVERSION:3.0\r\n" + String.join("\r\n", lines) + "\r\nEND:VCARD\r\n";
    }

    static ReadCard.Person read(String... lines) {
        return (ReadCard.Person) READER.read(card(lines));
    }

    static CanonicalContact unnamedPerson(String... lines) {
        return read(lines).unnamed();
    }

    static CanonicalContact person(String... lines) {
        String[] named = new String[lines.length + 1];
        named[0] = "N:Person;Some;;;";
        System.arraycopy(lines, 0, named, 1, lines.length);
        return unnamedPerson(named);
    }
}
