-- A handover asks what has happened to all cases since an instant.
CREATE INDEX case_event_at ON case_event (at);
