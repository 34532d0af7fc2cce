-- Partitions of the log in which somebody who was erased turned up again.
CREATE TABLE contacts_log_sightings (
    topic     TEXT        NOT NULL,
    partition INTEGER     NOT NULL,
    seen_at   TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, partition)
);

-- The instance that rewrites the log.
CREATE TABLE contacts_log_rewriter (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    owner      TEXT        NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
