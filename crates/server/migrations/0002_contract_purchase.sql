-- What decides whether a contract is in order (R-002, R-005, R-006). NULL: not supplied.

ALTER TABLE contract ADD COLUMN agreement           TEXT;    -- 'purchase_and_licence', 'other'
ALTER TABLE contract ADD COLUMN agreement_reference TEXT;
ALTER TABLE contract ADD COLUMN qualified           INTEGER; -- 0, 1
ALTER TABLE contract ADD COLUMN qualified_by        TEXT;
ALTER TABLE contract ADD COLUMN qualified_on        TEXT;
ALTER TABLE contract ADD COLUMN bought              TEXT;    -- 'direct', 'reseller'
ALTER TABLE contract ADD COLUMN reseller_authorized INTEGER; -- 0, 1: when it sold
ALTER TABLE contract ADD COLUMN end_user_named      INTEGER; -- 0, 1: with name and full address in the reseller's order
