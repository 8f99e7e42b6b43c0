-- A Message-ID is made by whoever writes: it names a mail of that person about that case, and nobody else's. Those of before
-- have no person, and are known for whoever sends them again.

CREATE TABLE inbound_mail_of (
  person_id   TEXT NOT NULL,               -- '' for those of before
  message_id  TEXT NOT NULL,
  case_number TEXT NOT NULL REFERENCES tech_case (number),
  taken_at    INTEGER NOT NULL,
  PRIMARY KEY (message_id, case_number, person_id)
) STRICT, WITHOUT ROWID;
INSERT INTO inbound_mail_of SELECT '', message_id, case_number, taken_at FROM inbound_mail;
DROP TABLE inbound_mail;
ALTER TABLE inbound_mail_of RENAME TO inbound_mail;
