-- What the sync itself keeps: accounts, runs, links, bases, candidates and what could not be applied.

CREATE TABLE IF NOT EXISTS contacts_source_accounts (
    provider        TEXT        NOT NULL,
    account_id      TEXT        NOT NULL,
    subject_email   TEXT,
    connected_at    TIMESTAMPTZ NOT NULL DEFAULT now(),
    last_success_at TIMESTAMPTZ,
    PRIMARY KEY (provider, account_id)
);
-- The id under which an account appears in logs, metrics and Kafka headers.
ALTER TABLE contacts_source_accounts ADD COLUMN IF NOT EXISTS id UUID NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE contacts_source_accounts ADD COLUMN IF NOT EXISTS status TEXT NOT NULL DEFAULT 'active';
ALTER TABLE contacts_source_accounts ADD COLUMN IF NOT EXISTS region TEXT;
ALTER TABLE contacts_source_accounts ADD COLUMN IF NOT EXISTS settings JSONB NOT NULL DEFAULT '{}';
-- Whom the account first answered as; another answer is refused.
ALTER TABLE contacts_source_accounts ADD COLUMN IF NOT EXISTS bound_identity TEXT;
ALTER TABLE contacts_source_accounts ADD COLUMN IF NOT EXISTS health TEXT NOT NULL DEFAULT 'ok';
ALTER TABLE contacts_source_accounts ADD COLUMN IF NOT EXISTS health_message TEXT;
ALTER TABLE contacts_source_accounts ADD COLUMN IF NOT EXISTS disconnected_at TIMESTAMPTZ;
CREATE UNIQUE INDEX IF NOT EXISTS uq_contacts_source_accounts_id ON contacts_source_accounts (id);

CREATE TABLE IF NOT EXISTS contacts_sync_state (
    provider                 TEXT NOT NULL,
    account_id               TEXT NOT NULL,
    sync_cursor              TEXT,
    cursor_issued_at         TIMESTAMPTZ,
    last_full_sync_at        TIMESTAMPTZ,
    last_incremental_sync_at TIMESTAMPTZ,
    last_success_at          TIMESTAMPTZ,
    last_error               TEXT,
    PRIMARY KEY (provider, account_id)
);
ALTER TABLE contacts_sync_state ADD COLUMN IF NOT EXISTS generation BIGINT NOT NULL DEFAULT 0;
-- The highest fence whose batch was applied: lower ones are stale.
ALTER TABLE contacts_sync_state ADD COLUMN IF NOT EXISTS applied_fence BIGINT NOT NULL DEFAULT 0;
ALTER TABLE contacts_sync_state ADD COLUMN IF NOT EXISTS failures_in_row INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contacts_sync_state ADD COLUMN IF NOT EXISTS full_requested BOOLEAN NOT NULL DEFAULT false;

-- One row an account: when it is due and which instance works on it. Kept apart from the state row, which an apply
-- transaction locks, so that a heartbeat never waits for one.
CREATE TABLE contacts_sync_leases (
    provider    TEXT        NOT NULL,
    account_id  TEXT        NOT NULL,
    next_run_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    owner       TEXT,
    fence       BIGINT      NOT NULL DEFAULT 0,
    expires_at  TIMESTAMPTZ,
    PRIMARY KEY (provider, account_id)
);
CREATE INDEX idx_contacts_sync_leases_due ON contacts_sync_leases (next_run_at);

