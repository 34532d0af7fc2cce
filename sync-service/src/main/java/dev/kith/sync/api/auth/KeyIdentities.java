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

    /** The attribute that holds the hash of the presented key; a session presents none. */
    static final String HASH = "kith.key-hash";

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
        KeyHash hash = KeyHash.of(request.getToken().getToken());
        return keys.holderOf(hash)
                .map(holder ->
                        holder.map(found -> identity(found, hash)).orElseThrow(AuthenticationFailedException::new));
    }

    static SecurityIdentity identity(KeyHolder holder, KeyHash presented) {
        var identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(holder.name()))
                .addRoles(holder.role().granted())
                .addAttribute(KeyHolder.ATTRIBUTE, holder);
        if (presented != null) {
            identity.addAttribute(HASH, presented);
        }
        return identity.build();
    }
}
