-- Replays of the log: what was asked for, how far they are, and what they found.
CREATE TABLE contacts_replays (
    id               UUID PRIMARY KEY,
    dry_run          BOOLEAN     NOT NULL,
    -- Whether the CRM was empty when it was asked for: contacts that are gone come back.
    rebuild          BOOLEAN     NOT NULL,
    -- Absent: from the log's beginning.
    from_time        TIMESTAMPTZ,
    provider         TEXT,
    account_id       TEXT,
    state            TEXT        NOT NULL DEFAULT 'RUNNING',
    requested_by     TEXT        NOT NULL,
    started_at       TIMESTAMPTZ NOT NULL DEFAULT now(),
    ended_at         TIMESTAMPTZ,
    -- Decisions of people up to this one are applied after the log; later ones were made of what was there.
    last_decision    BIGINT      NOT NULL,
    -- The instance that works on it.
    owner            TEXT,
    expires_at       TIMESTAMPTZ,
    attempts         INTEGER     NOT NULL DEFAULT 0,
    report           JSONB       NOT NULL DEFAULT '{}',
    error            TEXT
);
CREATE UNIQUE INDEX uq_contacts_replays_running ON contacts_replays ((true)) WHERE state = 'RUNNING';

-- What is left of each partition. It is read backwards, so that the latest state of a contact is met first.
CREATE TABLE contacts_replay_partitions (
    replay_id    UUID    NOT NULL REFERENCES contacts_replays (id) ON DELETE CASCADE,
    topic        TEXT    NOT NULL,
    partition    INTEGER NOT NULL,
    topic_id     TEXT    NOT NULL,
    first_offset BIGINT  NOT NULL,
    next_offset  BIGINT  NOT NULL,
    PRIMARY KEY (replay_id, topic, partition)
);
