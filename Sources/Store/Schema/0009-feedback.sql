-- Feedback: a note from one person at a table to the one who practiced. Read by giver and receiver, and by nobody else.

-- parts holds the words along the model, as JSON. wording counts how often it was given: 0 is a draft. earlier holds the wording before the newest one.
CREATE TABLE feedback_note (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES small_group (id),
  round_id TEXT NOT NULL REFERENCES practice_round (id),
  giver_id TEXT NOT NULL REFERENCES person (id),
  receiver_id TEXT NOT NULL REFERENCES person (id),
  skill TEXT NOT NULL,
  model TEXT NOT NULL,
  medium TEXT NOT NULL CHECK (medium IN ('verbal', 'written', 'recorded')),
  timing TEXT NOT NULL CHECK (timing IN ('immediate', 'delayed')),
  stance TEXT NOT NULL CHECK (stance IN ('facilitative', 'dialogical', 'directive')),
  parts TEXT NOT NULL,
  earlier TEXT,
  wording BIGINT NOT NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  given_at BIGINT,
  received_at BIGINT,
  decision TEXT CHECK (decision IN ('keep', 'try', 'park')),
  decided_at BIGINT,
  CHECK (giver_id <> receiver_id),
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

-- The one line that the receiver sends back to the giver.
CREATE TABLE feedback_line (
  note_id TEXT NOT NULL PRIMARY KEY REFERENCES feedback_note (id),
  kind TEXT NOT NULL CHECK (kind IN ('helped', 'sayAgain')),
  body TEXT NOT NULL,
  sent_at BIGINT NOT NULL
);
