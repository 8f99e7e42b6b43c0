-- What stands beside a case: who takes part, replacements of units, and mail.

-- A viewer's cases are those of the account where the viewer is added.
CREATE TABLE case_participant (
  case_number TEXT NOT NULL REFERENCES tech_case (number),
  person_id   TEXT NOT NULL REFERENCES person (id),
  added_by    TEXT REFERENCES person (id),
  added_at    INTEGER,
  PRIMARY KEY (case_number, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE rma (
  case_number        TEXT NOT NULL REFERENCES tech_case (number),
  number             INTEGER NOT NULL,      -- within the case, from 1
  rma_number         TEXT,                  -- the vendor's, once it is granted
  state              TEXT NOT NULL,         -- requested, approved, closed, cancelled
  replacement        TEXT NOT NULL,         -- awaited, shipped, delivered
  defective          TEXT NOT NULL,         -- out, received
  serial             TEXT NOT NULL,
  replacement_serial TEXT,
  carrier            TEXT,
  tracking           TEXT,
  requested_at       INTEGER NOT NULL,
  changed_at         INTEGER NOT NULL,
  PRIMARY KEY (case_number, number)
) STRICT, WITHOUT ROWID;

ALTER TABLE case_event ADD COLUMN rma INTEGER;

-- Mails that became a comment, by Message-ID, so that one that comes twice is one comment.
CREATE TABLE inbound_mail (
  message_id  TEXT PRIMARY KEY NOT NULL,
  case_number TEXT NOT NULL REFERENCES tech_case (number),
  taken_at    INTEGER NOT NULL
) STRICT;
