-- What a case is about beside its main unit, and with whom to speak about it. A case is found by any of its units. A unit that
-- goes to another account leaves its name behind, as it does with the main unit.

CREATE TABLE case_unit (
  case_number      TEXT NOT NULL REFERENCES tech_case (number) ON DELETE CASCADE,
  place            INTEGER NOT NULL CHECK (place BETWEEN 1 AND 49),
  unit_id          TEXT REFERENCES unit (id),
  gone_as          TEXT,                    -- its name when it left the account
  cover_at_opening TEXT,                    -- wire::cover::Cover as JSON
  PRIMARY KEY (case_number, place),
  UNIQUE (case_number, unit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_unit_unit ON case_unit (unit_id);

ALTER TABLE tech_case ADD COLUMN contact_name TEXT;  -- as the person was called when the case was opened
ALTER TABLE tech_case ADD COLUMN contact_by TEXT;    -- phone, email
ALTER TABLE tech_case ADD COLUMN contact_at TEXT;
ALTER TABLE tech_case ADD COLUMN contact_when TEXT;
