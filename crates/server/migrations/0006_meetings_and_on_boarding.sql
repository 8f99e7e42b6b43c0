-- Meetings of an account with its advisor, and the on-boarding of an account, each with everything that was done to it.

CREATE TABLE meeting (
  id            TEXT PRIMARY KEY NOT NULL,
  account_id    TEXT NOT NULL REFERENCES account (id),
  kind          TEXT NOT NULL CHECK (kind IN ('on_boarding', 'operational_review')),
  state         TEXT NOT NULL,                -- asked_for, proposed, agreed, held, cancelled
  begun_by      TEXT NOT NULL REFERENCES person (id),
  created_at    INTEGER NOT NULL,
  wish          TEXT,
  join_link     TEXT,
  times         TEXT NOT NULL DEFAULT '[]',   -- JSON: what is proposed
  start_at      INTEGER,                      -- the time that is agreed, or was last
  length        INTEGER,                      -- minutes
  sequence      INTEGER,                      -- of the calendar file; NULL: no time was ever agreed
  cancelled_why TEXT,
  minutes       TEXT,
  actions       TEXT NOT NULL DEFAULT '[]',   -- JSON
  agenda        TEXT,                         -- JSON: the figures as they were when it was held
  changed_at    INTEGER NOT NULL,
  demonstration INTEGER NOT NULL DEFAULT 0,   -- 1: placed by the demonstration and not touched since
  version       INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX meeting_account ON meeting (account_id, kind, created_at);

CREATE TABLE meeting_event (
  id         INTEGER PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES meeting (id),
  at         INTEGER NOT NULL,
  by_id      TEXT NOT NULL REFERENCES person (id),
  step       TEXT,                            -- NULL: it began
  text       TEXT
) STRICT;
CREATE INDEX meeting_event_meeting ON meeting_event (meeting_id, id);

-- One of the seven by its code, as far as anybody said anything about it; or one of the account's own, which has a name.
CREATE TABLE on_boarding_item (
  account_id    TEXT NOT NULL REFERENCES account (id),
  item          TEXT NOT NULL,
  name          TEXT,
  place         INTEGER NOT NULL DEFAULT 0,   -- order of the account's own
  progress      TEXT NOT NULL,
  by_id         TEXT NOT NULL REFERENCES person (id),
  at            INTEGER NOT NULL,
  why           TEXT,
  note          TEXT,
  evidence      TEXT,
  PRIMARY KEY (account_id, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE on_boarding_change (
  id            INTEGER PRIMARY KEY,
  account_id    TEXT NOT NULL REFERENCES account (id),
  at            INTEGER NOT NULL,
  by_id         TEXT NOT NULL REFERENCES person (id),
  on_behalf     INTEGER NOT NULL DEFAULT 0,
  step          TEXT NOT NULL,                -- set, add, remove
  name          TEXT NOT NULL,
  progress      TEXT,
  text          TEXT,
  demonstration INTEGER NOT NULL DEFAULT 0    -- 1: placed by the demonstration
) STRICT;
CREATE INDEX on_boarding_change_account ON on_boarding_change (account_id, id);
