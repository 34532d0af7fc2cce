package dev.kith.sync.web;

import dev.kith.sync.api.auth.Role;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/**
 * What the roles that an identity provider tells mean here. Which claim holds them says
 * {@code quarkus.oidc.roles.role-claim-path}.
 */
@ConfigMapping(prefix = "kith.sign-in.provider")
interface ProviderRoles {

    /** Whoever has this role looks. */
    @WithDefault("kith-viewer")
    String viewer();

    /** Whoever has this role decides and edits. */
    @WithDefault("kith-operator")
    String operator();

    /** Whoever has this role may do everything. */
    @WithDefault("kith-admin")
    String admin();

    /** The highest of them that somebody has; nothing for somebody whom nobody gave one. */
    default Optional<Role> of(Set<String> told) {
        if (told.contains(admin())) {
            return Optional.of(Role.ADMIN);
        }
        if (told.contains(operator())) {
            return Optional.of(Role.OPERATOR);
        }
        return told.contains(viewer()) ? Optional.of(Role.VIEWER) : Optional.empty();
    }
}
