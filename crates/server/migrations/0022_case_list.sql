-- The list of cases. When something last happened to a case is kept beside it, so that a list can be ordered by it: whatever
-- writes an event keeps it right. One index holds all that the list filters and orders by, so that 10,000 cases are looked
-- through without their texts.

ALTER TABLE tech_case ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;

UPDATE tech_case SET changed_at = max(created_at,
  coalesce((SELECT max(at) FROM case_event WHERE case_number = tech_case.number), 0));

CREATE TRIGGER tech_case_opened AFTER INSERT ON tech_case WHEN new.changed_at = 0 BEGIN
  UPDATE tech_case SET changed_at = new.created_at WHERE number = new.number;
END;
CREATE TRIGGER case_event_happened AFTER INSERT ON case_event BEGIN
  -- A contact may be entered after it was made: entering it is the change.
  UPDATE tech_case SET changed_at = coalesce(new.recorded_at, new.at)
    WHERE number = new.case_number AND changed_at < coalesce(new.recorded_at, new.at);
END;

DROP INDEX tech_case_account;
CREATE INDEX tech_case_list ON tech_case (account_id, created_at, due_at, changed_at, first_contact_at, status, waiting_on,
  priority, channel, opened_by, unit_id, number);
CREATE INDEX tech_case_unit ON tech_case (unit_id);
