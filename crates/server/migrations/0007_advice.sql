-- Requests to the advisor (R-060, R-062). No Tech Cases; no clock runs.

CREATE TABLE advice (
  id            TEXT PRIMARY KEY NOT NULL,
  account_id    TEXT NOT NULL REFERENCES account (id),
  kind          TEXT NOT NULL,                -- question, release_guidance
  state         TEXT NOT NULL,                -- open, answered, closed, became_case
  subject       TEXT NOT NULL,
  unit_id       TEXT REFERENCES unit (id),
  family        TEXT,
  releases      TEXT NOT NULL DEFAULT '[]',   -- JSON list: those that run today
  target        TEXT,                         -- NULL: "which one?"
  asked_by      TEXT NOT NULL REFERENCES person (id),
  created_at    INTEGER NOT NULL,             -- milliseconds since 1970
  changed_at    INTEGER NOT NULL,
  case_number   TEXT REFERENCES tech_case (number),
  demonstration INTEGER NOT NULL DEFAULT 0,
  version       INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX advice_account ON advice (account_id, changed_at);

-- Everything that was written and done, in its order.
CREATE TABLE advice_message (
  id        INTEGER PRIMARY KEY,
  advice_id TEXT NOT NULL REFERENCES advice (id),
  at        INTEGER NOT NULL,
  by_id     TEXT NOT NULL REFERENCES person (id),
  side      TEXT NOT NULL,                    -- customer, advisor
  step      TEXT NOT NULL,                    -- ask, reply, answer, close, reopen, became_case
  text      TEXT,
  guidance  TEXT                              -- JSON: recommendation, risks, benefits
) STRICT;
CREATE INDEX advice_message_advice ON advice_message (advice_id, id);