CREATE TABLE contacts_sync_runs (
    run_id           UUID PRIMARY KEY,
    provider         TEXT        NOT NULL,
    account_id       TEXT        NOT NULL,
    mode             TEXT        NOT NULL,
    trigger          TEXT        NOT NULL,
    state            TEXT        NOT NULL DEFAULT 'RUNNING',
    -- FETCHING until the last page is published, APPLYING until it is applied, then CONFIRMING deletions.
    phase            TEXT        NOT NULL DEFAULT 'FETCHING',
    generation       BIGINT      NOT NULL,
    started_at       TIMESTAMPTZ NOT NULL DEFAULT now(),
    ended_at         TIMESTAMPTZ,
    -- When the chain of pages that counts was begun: page tokens do not live long.
    chain_started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    -- Before this the run is left alone: what it needs could not be reached.
    next_attempt_at  TIMESTAMPTZ,
    -- Where a take-over resumes: the page after the last wholly applied one.
    checkpoint       TEXT,
    checkpoint_page  INTEGER     NOT NULL DEFAULT 0,
    last_page        INTEGER,
    next_cursor      TEXT,
    sweep_forbidden  TEXT,
    labels_changed   BOOLEAN     NOT NULL DEFAULT false,
    stream_failures  JSONB       NOT NULL DEFAULT '[]',
    -- The first fence of the chain of pages that counts: a chain given up (expired cursor) has lower ones.
    chain_fence      BIGINT      NOT NULL DEFAULT 0,
    created          INTEGER     NOT NULL DEFAULT 0,
    updated          INTEGER     NOT NULL DEFAULT 0,
    unchanged        INTEGER     NOT NULL DEFAULT 0,
    skipped          INTEGER     NOT NULL DEFAULT 0,
    deleted          INTEGER     NOT NULL DEFAULT 0,
    conflicts        INTEGER     NOT NULL DEFAULT 0,
    quarantined      INTEGER     NOT NULL DEFAULT 0,
    error_code       TEXT,
    error_message    TEXT
);
CREATE UNIQUE INDEX uq_contacts_sync_runs_open ON contacts_sync_runs (provider, account_id) WHERE state = 'RUNNING';
CREATE INDEX idx_contacts_sync_runs_account ON contacts_sync_runs (provider, account_id, started_at DESC);
CREATE INDEX idx_contacts_sync_runs_started ON contacts_sync_runs (started_at DESC);
CREATE INDEX idx_contacts_sync_runs_held ON contacts_sync_runs (provider, account_id) WHERE state = 'HELD';
CREATE INDEX idx_contacts_sync_runs_ended ON contacts_sync_runs (ended_at);

-- Which parts of which pages of a run were applied, per fence: a page counts once all its parts of one fence are in.
CREATE TABLE contacts_sync_run_parts (
    run_id  UUID    NOT NULL REFERENCES contacts_sync_runs (run_id) ON DELETE CASCADE,
    page    INTEGER NOT NULL,
    fence   BIGINT  NOT NULL,
    part    INTEGER NOT NULL,
    parts   INTEGER NOT NULL,
    PRIMARY KEY (run_id, page, fence, part)
);

-- How many people each stream of a run held and how many the provider says it holds.
CREATE TABLE contacts_sync_run_streams (
    run_id    UUID    NOT NULL REFERENCES contacts_sync_runs (run_id) ON DELETE CASCADE,
    stream    TEXT    NOT NULL,
    listed    INTEGER NOT NULL DEFAULT 0,
    total     INTEGER,
    complete  BOOLEAN NOT NULL DEFAULT false,
    PRIMARY KEY (run_id, stream)
);

