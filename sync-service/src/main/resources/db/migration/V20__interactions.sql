-- Calls and messages: what waits for its contact, and the placeholders made for numbers that nobody had.

-- The call of an agent that a run was part of, and the runs that come before whoever is unknown becomes a placeholder.
ALTER TABLE contacts_sync_runs ADD COLUMN agent_run_id UUID;
ALTER TABLE contacts_sync_runs ADD COLUMN awaited_runs UUID[] NOT NULL DEFAULT '{}';
-- How many placeholders a run of interactions led to.
ALTER TABLE contacts_sync_runs ADD COLUMN unknown INTEGER NOT NULL DEFAULT 0;

-- Interactions of a number or address that leads to no contact, or to several.
CREATE TABLE contacts_waiting_interactions (
    source           TEXT        NOT NULL,
    external_id      TEXT        NOT NULL,
    handle           TEXT        NOT NULL,
    type             TEXT        NOT NULL,
    occurred_at      TIMESTAMPTZ NOT NULL,
    direction        VARCHAR(10),
    duration_seconds INTEGER,
    duration_minutes INTEGER,
    content          TEXT,
    metadata         JSONB       NOT NULL,
    run_id           UUID        NOT NULL,
    -- Whether its handle becomes a placeholder once the runs that its own one waits for are applied.
    make_contact     BOOLEAN     NOT NULL,
    received_at      TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (source, external_id)
);
CREATE INDEX idx_contacts_waiting_interactions_handle ON contacts_waiting_interactions (handle);
CREATE INDEX idx_contacts_waiting_interactions_ripening
    ON contacts_waiting_interactions (run_id, handle) WHERE make_contact;

-- Numbers and addresses under which something waits, or for which an untouched placeholder stands.
CREATE TABLE contacts_handles (
    handle          TEXT PRIMARY KEY,
    kind            TEXT   NOT NULL,
    -- What a contact's value may look like that means this handle, as the indexes of contact_info hold it.
    forms           TEXT[] NOT NULL,
    -- Digest of whoever held the handle when it was last decided: it is decided again when that changes.
    decided_holders TEXT
);

-- Handles that several contacts hold and of which a person said whose they are.
CREATE TABLE contacts_handle_owners (
    handle     TEXT PRIMARY KEY,
    contact_id UUID        NOT NULL,
    decided_by TEXT        NOT NULL,
    decided_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX idx_contacts_handle_owners_contact ON contacts_handle_owners (contact_id);

-- Contacts made for numbers and addresses that nobody had. A row outlives its contact: what a person deleted is not made
-- again, and what was merged is no second holder of the number.
CREATE TABLE contacts_placeholders (
    contact_id UUID PRIMARY KEY,
    handle     TEXT        NOT NULL,
    kind       TEXT        NOT NULL,
    value      TEXT        NOT NULL,
    -- The last name it was given.
    label      TEXT        NOT NULL,
    made_at    TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX idx_contacts_placeholders_handle ON contacts_placeholders (handle);

-- Whether a placeholder is as it was made: nobody named it, added to it, archived it or answered the question about it,
-- and no source speaks of it. Only such a one is merged without asking, and never stands in a person's way.
CREATE FUNCTION kith_placeholder_untouched(contact UUID) RETURNS BOOLEAN
    LANGUAGE sql STABLE AS
$$
SELECT EXISTS (
    SELECT 1 FROM contacts_placeholders p JOIN contacts c ON c.id = p.contact_id
    WHERE p.contact_id = contact
      AND c.merged_into IS NULL AND c.archived_at IS NULL AND c.listed
      AND c.first_name = 'Unknown' AND c.last_name = p.label AND c.name = 'Unknown ' || p.label
      AND c.notes = 'Auto-created from iOS sync - needs review'
      AND num_nonnulls(c.middle_name, c.nickname, c.company, c.department, c.job_title, c.gender, c.pronouns,
                       c.avatar_url, c.stay_in_touch_days) = 0
      AND coalesce(c.details, '{}') = '{}'
      AND (SELECT count(*) FROM contact_info i WHERE i.contact_id = c.id) = 1
      AND EXISTS (SELECT 1 FROM contact_info i WHERE i.contact_id = c.id AND i.type = p.kind AND i.value = p.value)
      AND NOT EXISTS (SELECT 1 FROM addresses a WHERE a.contact_id = c.id)
      AND NOT EXISTS (SELECT 1 FROM important_dates d WHERE d.contact_id = c.id)
      AND NOT EXISTS (SELECT 1 FROM contact_labels l WHERE l.contact_id = c.id)
      AND NOT EXISTS (SELECT 1 FROM contacts_source_links l WHERE l.local_contact_id = c.id)
      AND NOT EXISTS (SELECT 1 FROM interactions i WHERE i.contact_id = c.id AND i.external_id IS NULL)
      AND NOT EXISTS (SELECT 1 FROM contacts_review_items r
                      WHERE r.contact_id = c.id AND r.kind = 'placeholder' AND r.status <> 'open'))
$$;
