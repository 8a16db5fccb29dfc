-- Small groups, their norms, sessions, agendas, the event log of a session and what is kept from it.

CREATE TABLE small_group (
  id TEXT NOT NULL PRIMARY KEY,
  program_id TEXT NOT NULL REFERENCES program (id),
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  rhythm_weeks BIGINT NOT NULL,
  session_minutes BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (program_id, name)
);

CREATE TABLE group_facilitator (
  group_id TEXT NOT NULL REFERENCES small_group (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  from_at BIGINT NOT NULL,
  until_at BIGINT,
  PRIMARY KEY (group_id, person_id, from_at)
);
CREATE INDEX group_facilitator_person ON group_facilitator (person_id);

CREATE TABLE group_member (
  group_id TEXT NOT NULL REFERENCES small_group (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  joined_at BIGINT NOT NULL,
  left_at BIGINT,
  PRIMARY KEY (group_id, person_id, joined_at)
);
CREATE INDEX group_member_person ON group_member (person_id);

CREATE TABLE norms (
  group_id TEXT NOT NULL REFERENCES small_group (id),
  version BIGINT NOT NULL,
  body TEXT NOT NULL,
  written_by TEXT NOT NULL REFERENCES person (id),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (group_id, version)
);

CREATE TABLE norms_acceptance (
  group_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  accepted_at BIGINT NOT NULL,
  PRIMARY KEY (group_id, version, person_id),
  FOREIGN KEY (group_id, version) REFERENCES norms (group_id, version)
);

-- version counts the edits of plan and agenda (a stale edit is refused); last_seq is the number of the newest event.
CREATE TABLE session (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES small_group (id),
  starts_at BIGINT NOT NULL,
  minutes BIGINT NOT NULL,
  place TEXT NOT NULL,
  meeting_link TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('planned', 'live', 'closing', 'held', 'cancelled')),
  cancelled_reason TEXT,
  version BIGINT NOT NULL,
  last_seq BIGINT NOT NULL,
  opened_at BIGINT,
  held_at BIGINT,
  created_at BIGINT NOT NULL,
  CHECK (place <> '' OR meeting_link <> '')
);
CREATE INDEX session_group ON session (group_id, starts_at);

-- The agenda as planned; from the start of the session on the event log holds it. body is the whole item with the protocol
-- as it was when placed (JSON); title and turns (ids with blanks between) repeat the part of it that lists show.
CREATE TABLE agenda_item (
  id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES session (id),
  position BIGINT NOT NULL,
  title TEXT NOT NULL,
  turns TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (session_id, position)
);

CREATE TABLE session_event (
  session_id TEXT NOT NULL REFERENCES session (id),
  seq BIGINT NOT NULL,
  happened_at BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (session_id, seq)
);

CREATE TABLE session_snapshot (
  session_id TEXT NOT NULL REFERENCES session (id),
  seq BIGINT NOT NULL,
  edition BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (session_id, seq)
);

-- Own quiet writing: zone mine. Nobody but its author ever reads it.
CREATE TABLE writing (
  session_id TEXT NOT NULL REFERENCES session (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  body TEXT NOT NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (session_id, person_id)
);

-- Commitments as facts after the session was closed; the next session opens with the open ones.
CREATE TABLE commitment (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES small_group (id),
  session_id TEXT NOT NULL REFERENCES session (id),
  owner_id TEXT NOT NULL REFERENCES person (id),
  body TEXT NOT NULL,
  by_date TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'partly', 'notYet', 'changed', 'released')),
  created_at BIGINT NOT NULL
);
CREATE INDEX commitment_group ON commitment (group_id, owner_id);
CREATE INDEX commitment_session ON commitment (session_id);

-- Time with the floor of one closed session, one row for each member who attended. talk_ms is all member talk of the session, attributed_ms the part of it that has a name.
CREATE TABLE floor_time (
  session_id TEXT NOT NULL REFERENCES session (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  held_ms BIGINT NOT NULL,
  attributed_ms BIGINT NOT NULL,
  talk_ms BIGINT NOT NULL,
  present BIGINT NOT NULL,
  PRIMARY KEY (session_id, person_id)
);
CREATE INDEX floor_time_person ON floor_time (person_id);