CREATE TABLE IF NOT EXISTS contacts_source_links (
    provider            TEXT        NOT NULL,
    account_id          TEXT        NOT NULL,
    external_contact_id TEXT        NOT NULL,
    local_contact_id    UUID,
    source_etag         TEXT,
    first_seen_at       TIMESTAMPTZ NOT NULL DEFAULT now(),
    last_seen_at        TIMESTAMPTZ NOT NULL DEFAULT now(),
    deleted_at          TIMESTAMPTZ,
    PRIMARY KEY (provider, account_id, external_contact_id)
);
-- A link outlives the contact it led to: that is how a contact deleted by hand is known not to be new.
ALTER TABLE contacts_source_links DROP CONSTRAINT IF EXISTS contacts_source_links_local_contact_id_fkey;
ALTER TABLE contacts_source_links ADD COLUMN IF NOT EXISTS stream TEXT NOT NULL DEFAULT 'contacts';
ALTER TABLE contacts_source_links ADD COLUMN IF NOT EXISTS uid TEXT;
-- The name the source gives the contact now; a tombstone under an older one is only a rename.
ALTER TABLE contacts_source_links ADD COLUMN IF NOT EXISTS current_name TEXT;
ALTER TABLE contacts_source_links ADD COLUMN IF NOT EXISTS generation BIGINT NOT NULL DEFAULT 0;
ALTER TABLE contacts_source_links ADD COLUMN IF NOT EXISTS content_hash TEXT;
-- What the source last said, as mapped: the values of the three-way rule and of inheritance.
ALTER TABLE contacts_source_links ADD COLUMN IF NOT EXISTS mapped JSONB;
ALTER TABLE contacts_source_links ADD COLUMN IF NOT EXISTS log_topic TEXT;
ALTER TABLE contacts_source_links ADD COLUMN IF NOT EXISTS log_partition INTEGER;
ALTER TABLE contacts_source_links ADD COLUMN IF NOT EXISTS log_offset BIGINT;
-- The rung of the identity ladder that made the link, and what spoke for and against it.
ALTER TABLE contacts_source_links ADD COLUMN IF NOT EXISTS rung TEXT;
ALTER TABLE contacts_source_links ADD COLUMN IF NOT EXISTS evidence JSONB;
CREATE INDEX IF NOT EXISTS idx_contacts_source_links_local ON contacts_source_links (local_contact_id);
CREATE INDEX IF NOT EXISTS idx_contacts_source_links_seen ON contacts_source_links (last_seen_at);
CREATE INDEX IF NOT EXISTS idx_contacts_source_links_generation
    ON contacts_source_links (provider, account_id, stream, generation) WHERE deleted_at IS NULL;

CREATE TABLE contacts_source_aliases (
    provider            TEXT NOT NULL,
    account_id          TEXT NOT NULL,
    alias               TEXT NOT NULL,
    external_contact_id TEXT NOT NULL,
    PRIMARY KEY (provider, account_id, alias)
);

-- Which link put a label on a contact. Not placed: the label stood there before and is a human's.
CREATE TABLE contacts_label_sources (
    contact_id          UUID    NOT NULL,
    label_id            UUID    NOT NULL,
    provider            TEXT    NOT NULL,
    account_id          TEXT    NOT NULL,
    external_contact_id TEXT    NOT NULL,
    placed              BOOLEAN NOT NULL,
    PRIMARY KEY (contact_id, label_id, provider, account_id, external_contact_id)
);
CREATE INDEX idx_contacts_label_sources_account ON contacts_label_sources (provider, account_id);

CREATE TABLE contacts_source_groups (
    provider   TEXT NOT NULL,
    account_id TEXT NOT NULL,
    group_id   TEXT NOT NULL,
    name       TEXT,
    kind       TEXT NOT NULL,
    deleted    BOOLEAN NOT NULL DEFAULT false,
    PRIMARY KEY (provider, account_id, group_id)
);

-- Owner, base and rule of every field and value of a contact. metadata.sources.contacts is a copy for readers.
CREATE TABLE contacts_provenance (
    contact_id UUID PRIMARY KEY,
    document   JSONB NOT NULL
);

