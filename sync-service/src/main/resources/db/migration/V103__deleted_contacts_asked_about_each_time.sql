-- A question about a contact that was deleted here is named after that contact: another one that is made of the same entry
-- and deleted too is another question.
UPDATE contacts_review_items r
SET subject = r.subject || '/deleted/' || l.local_contact_id
FROM contacts_source_links l
WHERE r.kind = 'ambiguous_match' AND r.contact_id IS NULL AND r.subject NOT LIKE '%/deleted/%'
  AND r.evidence ->> 'reason' = 'the contact was deleted here and is still there at its source'
  AND l.provider = r.provider AND l.account_id = r.account_id AND l.external_contact_id = r.external_contact_id
  AND NOT EXISTS (SELECT 1 FROM contacts c WHERE c.id = l.local_contact_id);
