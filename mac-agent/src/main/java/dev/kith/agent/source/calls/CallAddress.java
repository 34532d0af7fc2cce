package dev.kith.agent.source.calls;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** An address of the call history: text, text kept as bytes, or, up to macOS 12, encrypted bytes. */
sealed interface CallAddress {

    record Text(String text) implements CallAddress {}

    /** The caller hides it, or it stands with the participants. */
    record None() implements CallAddress {}

    /** Encrypted with a key of the login keychain, which the agent does not ask for. */
    record Undecodable() implements CallAddress {}

    static CallAddress of(byte[] bytes) {
        if (bytes == null || bytes.length == 0) {
            return new None();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.isBlank()) {
                return new None();
            }
            return text.codePoints().anyMatch(Character::isISOControl) ? new Undecodable() : new Text(text.strip());
        } catch (CharacterCodingException e) {
            return new Undecodable();
        }
    }
}
