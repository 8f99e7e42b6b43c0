-- For whom of the End User the vendor's side opened a case, by the name that the person had then, as events keep names.
ALTER TABLE tech_case ADD COLUMN opened_for TEXT;
