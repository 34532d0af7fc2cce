package dev.kith.sandbox.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A certificate of a broker of this machine, made with the tool that every JDK has.
 *
 * @param keys the broker's key, which is its own authority
 * @param authority the certificate alone, as PEM, for whoever is to trust it
 */
public record BrokerCertificate(Path keys, Path authority) {

    public static final String PASSWORD = "store-password";
    public static final String STORE_TYPE = "PKCS12";

    public static BrokerCertificate in(Path folder) {
        BrokerCertificate made = new BrokerCertificate(folder.resolve("keys.p12"), folder.resolve("ca.crt"));
        made.keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=IP:127.0.0.1");
        made.keytool("-exportcert", "-rfc", "-file", made.authority.toString());
        return made;
    }

    /** The settings of a broker's listener that shows it. */
    public Map<String, String> settings(String listener) {
        String prefix = "listener.name." + listener + ".ssl.keystore.";
        return Map.of(prefix + "location", keys.toString(), prefix + "password", PASSWORD, prefix + "type", STORE_TYPE);
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "broker", "-keystore", keys.toString()));
        command.addAll(List.of("-storetype", STORE_TYPE, "-storepass", PASSWORD));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool made no certificate");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("keytool cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making a certificate", e);
        }
    }
}
