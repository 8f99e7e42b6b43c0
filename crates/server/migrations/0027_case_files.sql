-- Files of cases. The bytes are in the data folder, named by their digest. What was withdrawn stays, marked.
CREATE TABLE case_file (
  case_number   TEXT NOT NULL REFERENCES tech_case (number),
  number        INTEGER NOT NULL,           -- within the case, from 1
  name          TEXT NOT NULL,              -- as it was chosen
  bytes         INTEGER NOT NULL,
  sha256        TEXT NOT NULL,              -- hexadecimal
  may_run       INTEGER NOT NULL,           -- by its name or by what is in it
  added_by      TEXT NOT NULL REFERENCES person (id),
  added_at      INTEGER NOT NULL,
  withdrawn_at  INTEGER,
  withdrawn_why TEXT,
  PRIMARY KEY (case_number, number)
) STRICT, WITHOUT ROWID;
