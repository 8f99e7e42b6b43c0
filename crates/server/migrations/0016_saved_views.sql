-- Saved views of lists: a name for what stands in the address. They belong to a person; a shared one is seen by everybody of
-- the person's account. With which view a person's list begins is that person's own choice, also among shared ones.

CREATE TABLE saved_view (
  id         TEXT PRIMARY KEY NOT NULL,
  person_id  TEXT NOT NULL REFERENCES person (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  page       TEXT NOT NULL,                     -- units
  name       TEXT NOT NULL,
  query      TEXT NOT NULL,                     -- as the app's address has it, without ?
  shared     INTEGER NOT NULL DEFAULT 0,
  version    INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX saved_view_person ON saved_view (person_id, page);
CREATE INDEX saved_view_account ON saved_view (account_id, page);

CREATE TABLE first_view (
  person_id TEXT NOT NULL REFERENCES person (id),
  page      TEXT NOT NULL,
  view_id   TEXT NOT NULL REFERENCES saved_view (id) ON DELETE CASCADE,
  PRIMARY KEY (person_id, page)
) STRICT, WITHOUT ROWID;
