-- What a dry run said that a replay would do, and what somebody who asks for the replay agreed to: it is looked at once more
-- before anything is changed.
ALTER TABLE contacts_replays ADD COLUMN IF NOT EXISTS plan_fingerprint TEXT;
ALTER TABLE contacts_replays ADD COLUMN IF NOT EXISTS agreed_plan TEXT;
