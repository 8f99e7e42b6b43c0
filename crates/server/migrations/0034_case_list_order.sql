-- A page of the list of an account's cases, in any order, is taken from the index that has them in that order; whether a case is
-- closed can be told from the index too. SQLite uses one for the very expression that a statement orders by: they are written
-- as in store/case_list/statements.rs.
CREATE INDEX tech_case_by_created ON tech_case (account_id, created_at, number, status);
CREATE INDEX tech_case_by_changed ON tech_case (account_id, changed_at, number, status);
CREATE INDEX tech_case_by_due ON tech_case (account_id, due_at, number, status);
CREATE INDEX tech_case_by_priority ON tech_case (account_id, priority * 1000000000000000 + due_at, number, status);
CREATE INDEX tech_case_by_urgency ON tech_case (account_id,
  CASE WHEN status = 'closed' THEN 4999999999999999 - due_at
    ELSE ((waiting_on <> 'customer') * 2 + (first_contact_at IS NOT NULL)) * 1000000000000000 + due_at END,
  number, status);

-- Whether a case waits for its advisor is asked of each case on a page; most never had one asked in.
CREATE INDEX case_event_advisor_asked ON case_event (case_number) WHERE kind = 'advisor_asked';
