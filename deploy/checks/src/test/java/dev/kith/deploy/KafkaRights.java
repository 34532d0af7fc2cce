package dev.kith.deploy;

import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import java.util.List;

/** What the users of the production overlay may do. */
final class KafkaRights {

    private KafkaRights() {}

    static List<AclRule> of(String user) {
        return Manifests.read(Repository.file("deploy/kubernetes/overlays/production/users.yaml")).stream()
                .map(KafkaUser.class::cast)
                .filter(one -> one.getMetadata().getName().equals(user))
                .map(one -> (KafkaUserAuthorizationSimple) one.getSpec().getAuthorization())
                .findFirst()
                .orElseThrow()
                .getAcls();
    }
}
