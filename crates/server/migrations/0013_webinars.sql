-- Webinars, who takes part, what is asked, and what there is to look at. Where a webinar stands is not kept: it follows from
-- its times.

CREATE TABLE webinar (
  id            TEXT PRIMARY KEY NOT NULL,
  title         TEXT NOT NULL,
  about         TEXT NOT NULL,
  topic         TEXT NOT NULL,                -- troubleshooting, …, other
  other_topic   TEXT,
  families      TEXT NOT NULL DEFAULT '[]',   -- JSON: names of product families
  speaker_name  TEXT NOT NULL,
  speaker_title TEXT,
  starts_at     INTEGER NOT NULL,
  ends_at       INTEGER NOT NULL,
  host_zone     TEXT NOT NULL,                -- IANA name
  join_link     TEXT,
  dial_in       TEXT,
  cancelled_why TEXT,                         -- NULL: it is not cancelled
  sequence      INTEGER NOT NULL DEFAULT 0,   -- of the calendar file
  planned_by    TEXT NOT NULL REFERENCES person (id),
  changed_at    INTEGER NOT NULL,             -- by its publisher
  demonstration INTEGER NOT NULL DEFAULT 0,   -- 1: placed by the demonstration, and no publisher has changed it since
  version       INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX webinar_starts ON webinar (starts_at);

-- For whom; a webinar without a row here is for everybody.
CREATE TABLE webinar_audience (
  webinar_id TEXT NOT NULL REFERENCES webinar (id),
  account_id TEXT NOT NULL REFERENCES account (id),
  PRIMARY KEY (webinar_id, account_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE webinar_registration (
  webinar_id TEXT NOT NULL REFERENCES webinar (id),
  person_id  TEXT NOT NULL REFERENCES person (id),
  at         INTEGER NOT NULL,
  PRIMARY KEY (webinar_id, person_id)
) STRICT, WITHOUT ROWID;

-- Who came in by the door, at the first time: evidence of taking part (R-066).
CREATE TABLE webinar_attendance (
  webinar_id TEXT NOT NULL REFERENCES webinar (id),
  person_id  TEXT NOT NULL REFERENCES person (id),
  joined_at  INTEGER NOT NULL,
  PRIMARY KEY (webinar_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX webinar_attendance_person ON webinar_attendance (person_id);

-- Where somebody goes on watching. Whoever has watched a recording has, also after going back in it.
CREATE TABLE webinar_position (
  webinar_id TEXT NOT NULL REFERENCES webinar (id),
  person_id  TEXT NOT NULL REFERENCES person (id),
  seconds    INTEGER NOT NULL,
  watched_at INTEGER,
  at         INTEGER NOT NULL,
  PRIMARY KEY (webinar_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX webinar_position_person ON webinar_position (person_id);

CREATE TABLE webinar_feedback (
  webinar_id TEXT NOT NULL REFERENCES webinar (id),
  person_id  TEXT NOT NULL REFERENCES person (id),
  stars      INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
  text       TEXT,
  at         INTEGER NOT NULL,
  PRIMARY KEY (webinar_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE webinar_question (
  id            TEXT PRIMARY KEY NOT NULL,
  webinar_id    TEXT NOT NULL REFERENCES webinar (id),
  asked_by      TEXT NOT NULL REFERENCES person (id),
  asked_at      INTEGER NOT NULL,
  text          TEXT NOT NULL,
  at_second     INTEGER,
  answer_how    TEXT,                         -- live, written; NULL: not answered
  answer_text   TEXT,
  answer_second INTEGER,
  answered_by   TEXT REFERENCES person (id),
  answered_at   INTEGER,
  demonstration INTEGER NOT NULL DEFAULT 0    -- 1: placed by the demonstration, and not answered by anybody since
) STRICT;
CREATE INDEX webinar_question_webinar ON webinar_question (webinar_id, asked_at);

CREATE TABLE webinar_vote (
  question_id TEXT NOT NULL REFERENCES webinar_question (id),
  person_id   TEXT NOT NULL REFERENCES person (id),
  PRIMARY KEY (question_id, person_id)
) STRICT, WITHOUT ROWID;

-- What there is to look at; the bytes are files in the data folder.
CREATE TABLE webinar_file (
  webinar_id  TEXT NOT NULL REFERENCES webinar (id),
  kind        TEXT NOT NULL,                  -- recording, captions, chapters, slides, poster
  name        TEXT NOT NULL,
  media_type  TEXT NOT NULL,
  bytes       INTEGER NOT NULL,
  sha256      TEXT NOT NULL,                  -- hexadecimal
  duration_ms INTEGER,
  posted_at   INTEGER NOT NULL,
  posted_by   TEXT NOT NULL REFERENCES person (id),
  PRIMARY KEY (webinar_id, kind)
) STRICT, WITHOUT ROWID;

-- What is said, cue by cue. Those of a webinar are written in one transaction and so stand side by side: a search looks at
-- one stretch of the index for each webinar, however common the word.
CREATE TABLE webinar_transcript (
  id         INTEGER PRIMARY KEY,
  webinar_id TEXT NOT NULL REFERENCES webinar (id),
  at_ms      INTEGER NOT NULL,
  text       TEXT NOT NULL
) STRICT;
CREATE INDEX webinar_transcript_webinar ON webinar_transcript (webinar_id, id);

CREATE VIRTUAL TABLE webinar_transcript_index USING fts5 (
  text, content = 'webinar_transcript', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER webinar_transcript_written AFTER INSERT ON webinar_transcript BEGIN
  INSERT INTO webinar_transcript_index (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER webinar_transcript_removed AFTER DELETE ON webinar_transcript BEGIN
  INSERT INTO webinar_transcript_index (webinar_transcript_index, rowid, text) VALUES ('delete', old.id, old.text);
END;

CREATE VIRTUAL TABLE webinar_text USING fts5 (
  webinar_id UNINDEXED, title, about, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER webinar_text_written AFTER INSERT ON webinar BEGIN
  INSERT INTO webinar_text (webinar_id, title, about) VALUES (new.id, new.title, new.about);
END;
CREATE TRIGGER webinar_text_changed AFTER UPDATE OF title, about ON webinar BEGIN
  DELETE FROM webinar_text WHERE webinar_id = old.id;
  INSERT INTO webinar_text (webinar_id, title, about) VALUES (new.id, new.title, new.about);
END;
CREATE TRIGGER webinar_text_removed AFTER DELETE ON webinar BEGIN
  DELETE FROM webinar_text WHERE webinar_id = old.id;
END;
