package dev.kith.sync.testing.dav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sandbox.server.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** Cyrus IMAP's CardDAV, which Fastmail runs: real pages of changes, tokens that go stale. Starts as root only. */
public final class CyrusServer extends DavServer {

    private static final Pattern TOKEN = Pattern.compile("sync-token>([^<]+)<");

    private static final String FOLDERS = "proc db socket log msg lock user quota backup ptclient sync ptscache";

    private int imapPort;

    public CyrusServer() {
        super("Cyrus", "/usr/sbin/cyrmaster", "/usr/lib/cyrus/bin/httpd", "/usr/bin/python3");
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "Cyrus starts as root only");
        start();
    }

    @Override
    protected List<String> command(int port) throws IOException {
        imapPort = Ports.free();
        for (String name : FOLDERS.split(" ")) {
            Files.createDirectories(folder.resolve("conf/" + name));
        }
        Files.createDirectories(folder.resolve("spool"));
        Files.createDirectories(folder.resolve("sieve"));
        for (String user : List.of(USER, "cyrus")) {
            run(
                    "sh",
                    "-c",
                    "printf '" + PASSWORD + "' | saslpasswd2 -p -c -f " + folder + "/sasldb2 -u localhost " + user);
        }
        Files.writeString(folder.resolve("imapd.conf"), configuration());
        Files.writeString(folder.resolve("cyrus.conf"), """
                START { recover cmd="ctl_cyrusdb -C %1$s/imapd.conf -r" }
                SERVICES {
                  http cmd="httpd -C %1$s/imapd.conf -U 30" listen="127.0.0.1:%2$d" prefork=1 maxchild=10
                  imap cmd="imapd -C %1$s/imapd.conf -U 30" listen="127.0.0.1:%3$d" prefork=0 maxchild=5
                }
                EVENTS { checkpoint cmd="ctl_cyrusdb -C %1$s/imapd.conf -c" period=600 }
                """.formatted(folder, port, imapPort));
        run("chown", "-R", "cyrus:mail", folder.toString());
        return List.of(
                "/usr/sbin/cyrmaster",
                "-C",
                folder + "/imapd.conf",
                "-M",
                folder + "/cyrus.conf",
                "-D",
                "-p",
                folder + "/master.pid");
    }

    private String configuration() {
        return """
                configdirectory: %1$s/conf
                proc_path: %1$s/conf/proc
                mboxname_lockpath: %1$s/conf/lock
                defaultpartition: default
                partition-default: %1$s/spool
                sievedir: %1$s/sieve
                admins: cyrus
                unixhierarchysep: yes
                altnamespace: no
                virtdomains: off
                servername: localhost
                httpmodules: carddav
                httpallowplaintext: yes
                allowplaintext: yes
                sasl_pwcheck_method: auxprop
                sasl_auxprop_plugin: sasldb
                sasl_sasldb_path: %1$s/sasldb2
                sasl_mech_list: PLAIN LOGIN
                lmtpsocket: %1$s/conf/socket/lmtp
                idlesocket: %1$s/conf/socket/idle
                notifysocket: %1$s/conf/socket/notify
                """.formatted(folder);
    }

    /** Every request is refused until the owner has a mailbox. */
    @Override
    protected void prepare() {
        run("/usr/bin/python3", "-c", """
                import imaplib
                m = imaplib.IMAP4('127.0.0.1', %d)
                m.login('cyrus', '%s')
                print(m.create('user/%s'))
                """.formatted(imapPort, PASSWORD, USER));
        Awaitility.await("the book is there")
                .atMost(PATIENCE)
                .until(() -> request("PROPFIND", bookPath(), null, Map.of("Depth", "0"))
                                .status()
                        == 207);
    }

    @Override
    public String bookPath() {
        return "/dav/addressbooks/user/" + USER + "/Default/";
    }

    private String sync(String token) {
        return request(
                        "REPORT",
                        bookPath(),
                        """
                        <?xml version="1.0"?>
                        <d:sync-collection xmlns:d="DAV:"><d:sync-token>%s</d:sync-token><d:sync-level>1</d:sync-level>
                        <d:prop><d:getetag/></d:prop></d:sync-collection>
                        """.formatted(token),
                        Map.of("Depth", "0", "Content-Type", "application/xml"))
                .text();
    }

    /** What was deleted is forgotten, and with it every token from before. Something has to be deleted for that. */
    @Override
    public void forgetTokens() {
        Matcher token = TOKEN.matcher(sync(""));
        assertThat(token.find()).isTrue();
        put("forgotten.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:forgotten\r\nFN:Forgotten\r\nN:;;;;\r\nEND:VCARD\r\n");
        delete("forgotten.vcf");
        Awaitility.await("the token is stale")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    run(
                            "su",
                            "-s",
                            "/bin/sh",
                            "cyrus",
                            "-c",
                            "/usr/lib/cyrus/bin/cyr_expire -C " + folder + "/imapd.conf -E 1 -X 0");
                    return sync(token.group(1)).contains("valid-sync-token");
                });
    }

    @Override
    public void replaceByAnEmptyOne() {
        stop();
        for (String part : List.of("conf", "spool", "sieve", "sasldb2")) {
            deleteTree(folder.resolve(part));
        }
        try {
            Files.deleteIfExists(folder.resolve("sasldb2"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }
}
