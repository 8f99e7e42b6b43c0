-- Whether certified experts outside the six work with the account's advisor too (B-13). 0, 1.

ALTER TABLE account ADD COLUMN experts_work_with_advisor INTEGER NOT NULL DEFAULT 0;
