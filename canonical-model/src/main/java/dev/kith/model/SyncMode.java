package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a run lists everything a source holds or only what changed since its cursor. */
public enum SyncMode {
    @JsonProperty("full")
    FULL,
    @JsonProperty("incremental")
    INCREMENTAL
}
