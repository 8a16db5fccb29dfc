-- What is left before a session runs: a line each, how commitments stand, who cannot come, who has arrived before the room is open.

-- One line of what a member brings; the group reads it from the moment it is left.
CREATE TABLE session_bring (
  session_id TEXT NOT NULL REFERENCES session (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  want TEXT NOT NULL CHECK (want IN ('help', 'share', 'celebrate', 'practise')),
  body TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (session_id, person_id)
);

-- How a commitment stands, said by its owner before the session that looks at it; the room opens with it.
CREATE TABLE commitment_standing (
  session_id TEXT NOT NULL REFERENCES session (id),
  commitment_id TEXT NOT NULL REFERENCES commitment (id),
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'partly', 'notYet', 'changed', 'released')),
  PRIMARY KEY (session_id, commitment_id)
);

-- Who cannot come. The reason is for the facilitator alone and may be empty.
CREATE TABLE session_absence (
  session_id TEXT NOT NULL REFERENCES session (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  reason TEXT NOT NULL,
  said_at BIGINT NOT NULL,
  PRIMARY KEY (session_id, person_id)
);

-- Who said "I am here" before the room was open; from the opening on the event log holds attendance.
CREATE TABLE session_arrival (
  session_id TEXT NOT NULL REFERENCES session (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  arrived_at BIGINT NOT NULL,
  PRIMARY KEY (session_id, person_id)
);

-- The question on which people arrive, by its key in the library; without one the house chooses.
ALTER TABLE session ADD COLUMN arrival_question TEXT;
