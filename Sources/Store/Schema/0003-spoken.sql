-- What was noted in a session for a member who said it aloud, and kept when the session was closed. It waits for its owner's word.
-- The id is that of the commitment or of the card.
CREATE TABLE spoken_note (
  id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES session (id),
  owner_id TEXT NOT NULL REFERENCES person (id),
  noted_by TEXT NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL CHECK (kind IN ('card', 'commitment')),
  body TEXT NOT NULL,
  by_date TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'takenBack')),
  settled_at BIGINT
);
CREATE INDEX spoken_note_session ON spoken_note (session_id);
CREATE INDEX spoken_note_owner ON spoken_note (owner_id);
