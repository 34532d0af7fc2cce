package dev.kith.deploy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.io.Serializable;

/** The part of CloudNativePG's {@code Cluster} that the manifests use, by its documentation. */
@JsonDeserialize(using = JsonDeserializer.None.class)
final class PostgresCluster implements HasMetadata {

    private static final long serialVersionUID = 1L;

    record Spec(int instances, Bootstrap bootstrap, Storage storage, ResourceRequirements resources)
            implements Serializable {}

    record Bootstrap(Initdb initdb) implements Serializable {}

    record Initdb(String database, String owner, LocalObjectReference secret) implements Serializable {}

    record Storage(String size) implements Serializable {}

    @JsonProperty
    private String apiVersion;

    @JsonProperty
    private String kind;

    @JsonProperty
    private ObjectMeta metadata;

    @JsonProperty
    private Spec spec;

    Spec spec() {
        return spec;
    }

    @Override
    public ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public void setMetadata(ObjectMeta metadata) {
        this.metadata = metadata;
    }

    @Override
    public String getApiVersion() {
        return apiVersion;
    }

    @Override
    public void setApiVersion(String apiVersion) {
        this.apiVersion = apiVersion;
    }

    @Override
    public String getKind() {
        return kind;
    }
}
