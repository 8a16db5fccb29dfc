-- Feedback: a note from one person at a table to the one who practiced. Read by giver and receiver, and by nobody else.

-- draft holds what the giver is writing, and is the giver's alone; version counts how often it was kept. wording counts how often the note was
-- given: 0 is a draft that nobody else knows of. given holds the newest wording, earlier the one before. model and stance repeat what stands in
-- given, to be counted. Of a note that its receiver has deleted the giver's own text stays until the end of the group's next session.
CREATE TABLE feedback_note (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES small_group (id),
  round_id TEXT NOT NULL REFERENCES practice_round (id),
  giver_id TEXT NOT NULL REFERENCES person (id),
  receiver_id TEXT NOT NULL REFERENCES person (id),
  skill TEXT NOT NULL,
  draft TEXT,
  version BIGINT NOT NULL,
  wording BIGINT NOT NULL,
  model TEXT,
  stance TEXT CHECK (stance IN ('facilitative', 'dialogical', 'directive')),
  given TEXT,
  earlier TEXT,
  written_at BIGINT NOT NULL,
  given_at BIGINT,
  received_wording BIGINT NOT NULL,
  decided_wording BIGINT NOT NULL,
  decision TEXT CHECK (decision IN ('keep', 'try', 'park')),
  deleted_at BIGINT,
  CHECK (giver_id <> receiver_id),
  CHECK (wording = 0 AND given IS NULL OR wording > 0 AND given IS NOT NULL AND model IS NOT NULL AND stance IS NOT NULL AND given_at IS NOT NULL),
  UNIQUE (round_id, giver_id, receiver_id)
);
CREATE INDEX feedback_note_receiver ON feedback_note (receiver_id, given_at);
CREATE INDEX feedback_note_giver ON feedback_note (giver_id);
CREATE INDEX feedback_note_group ON feedback_note (group_id, decision);

-- What the receiver thinks of a note: theirs alone. A word for each of five dimensions, as far as they chose one.
CREATE TABLE feedback_rubric (
  note_id TEXT NOT NULL PRIMARY KEY REFERENCES feedback_note (id),
  body TEXT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- The one line that the receiver sends back to the giver about a wording.
CREATE TABLE feedback_line (
  note_id TEXT NOT NULL PRIMARY KEY REFERENCES feedback_note (id),
  wording BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('helped', 'sayAgain')),
  body TEXT NOT NULL,
  sent_at BIGINT NOT NULL
);
