-- What the advisor proposes for the roster of an account. The contact concerned may be gone by now, so its name is kept.
CREATE TABLE proposal (
  id           TEXT PRIMARY KEY NOT NULL,
  account_id   TEXT NOT NULL REFERENCES account (id),
  step         TEXT NOT NULL,                -- wire::contact::RosterStep
  contact_id   TEXT,
  contact_name TEXT,
  person       TEXT,                         -- wire::contact::Details as JSON
  reason       TEXT NOT NULL,
  proposed_by  TEXT NOT NULL REFERENCES person (id),
  proposed_at  INTEGER NOT NULL,
  state        TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
  ended_by     TEXT REFERENCES person (id),
  ended_at     INTEGER,
  word         TEXT                          -- why it was declined
) STRICT;
CREATE INDEX proposal_account ON proposal (account_id, state);

-- Who had proposed a step that was taken; NULL: nobody.
ALTER TABLE roster_change ADD COLUMN proposed_by TEXT REFERENCES person (id);

-- A session belongs to one generation of a password: it counts for as long as the person's is the same.
ALTER TABLE person ADD COLUMN password_generation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN password_generation INTEGER NOT NULL DEFAULT 0;
