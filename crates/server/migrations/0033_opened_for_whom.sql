-- For whom the vendor's side opened a case, as an id: whether it reaches the senior engineers when it is raised goes by them.
ALTER TABLE tech_case ADD COLUMN opened_for_id TEXT;
