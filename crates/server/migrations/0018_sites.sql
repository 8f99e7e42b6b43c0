-- Sites that are kept: how to get in, who is there, what happened to them, and those that were joined with another one.

ALTER TABLE site ADD COLUMN access  TEXT;                 -- how to get in
ALTER TABLE site ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE INDEX site_account ON site (account_id);
CREATE INDEX unit_site ON unit (site_id);

CREATE TABLE site_person (
  site_id TEXT NOT NULL REFERENCES site (id),
  place   INTEGER NOT NULL,
  name    TEXT NOT NULL,
  phone   TEXT NOT NULL,
  PRIMARY KEY (site_id, place)
) STRICT, WITHOUT ROWID;

-- Lines that are only ever added. Those of a site that was joined with another one go on there.
CREATE TABLE site_change (
  id            INTEGER PRIMARY KEY,
  site_id       TEXT NOT NULL REFERENCES site (id),
  at            INTEGER NOT NULL,
  by_id         TEXT REFERENCES person (id),              -- NULL: not done by a person
  kind          TEXT NOT NULL,                            -- made, name, address, zone, access, people, joined
  of            TEXT,                                     -- name of the site that it happened to, when that is another one
  old           TEXT,                                     -- in words for people; NULL: there was none
  new           TEXT,
  note          TEXT,
  demonstration TEXT UNIQUE                               -- written by the demonstration under that name: its time moves
) STRICT;
CREATE INDEX site_change_site ON site_change (site_id, at);

-- Sites that are the same place as another one: their ids and names lead there.
CREATE TABLE site_former (
  id          TEXT PRIMARY KEY NOT NULL,
  account_id  TEXT NOT NULL REFERENCES account (id),
  site_id     TEXT NOT NULL REFERENCES site (id),         -- the one that stayed
  name        TEXT NOT NULL,
  street      TEXT,
  postal_code TEXT,
  city        TEXT,
  country     TEXT,
  at          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX site_former_site ON site_former (site_id);
