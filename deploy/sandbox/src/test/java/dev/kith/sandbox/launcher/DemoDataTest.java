package dev.kith.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDataTest {

    @TempDir
    Path root;

    private final FakeKith kith = new FakeKith();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        kith.close();
    }

    @Test
    void demoDataArriveOnce() {
        DataFolder data = DataFolder.prepare(root);
        DemoData demo = new DemoData(kith.client(), data);
        assertThat(demo.isMissing()).isTrue();
        demo.bring(List.of(new StandIn.DemoAccount("google", "work", "token-1")));

        assertThat(kith.posts()).hasSize(2);
        assertThat(kith.posts().get(0)).startsWith("/api/accounts ").contains("\"work\"", "token-1");
        assertThat(kith.posts().get(1))
                .startsWith("/api/import/contacts?accountId=old-phone BEGIN:VCARD\r\n")
                .contains("VERSION:2.1", "VERSION:3.0", "VERSION:4.0");
        assertThat(new DemoData(kith.client(), data).isMissing()).isFalse();
    }

    @Test
    void areToldByAccountWithTheirTroubles() {
        kith.answering(
                        "/api/sync/status",
                        "[{'provider':'google','accountId':'work'},{'provider':'file','accountId':'old-phone'}]")
                .answering(
                        "/api/sync/runs?accountId=work",
                        "[{'provider':'google','state':'PARTIAL','error':'one is in quarantine','summary':"
                                + "{'created':180,'updated':2,'unchanged':18}},{'provider':'carddav','state':'RUNNING'}]")
                .answering(
                        "/api/sync/runs?accountId=old-phone",
                        "[{'provider':'file','state':'SUCCEEDED','summary':{'created':7}}]");
        summary().tellFirstSyncs();

        assertThat(err.toString().lines())
                .containsExactly(
                        "kith: google work: 180 contacts created, 2 updated, 18 unchanged (PARTIAL one is in"
                                + " quarantine)",
                        "kith: file old-phone: 7 contacts created, 0 updated, 0 unchanged");
    }

    @Test
    void areToldByAccountWhenTheyAreThereAlready() {
        kith.answering(
                "/api/sync/status",
                "[{'provider':'google','accountId':'work','contactCount':200,'health':'ok'},"
                        + "{'provider':'google','accountId':'old','contactCount':3,'health':'needs_consent',"
                        + "'message':'Connect it again.'}]");
        summary().tellAccounts();

        assertThat(err.toString().lines())
                .containsExactly(
                        "kith: google work: 200 contacts, ok",
                        "kith: google old: 3 contacts, needs_consent: Connect it again.");
    }

    @Test
    void areNotWaitedForOnceTheSandboxStops() {
        kith.answering("/api/sync/status", "[{'provider':'google','accountId':'work'}]");
        new SyncSummary(kith.client(), context(), () -> true).tellFirstSyncs();

        assertThat(err.toString()).contains("still running");
    }

    private SyncSummary summary() {
        return new SyncSummary(kith.client(), context(), () -> false);
    }

    private LauncherContext context() {
        Terminal terminal = new Terminal(new PrintWriter(PrintWriter.nullWriter()), new PrintWriter(err, true));
        return new LauncherContext(terminal, Map.of(), root, root, Clock.systemUTC(), Optional.empty());
    }
}
