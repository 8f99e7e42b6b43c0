-- What happened to units, in lines that are only ever added: registered, moved, retired, put right, taken over. It is the
-- history of a unit for the people who see it, and the audit of who did what.

CREATE TABLE unit_change (
  id         INTEGER PRIMARY KEY,
  unit_id    TEXT NOT NULL REFERENCES unit (id),
  at         INTEGER NOT NULL,
  by_id      TEXT REFERENCES person (id),       -- NULL: not done by a person
  kind       TEXT NOT NULL,                     -- registered, release, usage, site, host_name, account, order, …
  old        TEXT,                              -- in words for people; NULL: there was none
  new        TEXT,
  note       TEXT                               -- why, in the words of the person
) STRICT;
CREATE INDEX unit_change_unit ON unit_change (unit_id, at);
