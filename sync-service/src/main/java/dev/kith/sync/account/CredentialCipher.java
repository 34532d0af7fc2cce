package dev.kith.sync.account;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import dev.kith.model.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Seals credentials with AES-256-GCM. The first key seals, all keys open. The account's key is authenticated with the
 * credentials, so that a row copied to another account does not open there.
 */
final class CredentialCipher {

    static final String VARIABLE = "KITH_CREDENTIALS_KEY";
    private static final int KEY_BYTES = 32;
    private static final int PREFIX_BYTES = 5;

    private final Aead aead;
    private final byte[] primaryPrefix;

    private CredentialCipher(Aead aead, byte[] primaryPrefix) {
        this.aead = aead;
        this.primaryPrefix = primaryPrefix;
    }

    /**
     * @param keys base64 of 32 bytes each, comma-separated
     * @throws IllegalStateException when a key is missing or unusable; the message says what to do and holds no key
     */
    static CredentialCipher of(String keys) {
        var decoded = Arrays.stream((keys == null ? "" : keys).split(","))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .distinct()
                .map(CredentialCipher::decode)
                .toList();
        if (decoded.isEmpty()) {
            throw new IllegalStateException(VARIABLE + " is not set. Set it to base64 of 32 random bytes"
                    + " (openssl rand -base64 32) and keep it: stored credentials open with it alone.");
        }
        try {
            AeadConfig.register();
            return new CredentialCipher(aead(decoded), prefix(decoded.get(0)));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(VARIABLE + " cannot be used: name each key once.", unusable);
        }
    }

    private static byte[] decode(String key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException notBase64) {
            bytes = new byte[0];
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException(VARIABLE + " must hold base64 of exactly 32 bytes per key, comma-separated;"
                    + " make one with: openssl rand -base64 32");
        }
        return bytes;
    }

    @AccessesPartialKey
    private static Aead aead(List<byte[]> keys) throws GeneralSecurityException {
        var parameters = AesGcmParameters.builder()
                .setKeySizeBytes(KEY_BYTES)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        var keyset = KeysetHandle.newBuilder();
        for (int index = 0; index < keys.size(); index++) {
            var key = AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(keys.get(index), InsecureSecretKeyAccess.get()))
                    .setIdRequirement(id(keys.get(index)))
                    .build();
            var entry = KeysetHandle.importKey(key);
            keyset.addEntry(index == 0 ? entry.makePrimary() : entry);
        }
        return keyset.build().getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    private static int id(byte[] key) {
        return ByteBuffer.wrap(Sha256.of(key)).getInt();
    }

    private static byte[] prefix(byte[] key) {
        return ByteBuffer.allocate(PREFIX_BYTES).put((byte) 1).putInt(id(key)).array();
    }

    String seal(String accountKey, String plain) {
        try {
            var bytes = aead.encrypt(plain.getBytes(StandardCharsets.UTF_8), associated(accountKey));
            return Base64.getEncoder().encodeToString(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Credentials could not be sealed.", impossible);
        }
    }

    /** The credentials, or nothing when no key opens them for this account. */
    Optional<String> open(String accountKey, String text) {
        try {
            var plain = aead.decrypt(Base64.getDecoder().decode(text), associated(accountKey));
            return Optional.of(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException unopenable) {
            return Optional.empty();
        }
    }

    /** Whether the first key sealed this: what another key sealed is due to be sealed again. */
    boolean sealedByFirstKey(String text) {
        var bytes = Base64.getDecoder().decode(text);
        return bytes.length > PREFIX_BYTES && Arrays.equals(bytes, 0, PREFIX_BYTES, primaryPrefix, 0, PREFIX_BYTES);
    }

    private static byte[] associated(String accountKey) {
        return accountKey.getBytes(StandardCharsets.UTF_8);
    }
}
