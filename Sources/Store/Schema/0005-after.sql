-- What follows a session and ends a group: exit slips, buddies of a commitment, closing with what each takes along.

-- Three lines to the facilitator. An unsigned slip has no author, and no row here has a time: nothing tells when it was given.
CREATE TABLE exit_slip (
  id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES session (id),
  author_id TEXT REFERENCES person (id),
  useful TEXT NOT NULL,
  voice TEXT CHECK (voice IN ('tooLittle', 'right', 'tooMuch')),
  voice_line TEXT NOT NULL,
  wish TEXT NOT NULL
);
CREATE INDEX exit_slip_session ON exit_slip (session_id);

-- Who has given a slip, so that everybody gives one. It leads to no slip.
CREATE TABLE exit_slip_given (
  session_id TEXT NOT NULL REFERENCES session (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  PRIMARY KEY (session_id, person_id)
);

-- A member who asks the owner how it went; accepted_at is NULL while it is only asked.
CREATE TABLE commitment_buddy (
  commitment_id TEXT NOT NULL PRIMARY KEY REFERENCES commitment (id),
  buddy_id TEXT NOT NULL REFERENCES person (id),
  asked_at BIGINT NOT NULL,
  accepted_at BIGINT
);
CREATE INDEX commitment_buddy_person ON commitment_buddy (buddy_id);

-- When the group ends; until then it can be taken back, from then on its pages are only read.
ALTER TABLE small_group ADD COLUMN closes_at BIGINT;

-- What somebody takes along from a group: zone mine. Nobody but that person ever reads it.
CREATE TABLE group_keep (
  group_id TEXT NOT NULL REFERENCES small_group (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  body TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (group_id, person_id)
);

CREATE TABLE kept_commitment (
  person_id TEXT NOT NULL REFERENCES person (id),
  commitment_id TEXT NOT NULL REFERENCES commitment (id),
  PRIMARY KEY (person_id, commitment_id)
);
