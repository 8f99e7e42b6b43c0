-- Who changed the roster, and what stood in the place before and after: the roster of any past day follows from these.

CREATE TABLE roster_change (
  id         INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  at         INTEGER NOT NULL,             -- milliseconds since 1970
  by_id      TEXT NOT NULL REFERENCES person (id),
  step       TEXT NOT NULL,                -- add, replace, edit, remove, has_left
  place      INTEGER,                      -- 1 to 6; NULL: outside them
  before     TEXT,                         -- JSON: name, email, phone, zone
  after      TEXT
) STRICT;
CREATE INDEX roster_change_account ON roster_change (account_id, id);
