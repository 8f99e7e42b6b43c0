-- Registering units: batches with their rows, the purchase order as it was then, and claims on units of others.

-- Where an End User has its seat, as a purchase order names it (R-006).
ALTER TABLE account ADD COLUMN street TEXT;
ALTER TABLE account ADD COLUMN postal_code TEXT;
ALTER TABLE account ADD COLUMN city TEXT;

CREATE INDEX account_name ON account (lower(name));
CREATE INDEX site_name ON site (account_id, lower(name));
CREATE INDEX site_city ON site (country, lower(city));
-- With the account: whether a reseller has registered anything for an End User is asked with every piece of a batch.
DROP INDEX unit_registered_by;
CREATE INDEX unit_registered_by ON unit (registered_by, account_id) WHERE registered_by IS NOT NULL;

-- Products that are known: what a unit that is registered takes from its product number.
CREATE TABLE model (
  name        TEXT PRIMARY KEY NOT NULL,
  family      TEXT,
  description TEXT,
  vendor      TEXT,
  eos_state   TEXT,                         -- as in unit
  eos_on      TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO model (name, family, description, vendor, eos_state, eos_on)
  SELECT model, family, description, vendor, eos_state, eos_on FROM unit WHERE serial IS NOT NULL GROUP BY model;

CREATE TABLE registration (
  key           INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  account_id    TEXT NOT NULL REFERENCES account (id), -- who registers: a reseller, or an End User
  by_id         TEXT NOT NULL REFERENCES person (id),
  state         TEXT NOT NULL DEFAULT 'open', -- open, complete, stopped
  file_name     TEXT,
  rows          INTEGER NOT NULL,
  registered    INTEGER NOT NULL DEFAULT 0,
  refused       INTEGER NOT NULL DEFAULT 0,
  missing       TEXT NOT NULL,              -- [[first, last], …], ascending: the rows that have no line below
  created_at    INTEGER NOT NULL,
  demonstration INTEGER NOT NULL DEFAULT 0,
  version       INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX registration_account ON registration (account_id, created_at);

-- One line for each row that was answered: what it said, and what became of it. Never changed.
CREATE TABLE registration_row (
  registration INTEGER NOT NULL REFERENCES registration (key),
  number       INTEGER NOT NULL,            -- from 1
  serial       TEXT,                        -- as it is stored with units; NULL: that is none
  registered   INTEGER NOT NULL,            -- 0, 1
  content      TEXT NOT NULL,               -- wire::registration::Row as JSON
  faults       TEXT,                        -- wire::registration::RowFault, a list as JSON; NULL: none
  PRIMARY KEY (registration, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX registration_row_serial ON registration_row (registration, serial);
CREATE INDEX registration_row_refused ON registration_row (registration, number) WHERE registered = 0;

-- The purchase order and the End User as they were named when the unit was registered with it (R-006): companies move and
-- change their names, this stays.
CREATE TABLE order_snapshot (
  id          INTEGER PRIMARY KEY,
  unit_id     TEXT NOT NULL REFERENCES unit (id),
  account_id  TEXT NOT NULL REFERENCES account (id), -- whose the unit was then: only that account sees it
  number      TEXT NOT NULL,
  end_user    TEXT NOT NULL,
  street      TEXT,
  postal_code TEXT,
  city        TEXT,
  country     TEXT,
  reseller_id TEXT REFERENCES account (id), -- NULL: the End User registered it
  reseller    TEXT,                         -- its name then
  at          INTEGER NOT NULL
) STRICT;
CREATE INDEX order_snapshot_unit ON order_snapshot (unit_id);
CREATE TRIGGER order_snapshot_stays BEFORE UPDATE ON order_snapshot
BEGIN
  SELECT raise(ABORT, 'a snapshot stays as it is');
END;

-- Wishes that a unit changes its account.
CREATE TABLE claim (
  id             TEXT PRIMARY KEY NOT NULL,
  kind           TEXT NOT NULL,             -- claim: by who wants it; transfer: by who has it
  unit_id        TEXT NOT NULL REFERENCES unit (id),
  reference      TEXT NOT NULL,
  holder_id      TEXT NOT NULL REFERENCES account (id), -- the account that had the unit then
  seller_id      TEXT REFERENCES account (id),          -- the reseller that had registered it then
  claimant_id    TEXT NOT NULL REFERENCES account (id), -- whose wish it is
  by_id          TEXT NOT NULL REFERENCES person (id),
  to_id          TEXT REFERENCES account (id),          -- NULL: by name and address below
  to_name        TEXT NOT NULL,
  to_address     TEXT NOT NULL,             -- one line, for people
  to_street      TEXT,
  to_postal_code TEXT,
  to_city        TEXT,
  to_country     TEXT,
  reason         TEXT NOT NULL,
  purchase_order TEXT,
  state          TEXT NOT NULL DEFAULT 'open', -- open, moved, stayed
  created_at     INTEGER NOT NULL,
  settled_at     INTEGER,
  settled_by     TEXT REFERENCES person (id),
  words          TEXT,
  demonstration  INTEGER NOT NULL DEFAULT 0,
  version        INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX claim_unit ON claim (unit_id, state);
CREATE INDEX claim_holder ON claim (holder_id);
CREATE INDEX claim_claimant ON claim (claimant_id);

-- A unit that changes its account takes nothing of its history along: each account sees the lines of its own time.
ALTER TABLE unit_change ADD COLUMN account_id TEXT REFERENCES account (id);
UPDATE unit_change SET account_id = (SELECT u.account_id FROM unit u WHERE u.id = unit_id);
CREATE TRIGGER unit_change_account AFTER INSERT ON unit_change WHEN new.account_id IS NULL
BEGIN
  UPDATE unit_change SET account_id = (SELECT u.account_id FROM unit u WHERE u.id = new.unit_id) WHERE id = new.id;
END;