CREATE TABLE contacts_field_history (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contact_id  UUID        NOT NULL,
    field       TEXT        NOT NULL,
    old_value   JSONB,
    new_value   JSONB,
    actor       TEXT        NOT NULL,
    rule        TEXT        NOT NULL,
    run_id      UUID,
    changed_at  TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX idx_contacts_field_history_contact ON contacts_field_history (contact_id, changed_at);

CREATE TABLE contacts_deletion_candidates (
    provider            TEXT        NOT NULL,
    account_id          TEXT        NOT NULL,
    external_contact_id TEXT        NOT NULL,
    run_id              UUID        NOT NULL,
    stream              TEXT        NOT NULL,
    reason              TEXT        NOT NULL,
    held                BOOLEAN     NOT NULL DEFAULT false,
    noticed_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (provider, account_id, external_contact_id)
);
CREATE INDEX idx_contacts_deletion_candidates_run ON contacts_deletion_candidates (run_id);

CREATE TABLE contacts_review_items (
    id           UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    kind         TEXT        NOT NULL,
    status       TEXT        NOT NULL DEFAULT 'open',
    -- Names the question, so that the same one is never asked twice while it is open.
    subject      TEXT        NOT NULL,
    contact_id   UUID,
    provider     TEXT,
    account_id   TEXT,
    external_contact_id TEXT,
    evidence     JSONB       NOT NULL DEFAULT '{}',
    created_at   TIMESTAMPTZ NOT NULL DEFAULT now(),
    decision     TEXT,
    decided_by   TEXT,
    decided_at   TIMESTAMPTZ
);
CREATE UNIQUE INDEX uq_contacts_review_items_open ON contacts_review_items (kind, subject) WHERE status = 'open';
CREATE INDEX idx_contacts_review_items_status ON contacts_review_items (status, created_at);
CREATE INDEX idx_contacts_review_items_contact ON contacts_review_items (contact_id);

CREATE TABLE contacts_quarantine (
    id                  UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    provider            TEXT        NOT NULL,
    account_id          TEXT        NOT NULL,
    external_contact_id TEXT,
    run_id              UUID,
    log_topic           TEXT        NOT NULL,
    log_partition       INTEGER     NOT NULL,
    log_offset          BIGINT      NOT NULL,
    reason              TEXT        NOT NULL,
    message             TEXT        NOT NULL,
    -- The contact as it stood in the log; personal data, never served.
    payload             JSONB,
    status              TEXT        NOT NULL DEFAULT 'open',
    attempts            INTEGER     NOT NULL DEFAULT 1,
    created_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    resolved_at         TIMESTAMPTZ
);
CREATE UNIQUE INDEX uq_contacts_quarantine_open ON contacts_quarantine (provider, account_id, external_contact_id)
    WHERE status = 'open' AND external_contact_id IS NOT NULL;
CREATE INDEX idx_contacts_quarantine_status ON contacts_quarantine (status, created_at);

CREATE TABLE contacts_dead_letters (
    id            UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    log_topic     TEXT        NOT NULL,
    log_partition INTEGER     NOT NULL,
    log_offset    BIGINT      NOT NULL,
    reason        TEXT        NOT NULL,
    message       TEXT        NOT NULL,
    status        TEXT        NOT NULL DEFAULT 'open',
    created_at    TIMESTAMPTZ NOT NULL DEFAULT now(),
    UNIQUE (log_topic, log_partition, log_offset)
);

-- The consumer's position, advanced inside the apply transaction.
CREATE TABLE contacts_log_offsets (
    topic       TEXT    NOT NULL,
    partition   INTEGER NOT NULL,
    topic_id    TEXT    NOT NULL,
    next_offset BIGINT  NOT NULL,
    PRIMARY KEY (topic, partition)
);

CREATE TABLE contacts_api_keys (
    id         UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    name       TEXT        NOT NULL,
    role       TEXT        NOT NULL,
    key_hash   TEXT        NOT NULL UNIQUE,
    -- The machine an agent's key sends for; its runs are the only ones that key may read.
    machine_id TEXT,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    revoked_at TIMESTAMPTZ
);

-- Metadata with one account's copy of its values put under sources.contacts.<provider>.<account>.
CREATE FUNCTION kith_with_source(metadata JSONB, provider TEXT, account_id TEXT, source JSONB) RETURNS JSONB
    LANGUAGE sql IMMUTABLE AS
$$
SELECT m || jsonb_build_object('sources', s || jsonb_build_object('contacts', c || jsonb_build_object(provider,
               p || jsonb_build_object(account_id, source))))
FROM (SELECT CASE WHEN jsonb_typeof(metadata) = 'object' THEN metadata ELSE '{}' END AS m) a,
     LATERAL (SELECT CASE WHEN jsonb_typeof(m -> 'sources') = 'object' THEN m -> 'sources' ELSE '{}' END AS s) b,
     LATERAL (SELECT CASE WHEN jsonb_typeof(s -> 'contacts') = 'object' THEN s -> 'contacts' ELSE '{}' END AS c) d,
     LATERAL (SELECT CASE WHEN jsonb_typeof(c -> provider) = 'object' THEN c -> provider ELSE '{}' END AS p) e
$$;
