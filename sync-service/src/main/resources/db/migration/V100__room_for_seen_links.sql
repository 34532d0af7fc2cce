-- A full sync marks every link of an account as seen. With room for the new row beside the old one no index has to change.
ALTER TABLE contacts_source_links SET (fillfactor = 50);
