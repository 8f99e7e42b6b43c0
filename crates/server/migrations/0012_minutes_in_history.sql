-- The history of a meeting keeps its minutes as they were written each time. Those that stand today were written by the last
-- step that wrote any.
UPDATE meeting_event
SET text = (SELECT m.minutes FROM meeting m WHERE m.id = meeting_event.meeting_id)
WHERE text IS NULL
  AND id IN (SELECT max(e.id) FROM meeting_event e WHERE e.step IN ('hold', 'minutes') GROUP BY e.meeting_id);
