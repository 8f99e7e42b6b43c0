-- What an account says about itself, its trainings and third parties, and its written notices. `demonstration` numbers the
-- rows that the demonstration placed, whose times move with its clock.

-- Lines are only ever added; the last of a topic is how it stands.
CREATE TABLE declaration (
  id            INTEGER PRIMARY KEY,
  account_id    TEXT NOT NULL REFERENCES account (id),
  area          TEXT NOT NULL,             -- activation, responsibilities
  topic         TEXT NOT NULL,             -- id of an item, of a rule, or of a record
  step          TEXT NOT NULL,             -- given, withdrawn, added, removed, secured, not_secured, recorded
  text          TEXT,
  by_id         TEXT NOT NULL REFERENCES person (id),
  at            INTEGER NOT NULL,
  on_behalf     INTEGER NOT NULL DEFAULT 0,
  demonstration INTEGER
) STRICT;
CREATE INDEX declaration_account ON declaration (account_id, area, topic, id);

CREATE TABLE readiness_record (
  id            TEXT PRIMARY KEY NOT NULL,
  account_id    TEXT NOT NULL REFERENCES account (id),
  kind          TEXT NOT NULL CHECK (kind IN ('training', 'third_party')),
  name          TEXT NOT NULL,             -- who took the training; who the third party is
  about         TEXT NOT NULL,             -- which training; what is needed of the third party
  day           TEXT,                      -- of a training
  secured       INTEGER NOT NULL DEFAULT 0,
  demonstration INTEGER
) STRICT;
CREATE INDEX readiness_record_account ON readiness_record (account_id, kind);

-- Nothing of a notice changes but that it is acknowledged.
CREATE TABLE notice (
  number           TEXT PRIMARY KEY NOT NULL,
  account_id       TEXT NOT NULL REFERENCES account (id),
  responsibilities TEXT NOT NULL,          -- JSON list of rule ids
  text             TEXT NOT NULL,
  since_on         TEXT,
  until_on         TEXT,
  sent_by          TEXT NOT NULL REFERENCES person (id),
  zone             TEXT,                   -- the sender's
  sent_at          INTEGER NOT NULL,
  acknowledged_by  TEXT REFERENCES person (id),
  acknowledged_at  INTEGER,
  demonstration    INTEGER,
  version          INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX notice_account ON notice (account_id, sent_at);
