-- The hours in which a case's target is counted (B-6), as they were when it was created. NULL: by the clock.

ALTER TABLE tech_case ADD COLUMN target_hours TEXT; -- 'Mon-Fri 08:00-17:00 Europe/Berlin'
