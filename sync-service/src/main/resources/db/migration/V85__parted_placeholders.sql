-- A placeholder that a person parted again from whom it was merged into is that person's decision: it is untouched no more.
CREATE OR REPLACE FUNCTION kith_placeholder_untouched(contact UUID) RETURNS BOOLEAN
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
      AND NOT EXISTS (SELECT 1 FROM contacts_separations s WHERE s.one = c.id OR s.other = c.id)
      AND NOT EXISTS (SELECT 1 FROM interactions i WHERE i.contact_id = c.id AND i.external_id IS NULL)
      AND NOT EXISTS (SELECT 1 FROM contacts_review_items r
                      WHERE r.contact_id = c.id AND r.kind = 'placeholder' AND r.status <> 'open'))
$$;
