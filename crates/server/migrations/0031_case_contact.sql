-- Which contact of the account a case names, beside the words that it keeps: what the person is decides about Expert to Expert
-- whenever the priority changes (R-039). Without one the person who opened it is meant, unless the vendor's side opened it.
ALTER TABLE tech_case ADD COLUMN contact_id TEXT REFERENCES contact (id) ON DELETE SET NULL;
