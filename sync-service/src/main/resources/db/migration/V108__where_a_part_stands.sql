-- Where each part of a page stood in the log when it was applied: a copy of it that stands further on says what was so before.
ALTER TABLE contacts_sync_run_parts ADD COLUMN log_topic TEXT;
ALTER TABLE contacts_sync_run_parts ADD COLUMN log_partition INTEGER;
ALTER TABLE contacts_sync_run_parts ADD COLUMN log_offset BIGINT;

-- Questions about runs that wait no more: their accounts were disconnected, or somebody had answered before they were asked.
UPDATE contacts_review_items i
SET status = 'resolved', decision = 'dismiss', decided_by = 'kith', decided_at = now()
WHERE i.kind = 'held_run' AND i.status = 'open'
  AND NOT EXISTS (SELECT 1 FROM contacts_sync_runs r WHERE r.run_id::text = i.subject AND r.state = 'HELD');
UPDATE contacts_source_accounts a SET health = 'ok', health_message = NULL
WHERE a.health = 'held' AND NOT EXISTS (
    SELECT 1 FROM contacts_sync_runs r
    WHERE r.provider = a.provider AND r.account_id = a.account_id AND r.state = 'HELD');
