package dev.kith.agent.launchd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.agent.AgentRunner;
import dev.kith.agent.AgentRunner.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class LaunchAgentTest {

    @TempDir
    private Path home;

    @Test
    void writesAJobThatLaunchdCanRead() throws Exception {
        AgentRunner agent = new AgentRunner(home);
        assertThat(agent.run("install", "--every", "30").exitCode()).isZero();

        Document job = job(home);
        assertThat(text(job, "//key[.='Label']/following-sibling::*[1]")).isEqualTo("dev.kith.mac-agent");
        assertThat(text(job, "//key[.='StartInterval']/following-sibling::*[1]"))
                .isEqualTo("1800");
        assertThat(text(job, "//key[.='ProgramArguments']/following-sibling::array/string[1]"))
                .startsWith("/");
        assertThat(text(job, "//key[.='ProgramArguments']/following-sibling::array"))
                .contains("-XX:TieredStopAtLevel=1");
        assertThat(text(job, "//key[.='StandardErrorPath']/following-sibling::*[1]"))
                .isEqualTo(home.resolve("Library/Logs/kith-mac-agent.log").toString());
        assertThat(text(job, "name(//key[.='RunAtLoad']/following-sibling::*[1])"))
                .isEqualTo("true");
    }

    @Test
    void hasTheJobReadTheFilesAndTheHomeThatItWasInstalledWith(@TempDir Path other) throws Exception {
        AgentRunner agent = new AgentRunner(home);
        agent.with(Map.of("KITH_AGENT_CONFIG", "/etc/kith.json", "KITH_AGENT_STATE", "/var/kith state.json"));
        Outcome outcome = agent.run("install", "--home", other.toString());

        Document job = job(other);
        assertThat(text(job, "//key[.='KITH_AGENT_CONFIG']/following-sibling::*[1]"))
                .isEqualTo("/etc/kith.json");
        assertThat(text(job, "//key[.='EnvironmentVariables']/following-sibling::dict/string[2]"))
                .isEqualTo("/var/kith state.json");
        assertThat(text(job, "//key[.='ProgramArguments']/following-sibling::array"))
                .contains("--home" + other);
        assertThat(outcome.err()).contains("KITH_AGENT_CONFIG=/etc/kith.json");
        assertThat(new AgentRunner(home).run("install").err()).doesNotContain("KITH_AGENT");
        assertThat(text(job(home), "//key[.='EnvironmentVariables']")).isEmpty();
    }

    @Test
    void escapesWhatXmlWouldMisread() {
        assertThat(new LaunchAgent(home, List.of("/a & <b>"), Map.of(), 60).propertyList())
                .contains("<string>/a &amp; &lt;b&gt;</string>");
    }

    @Test
    void saysWhetherItIsInstalled() {
        AgentRunner agent = new AgentRunner(home);
        assertThat(agent.run("status", "--json").out()).contains("\"installed\":false");
        agent.run("install");
        assertThat(agent.run("status", "--json").out()).contains("\"installed\":true", "\"contactsSyncedAt\":null");

        assertThat(agent.run("uninstall").exitCode()).isZero();
        assertThat(LaunchAgent.file(home)).doesNotExist();
        assertThat(agent.run("uninstall").exitCode()).isZero();
    }

    @Test
    void refusesIntervalsThatMakeNoSense() {
        assertThat(new AgentRunner(home).run("install", "--every", "0").exitCode())
                .isEqualTo(2);
    }

    private static Document job(Path home) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(LaunchAgent.file(home).toFile());
    }

    private static String text(Document document, String path) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate(path, document);
    }
}
