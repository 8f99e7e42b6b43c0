-- Reports of faults that are not sent yet. They belong to a person, on every device; what stands in the fields only the app
-- knows. The id is chosen by the app and is its person's own: somebody else's of the same name is another one.

CREATE TABLE case_draft (
  person_id TEXT NOT NULL REFERENCES person (id),
  id        TEXT NOT NULL,
  title     TEXT NOT NULL,
  subject   TEXT NOT NULL,
  step      TEXT NOT NULL,
  fields    TEXT NOT NULL,                      -- a JSON object
  version   INTEGER NOT NULL DEFAULT 1,
  saved_at  INTEGER NOT NULL,                   -- milliseconds UTC
  PRIMARY KEY (person_id, id)
) STRICT;
