-- Who changed or cancelled a webinar last; NULL: as it was planned. One for everybody is any publisher's to change, so it is
-- told who did.
ALTER TABLE webinar ADD COLUMN changed_by TEXT REFERENCES person (id);
