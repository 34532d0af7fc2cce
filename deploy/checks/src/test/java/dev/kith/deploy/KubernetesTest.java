package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests are what Kubernetes takes, and fit together. */
class KubernetesTest {

    private static final Path FOLDER = Repository.file("deploy/kubernetes");
    private static final Map<String, String> LABEL = Map.of("app.kubernetes.io/name", "kith");

    @TempDir
    Path scratch;

    static List<Path> manifests() {
        return Repository.files("deploy/kubernetes", ".yaml").stream()
                .filter(file -> !file.endsWith("kustomization.yaml"))
                .toList();
    }

    static List<Path> kustomizations() {
        return Repository.files("deploy/kubernetes", "kustomization.yaml");
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void haveOnlyKindsFieldsAndTypesThatKubernetesKnows(Path manifest) {
        assertThat(Manifests.read(manifest))
                .isNotEmpty()
                .allSatisfy(
                        resource -> assertThat(resource.getMetadata().getName()).isNotBlank());
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() {
        JsonNode deployment =
                Manifests.documents(FOLDER.resolve("base/deployment.yaml")).get(0);
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put("redinessProbe", "");

        assertThatThrownBy(() -> Manifests.read(deployment)).hasMessageContaining("redinessProbe");
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void kustomizationsNameFilesThatAreThereAndPatchesThatHit(Path kustomization) {
        JsonNode document = Manifests.documents(kustomization).get(0);
        Path folder = kustomization.getParent();

        assertThat(texts(document.at("/resources")))
                .isNotEmpty()
                .allSatisfy(resource -> assertThat(folder.resolve(resource)).exists());
        assertThat(document.at("/patches")).allSatisfy(patch -> {
            JsonNode change = Manifests.documents(
                            folder.resolve(patch.at("/path").asText()))
                    .get(0);
            assertThat(change.at("/kind")).isEqualTo(patch.at("/target/kind"));
            assertThat(patched(document, folder))
                    .anyMatch(resource ->
                            resource.getKind().equals(patch.at("/target/kind").asText())
                                    && resource.getMetadata()
                                            .getName()
                                            .equals(patch.at("/target/name").asText()));
        });
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void everyFileBelongsToAKustomization(Path kustomization) {
        JsonNode document = Manifests.documents(kustomization).get(0);
        var named = new ArrayList<>(texts(document.at("/resources")));
        document.at("/patches").forEach(patch -> named.add(patch.at("/path").asText()));

        assertThat(manifests())
                .filteredOn(file -> file.getParent().equals(kustomization.getParent()))
                .allMatch(file -> named.contains(file.getFileName().toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"try", "production"})
    void whatAPersonMustSetIsAFileThatOnlyAPersonMakes(String overlay) {
        Path folder = FOLDER.resolve("overlays").resolve(overlay);
        JsonNode document =
                Manifests.documents(folder.resolve("kustomization.yaml")).get(0);
        var wanted = Stream.of("/configMapGenerator", "/secretGenerator")
                .flatMap(generators -> elements(document.at(generators)).stream())
                .flatMap(generator -> texts(generator.at("/envs")).stream())
                .filter(file -> !file.equals("kith.env") || overlay.equals("production"))
                .toList();

        assertThat(wanted).isNotEmpty().allSatisfy(file -> {
            assertThat(folder.resolve(file + ".example")).exists();
            assertThat(Repository.read(".gitignore").lines())
                    .anyMatch(ignored -> ignored.equals(file)
                            || ignored.equals("/" + Repository.ROOT.relativize(folder.resolve(file))));
        });
    }

    @Test
    void anImageThatWasLoadedOnToTheNodeIsNotAskedOfARegistry() {
        assertThat(kith().getImagePullPolicy()).isEqualTo("IfNotPresent");
    }

    @Test
    void everyReferenceOfTheServiceIsRequired() {
        assertThat(kith().getEnv())
                .filteredOn(variable -> variable.getValueFrom() != null)
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(variable -> {
                    var from = variable.getValueFrom();
                    assertThat(
                                    from.getSecretKeyRef() == null
                                            ? null
                                            : from.getSecretKeyRef().getOptional())
                            .as(variable.getName())
                            .isNull();
                    assertThat(
                                    from.getConfigMapKeyRef() == null
                                            ? null
                                            : from.getConfigMapKeyRef().getOptional())
                            .as(variable.getName())
                            .isNull();
                });
    }

    @Test
    void noManifestHoldsASecret() {
        assertThat(kith().getEnv())
                .filteredOn(variable -> variable.getName().matches(".*(PASSWORD|_KEY|SECRET|JAAS).*"))
                .isNotEmpty()
                .extracting(EnvVar::getValue)
                .containsOnlyNulls();
    }

    @Test
    void theServiceIsAskedWhatItAnswersAndClosedIn() {
        Container container = kith();

        assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/q/health/started");
        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/q/health/live");
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/q/health/ready");
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .containsExactly("/tmp");
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).containsKey("memory");
    }

    @Test
    void runsAsTheUserOfTheImage() {
        var security = deployment().getSpec().getTemplate().getSpec().getSecurityContext();

        assertThat(security.getRunAsUser() + ":" + security.getRunAsGroup())
                .isEqualTo(
                        ImageDefinition.read("deploy/container/Containerfile").user());
        assertThat(security.getRunAsNonRoot()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void noPodIsRootOrHoldsATokenOfTheCluster(Path manifest) {
        assertThat(Manifests.read(manifest).stream().flatMap(resource -> pods(resource)))
                .filteredOn(pod -> pod.getSecurityContext() != null || !manifest.endsWith("kafka-tls.yaml"))
                .filteredOn(pod -> pod.getContainers().stream().allMatch(container -> container.getImage() != null))
                .allSatisfy(pod -> {
                    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
                    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
                });
    }

    @Test
    void selectorsMeetTheServicesPods() {
        assertThat(deployment().getSpec().getSelector().getMatchLabels()).isEqualTo(LABEL);
        assertThat(deployment().getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(LABEL);
        Service service = only("base/service.yaml", Service.class);
        assertThat(service.getSpec().getSelector()).isEqualTo(LABEL);
        assertThat(service.getMetadata().getLabels()).containsAllEntriesOf(LABEL);
        assertThat(service.getSpec().getPorts().get(0).getTargetPort().getStrVal())
                .isEqualTo(kith().getPorts().get(0).getName());
        assertThat(only("base/networkpolicy.yaml", NetworkPolicy.class)
                        .getSpec()
                        .getPodSelector()
                        .getMatchLabels())
                .isEqualTo(LABEL);
        assertThat(only("overlays/production/poddisruptionbudget.yaml", PodDisruptionBudget.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .isEqualTo(LABEL);
        var monitor = only("overlays/production/servicemonitor.yaml", ServiceMonitor.class)
                .getSpec();
        assertThat(monitor.getSelector().getMatchLabels()).isEqualTo(LABEL);
        assertThat(monitor.getEndpoints().get(0).getPort())
                .isEqualTo(service.getSpec().getPorts().get(0).getName());
        var scaled = only("overlays/production/horizontalpodautoscaler.yaml", HorizontalPodAutoscaler.class)
                .getSpec()
                .getScaleTargetRef();
        assertThat(scaled.getKind() + "/" + scaled.getName())
                .isEqualTo("Deployment/" + deployment().getMetadata().getName());
    }

    @Test
    void sourcesAreReachedByEitherProtocolAndNoAddressWithinTheCluster() {
        var out = only("base/networkpolicy.yaml", NetworkPolicy.class).getSpec().getEgress().stream()
                .flatMap(rule -> rule.getTo().stream())
                .map(NetworkPolicyPeer::getIpBlock)
                .filter(Objects::nonNull);

        assertThat(out)
                .extracting(IPBlock::getCidr, IPBlock::getExcept)
                .containsExactly(
                        tuple("0.0.0.0/0", List.of("169.254.0.0/16", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")),
                        tuple("::/0", List.of("fe80::/10", "fc00::/7")));
    }

    @Test
    void anIngressLeadsToTheServiceOverTlsAndKeepsHealthAndMetricsIn() {
        var ingress = only("components/ingress/ingress.yaml", Ingress.class).getSpec();
        Service service = only("base/service.yaml", Service.class);
        var paths = ingress.getRules().get(0).getHttp().getPaths();

        assertThat(ingress.getTls().get(0).getHosts())
                .containsExactly(ingress.getRules().get(0).getHost());
        assertThat(paths).extracting(HTTPIngressPath::getPath).containsExactly("/", "/q");
        assertThat(paths.get(0).getBackend().getService().getName())
                .isEqualTo(service.getMetadata().getName());
        assertThat(paths.get(0).getBackend().getService().getPort().getName())
                .isEqualTo(service.getSpec().getPorts().get(0).getName());
        Service nowhere = (Service) Manifests.read(FOLDER.resolve("components/ingress/ingress.yaml"))
                .get(1);
        assertThat(paths.get(1).getBackend().getService().getName())
                .isEqualTo(nowhere.getMetadata().getName());
        assertThat(nowhere.getSpec().getSelector()).isNullOrEmpty();
    }

    @Test
    void theHostThatAPersonMustSetIsOneThatKubernetesRefuses() {
        String host = only("components/ingress/ingress.yaml", Ingress.class)
                .getSpec()
                .getRules()
                .get(0)
                .getHost();

        assertThat(host).doesNotMatch("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    }

    @Test
    void aClusterOfPostgresIsMadeWithTheSecretTheServiceSignsInWith() {
        PostgresCluster cluster = only("components/cloudnative-pg/cluster.yaml", PostgresCluster.class);
        var initdb = cluster.spec().bootstrap().initdb();

        assertThat(kith().getEnv())
                .filteredOn(variable -> variable.getName().startsWith("QUARKUS_DATASOURCE_")
                        && variable.getValueFrom().getSecretKeyRef() != null)
                .hasSize(2)
                .allMatch(variable -> variable.getValueFrom()
                        .getSecretKeyRef()
                        .getName()
                        .equals(initdb.secret().getName()));
        assertThat(Repository.read("deploy/kubernetes/overlays/production/kith.env.example"))
                .contains(cluster.getMetadata().getName() + "-rw:5432", "/" + initdb.database() + "?");
    }

    @Test
    void theServiceTrustsTheAuthorityOfTheClusterOfPostgres() {
        String cluster = only("components/cloudnative-pg/cluster.yaml", PostgresCluster.class)
                .getMetadata()
                .getName();
        PodSpec pod = only("components/cloudnative-pg/postgres-tls.yaml", Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec();
        Container container = pod.getContainers().get(0);
        var secret = pod.getVolumes().get(0).getSecret();

        assertThat(secret.getSecretName()).isEqualTo(cluster + "-ca");
        String authority = container.getVolumeMounts().get(0).getMountPath() + "/"
                + secret.getItems().get(0).getPath();
        assertThat(container.getEnv()).extracting(EnvVar::getValue).containsExactly(authority);
        assertThat(Repository.read("deploy/kubernetes/overlays/production/kith.env.example"))
                .contains("sslrootcert=" + authority);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingress", "cloudnative-pg"})
    void componentsAreOfferedByTheProductionOverlay(String component) {
        assertThat(Repository.read("deploy/kubernetes/overlays/production/kustomization.yaml"))
                .contains("../../components/" + component);
    }

    @ParameterizedTest
    @ValueSource(strings = {"try", "production"})
    void kustomizeBuildsThemOnceTheFilesAreThere(String overlay) throws IOException {
        var kubectl = Program.find("kubectl");
        assumeTrue(kubectl.isPresent(), "kubectl is not installed");
        copy(FOLDER, scratch);
        Path folder = scratch.resolve("overlays").resolve(overlay);
        List<String> build = List.of(kubectl.get().toString(), "kustomize", folder.toString());

        assertThat(Program.run(scratch, Map.of(), build).exitCode()).isNotZero();
        for (Path example : Repository.files("deploy/kubernetes/overlays/" + overlay, ".env.example")) {
            Files.copy(example, folder.resolve(example.getFileName().toString().replace(".example", "")));
        }
        var built = Program.run(scratch, Map.of(), build);

        assertThat(built.exitCode()).as(built.output()).isZero();
        assertThat(built.output()).contains("kind: Deployment", "readOnlyRootFilesystem: true");
    }

    @Test
    void kustomizeBuildsTheComponentsOnceTheyAreAskedFor() throws IOException {
        var kubectl = Program.find("kubectl");
        assumeTrue(kubectl.isPresent(), "kubectl is not installed");
        copy(FOLDER, scratch);
        Path folder = scratch.resolve("overlays/production");
        Files.copy(folder.resolve("kith.env.example"), folder.resolve("kith.env"));
        Path kustomization = folder.resolve("kustomization.yaml");
        Files.writeString(kustomization, Files.readString(kustomization).replaceAll("(?m)^# (components:|  - )", "$1"));

        var built = Program.run(scratch, Map.of(), List.of(kubectl.get().toString(), "kustomize", folder.toString()));

        assertThat(built.exitCode()).as(built.output()).isZero();
        assertThat(built.output()).contains("kind: Ingress", "kind: Cluster");
    }

    private static Deployment deployment() {
        return only("base/deployment.yaml", Deployment.class);
    }

    private static Container kith() {
        return deployment().getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    private static <T> T only(String file, Class<T> type) {
        return type.cast(Manifests.read(FOLDER.resolve(file)).get(0));
    }

    private static Stream<PodSpec> pods(HasMetadata resource) {
        if (resource instanceof Deployment deployment) {
            return Stream.ofNullable(deployment.getSpec().getTemplate()).map(template -> template.getSpec());
        }
        if (resource instanceof StatefulSet set) {
            return Stream.of(set.getSpec().getTemplate().getSpec());
        }
        return resource instanceof Job job
                ? Stream.of(job.getSpec().getTemplate().getSpec())
                : Stream.empty();
    }

    /** A component changes what stands in the overlay that names it. */
    private static List<HasMetadata> patched(JsonNode kustomization, Path folder) {
        return resources(kustomization.at("/kind").asText().equals("Component") ? FOLDER.resolve("base") : folder);
    }

    /** Of a folder and of those that it builds on. */
    private static List<HasMetadata> resources(Path folder) {
        JsonNode document =
                Manifests.documents(folder.resolve("kustomization.yaml")).get(0);
        return texts(document.at("/resources")).stream()
                .map(folder::resolve)
                .flatMap(resource -> Files.isDirectory(resource)
                        ? resources(resource.normalize()).stream()
                        : Manifests.read(resource).stream())
                .toList();
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static List<String> texts(JsonNode array) {
        return elements(array).stream().map(JsonNode::asText).toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.getFileName().toString().endsWith(".env") || file.endsWith("try/kith.env")) {
                    Files.copy(file, target);
                }
            }
        }
    }
}
