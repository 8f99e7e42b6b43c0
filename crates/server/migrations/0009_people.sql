-- Invitations: a link that works once. Of its secret only the SHA-256 is stored.

CREATE TABLE invitation (
  id         TEXT PRIMARY KEY NOT NULL,
  account_id TEXT NOT NULL REFERENCES account (id),
  name       TEXT NOT NULL,
  email      TEXT NOT NULL COLLATE NOCASE,
  role       TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  made_by    TEXT NOT NULL REFERENCES person (id),
  made_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended      TEXT CHECK (ended IN ('accepted', 'withdrawn')), -- NULL: can be accepted until it expires
  ended_at   INTEGER
) STRICT;
CREATE INDEX invitation_account ON invitation (account_id, ended);
-- One link an address: a newer invitation ends the older one.
CREATE UNIQUE INDEX invitation_open ON invitation (account_id, email) WHERE ended IS NULL;

-- More about contacts. `country` is where the person works (never nationality); one that is listed goes to review.
ALTER TABLE contact ADD COLUMN country       TEXT;    -- ISO 3166-1 alpha-2
ALTER TABLE contact ADD COLUMN cert_number   TEXT;
ALTER TABLE contact ADD COLUMN cert_obtained TEXT;    -- YYYY-MM-DD; NULL: not supplied
ALTER TABLE contact ADD COLUMN cert_declined TEXT;    -- the vendor's word when access was declined; NULL: not declined

-- Whom a step concerned: people outside the six have no place to be found by.
ALTER TABLE roster_change ADD COLUMN contact_id TEXT;
-- What was said with it: a reason, a word.
ALTER TABLE roster_change ADD COLUMN word TEXT;
