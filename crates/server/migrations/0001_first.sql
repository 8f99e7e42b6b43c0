-- Instants are integer milliseconds since 1970-01-01T00:00:00Z, civil dates are text YYYY-MM-DD, ids are text.
-- `version` grows by one with every change and is the ETag.

CREATE TABLE setting (
  name  TEXT PRIMARY KEY NOT NULL,          -- 'instance', 'demonstration', 'targets', …
  value TEXT NOT NULL
) STRICT;

CREATE TABLE account (
  id      TEXT PRIMARY KEY NOT NULL,
  name    TEXT NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('end_user', 'reseller', 'vendor')),
  country TEXT,                             -- ISO 3166-1 alpha-2
  region  TEXT                              -- AMERICAS, EMEA, APAC
) STRICT;

CREATE TABLE person (
  id            TEXT PRIMARY KEY NOT NULL,
  account_id    TEXT NOT NULL REFERENCES account (id),
  name          TEXT NOT NULL,
  email         TEXT NOT NULL UNIQUE COLLATE NOCASE,
  phone         TEXT,
  role          TEXT NOT NULL,
  password_hash TEXT,                       -- Argon2id; NULL: can't sign in
  zone          TEXT,                       -- IANA name
  about         TEXT,                       -- demonstration people: what they are good for seeing
  version       INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX person_account ON person (account_id);

-- Accounts that a vendor's person is assigned to, or the End Users of a reseller's account.
CREATE TABLE assignment (
  person_id  TEXT NOT NULL REFERENCES person (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  PRIMARY KEY (person_id, account_id)
) STRICT, WITHOUT ROWID;

-- The two to six named representatives, and certified experts beside them. A person of the account or not (a contact
-- need not be able to sign in).
CREATE TABLE contact (
  id              TEXT PRIMARY KEY NOT NULL,
  account_id      TEXT NOT NULL REFERENCES account (id),
  person_id       TEXT REFERENCES person (id),
  place           INTEGER CHECK (place BETWEEN 1 AND 6),  -- 1 to 6: named representative; NULL: certified expert only
  name            TEXT NOT NULL,
  email           TEXT,
  phone           TEXT,
  zone            TEXT,
  hours_days      TEXT,                     -- '1,2,3,4,5'
  hours_from      TEXT,                     -- '08:00'
  hours_to        TEXT,
  cert_level      TEXT,
  cert_track      TEXT,
  cert_expires    TEXT,
  cert_approved   INTEGER NOT NULL DEFAULT 0,
  UNIQUE (account_id, place)
) STRICT;

CREATE TABLE advisor (
  person_id  TEXT PRIMARY KEY NOT NULL REFERENCES person (id),
  region     TEXT NOT NULL,
  zone       TEXT NOT NULL,
  holidays   TEXT NOT NULL DEFAULT '',      -- comma-separated dates
  leave_from TEXT,
  leave_to   TEXT
) STRICT;
CREATE TABLE advisor_of_account (
  account_id  TEXT PRIMARY KEY NOT NULL REFERENCES account (id),
  advisor_id  TEXT NOT NULL REFERENCES advisor (person_id),
  stand_in_id TEXT REFERENCES advisor (person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE site (
  id          TEXT PRIMARY KEY NOT NULL,
  account_id  TEXT NOT NULL REFERENCES account (id),
  name        TEXT NOT NULL,
  street      TEXT,
  postal_code TEXT,
  city        TEXT,
  country     TEXT,
  zone        TEXT
) STRICT;

CREATE TABLE contract (
  number            TEXT PRIMARY KEY NOT NULL,
  account_id        TEXT NOT NULL REFERENCES account (id),
  kind              TEXT NOT NULL,          -- advanced_care_plus, juniper_care, subscription
  status            TEXT NOT NULL DEFAULT 'active',
  start_on          TEXT NOT NULL,
  end_on            TEXT NOT NULL,
  purchase_order    TEXT,
  co_term_reference TEXT
) STRICT;

CREATE TABLE unit (
  id                   TEXT PRIMARY KEY NOT NULL,
  account_id           TEXT NOT NULL REFERENCES account (id),
  reference            TEXT NOT NULL,       -- serial number, or software reference number
  serial               TEXT,
  host_name            TEXT,
  model                TEXT NOT NULL,
  family               TEXT,
  description          TEXT,
  vendor               TEXT,                -- NULL anywhere below: not supplied
  source               TEXT,
  usage                TEXT,
  order_state          TEXT,
  order_number         TEXT,
  order_replaces       TEXT,
  registered           INTEGER,             -- 0, 1
  registered_on        TEXT,
  site_id              TEXT REFERENCES site (id),
  site_known           INTEGER NOT NULL DEFAULT 1, -- 0: the site was not supplied; 1 with site_id NULL: there is none
  eos_state            TEXT,                -- 'on', 'not_announced'; NULL: no data
  eos_on               TEXT,
  software_release     TEXT,
  release_confirmed_at INTEGER,
  registered_by        TEXT REFERENCES account (id), -- the reseller that registered it
  version              INTEGER NOT NULL DEFAULT 1,
  UNIQUE (account_id, reference)
) STRICT;
CREATE INDEX unit_reference ON unit (reference);
CREATE INDEX unit_registered_by ON unit (registered_by);

CREATE TABLE unit_contract (
  unit_id         TEXT NOT NULL REFERENCES unit (id),
  contract_number TEXT NOT NULL REFERENCES contract (number),
  PRIMARY KEY (unit_id, contract_number)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_contract_number ON unit_contract (contract_number);

CREATE TABLE part (
  id        TEXT PRIMARY KEY NOT NULL,
  unit_id   TEXT NOT NULL REFERENCES unit (id),
  slot      TEXT NOT NULL,
  model     TEXT NOT NULL,
  serial    TEXT,
  vendor    TEXT,
  eos_state TEXT,
  eos_on    TEXT
) STRICT;
CREATE INDEX part_unit ON part (unit_id);

-- Dated counters: case numbers YYYY-MMDD-NNNNNN, call notes CALL-YYYY-NNNNNN.
CREATE TABLE counter (
  name  TEXT PRIMARY KEY NOT NULL,
  value INTEGER NOT NULL
) STRICT;

-- `case` is a word of SQL.
CREATE TABLE tech_case (
  number            TEXT PRIMARY KEY NOT NULL,
  account_id        TEXT NOT NULL REFERENCES account (id),
  priority          INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 4),
  channel           TEXT NOT NULL,
  target_minutes    INTEGER NOT NULL,
  target_row        INTEGER NOT NULL,
  target_table      TEXT NOT NULL,
  due_at            INTEGER NOT NULL,
  status            TEXT NOT NULL,
  waiting_on        TEXT NOT NULL,
  synopsis          TEXT NOT NULL,
  description       TEXT NOT NULL,
  unit_id           TEXT REFERENCES unit (id),
  unlisted_host     TEXT,
  unlisted_site     TEXT,
  cover_at_opening  TEXT,                   -- wire::cover::Cover as JSON
  software_version  TEXT,
  network_outage    INTEGER,
  own_reference     TEXT,
  since_at          INTEGER,
  exclusions        TEXT NOT NULL DEFAULT '[]',
  opened_by         TEXT NOT NULL REFERENCES person (id),
  on_behalf         INTEGER NOT NULL DEFAULT 0,
  expert_to_expert  TEXT,
  created_at        INTEGER NOT NULL,
  first_contact_at  INTEGER,
  call_note         TEXT,
  demonstration     INTEGER NOT NULL DEFAULT 0, -- 1: placed by the demonstration and not touched since
  version           INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX tech_case_account ON tech_case (account_id, created_at);

CREATE TABLE case_event (
  id          INTEGER PRIMARY KEY,
  case_number TEXT NOT NULL REFERENCES tech_case (number),
  at          INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  side        TEXT NOT NULL,                -- customer, engineer, customer_care, advisor, machine
  name        TEXT,
  text        TEXT
) STRICT;
CREATE INDEX case_event_case ON case_event (case_number, at);

CREATE TABLE call_note (
  number        TEXT PRIMARY KEY NOT NULL,
  account_id    TEXT NOT NULL REFERENCES account (id),
  unit_id       TEXT REFERENCES unit (id),
  unlisted_host TEXT,
  unlisted_site TEXT,
  symptom       TEXT NOT NULL,
  made_by       TEXT NOT NULL REFERENCES person (id),
  created_at    INTEGER NOT NULL,
  state         TEXT NOT NULL,              -- calling, got_through, case_opened, withdrawn
  told_number   TEXT,
  case_number   TEXT REFERENCES tech_case (number),
  demonstration INTEGER NOT NULL DEFAULT 0,
  version       INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX call_note_account ON call_note (account_id, created_at);

-- Sessions: only the SHA-256 of the id is stored; user and times are columns, so that people can see and end their own.
CREATE TABLE session (
  id_hash    TEXT PRIMARY KEY NOT NULL,
  person_id  TEXT REFERENCES person (id),
  data       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  agent      TEXT
) STRICT;
CREATE INDEX session_person ON session (person_id);

-- Answers to creating requests, by person and key, so that a repeated request makes one thing. A row is written in the
-- transaction that creates the thing; requests that are still running are known to the process only.
CREATE TABLE idempotency (
  person_id    TEXT NOT NULL REFERENCES person (id),
  key          TEXT NOT NULL,
  fingerprint  TEXT NOT NULL,               -- SHA-256 of method, path and body
  status       INTEGER NOT NULL,
  location     TEXT NOT NULL,
  etag         TEXT NOT NULL,
  body         TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  PRIMARY KEY (person_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_created ON idempotency (created_at);
