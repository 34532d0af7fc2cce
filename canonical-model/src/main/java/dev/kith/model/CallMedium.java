package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What carried a call. */
public enum CallMedium {
    @JsonProperty("phone")
    PHONE,
    @JsonProperty("facetime-audio")
    FACETIME_AUDIO,
    @JsonProperty("facetime-video")
    FACETIME_VIDEO,
    /** Another app that reports its calls to the system; {@link Interaction#service} names it. */
    @JsonProperty("third-party")
    THIRD_PARTY
}
