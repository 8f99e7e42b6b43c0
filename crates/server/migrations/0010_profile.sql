-- What people set for themselves, when they last signed in, and a name for each session that is neither its secret nor
-- made from it, so that people can end one.
ALTER TABLE person ADD COLUMN shown_zone TEXT;      -- IANA name; NULL: times are shown in the browser's zone
ALTER TABLE person ADD COLUMN week_start TEXT;      -- 'monday', 'sunday', 'saturday'; NULL: Monday
ALTER TABLE person ADD COLUMN signed_in_at INTEGER; -- the last time; NULL: never

-- SQLite adds no column whose default is computed: the table is made anew.
CREATE TABLE session_named (
  id_hash    TEXT PRIMARY KEY NOT NULL,
  person_id  TEXT REFERENCES person (id),
  data       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  agent      TEXT,
  public_id  TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16))))
) STRICT;
INSERT INTO session_named (id_hash, person_id, data, created_at, seen_at, expires_at, agent)
  SELECT id_hash, person_id, data, created_at, seen_at, expires_at, agent FROM session;
DROP TABLE session;
ALTER TABLE session_named RENAME TO session;
CREATE INDEX session_person ON session (person_id);
