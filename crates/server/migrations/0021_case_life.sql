-- The life of a case: what each step changed, and requests to the Escalation Management Desk.

-- The priority that the target was made for; NULL: the case's own. A change after the first contact, or one that gives no
-- earlier due time, leaves target and due time as they were (B-19).
ALTER TABLE tech_case ADD COLUMN target_priority INTEGER;

-- What a step left behind; NULL where it changed nothing.
ALTER TABLE case_event ADD COLUMN by_id TEXT REFERENCES person (id);
ALTER TABLE case_event ADD COLUMN status TEXT;
ALTER TABLE case_event ADD COLUMN waiting_on TEXT;
ALTER TABLE case_event ADD COLUMN priority_from INTEGER;
ALTER TABLE case_event ADD COLUMN priority_to INTEGER;
ALTER TABLE case_event ADD COLUMN due_before INTEGER;
ALTER TABLE case_event ADD COLUMN due_after INTEGER;
ALTER TABLE case_event ADD COLUMN escalation INTEGER;
ALTER TABLE case_event ADD COLUMN next_report_at INTEGER;
ALTER TABLE case_event ADD COLUMN recorded_at INTEGER;     -- of a contact that was entered after it was made
ALTER TABLE case_event ADD COLUMN version INTEGER NOT NULL DEFAULT 1; -- of the case after it

CREATE TABLE escalation (
  case_number    TEXT NOT NULL REFERENCES tech_case (number),
  number         INTEGER NOT NULL,          -- within the case, from 1
  reason         TEXT NOT NULL,
  outcome        TEXT NOT NULL,
  state          TEXT NOT NULL,             -- requested, owned, proposed, completed
  asked_by       TEXT NOT NULL REFERENCES person (id),
  asked_at       INTEGER NOT NULL,
  owner_id       TEXT REFERENCES person (id),
  next_report_at INTEGER,
  PRIMARY KEY (case_number, number)
) STRICT, WITHOUT ROWID;
