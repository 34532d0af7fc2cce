-- A contact that comes again in the very bytes its link was made from is known as unchanged without being read.
ALTER TABLE contacts_source_links ADD COLUMN entry_digest UUID;
