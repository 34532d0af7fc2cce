package dev.kith.sync.api.auth;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds out whose key it is. */
@ApplicationScoped
class KeyIdentities implements IdentityProvider<TokenAuthenticationRequest> {

    private final ApiKeys keys;

    KeyIdentities(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        if (!BearerKeys.TYPE.equals(request.getToken().getType())) {
            return Uni.createFrom().nullItem();
        }
        return keys.holderOf(request.getToken().getToken())
                .map(holder -> holder.map(KeyIdentities::identity).orElseThrow(AuthenticationFailedException::new));
    }

    private static SecurityIdentity identity(KeyHolder holder) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(holder.name()))
                .addRoles(holder.role().granted())
                .addAttribute(KeyHolder.ATTRIBUTE, holder)
                .build();
    }
}
