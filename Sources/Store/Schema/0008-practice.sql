-- Practice rounds: the newest state of each, and who had which part. Of a round that was stopped only what its table needs to go on is kept, until it has chosen how.

-- body is the whole round as it stands (Domain: PracticeRound), without any private card; version counts its changes.
CREATE TABLE practice_round (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES small_group (id),
  session_id TEXT REFERENCES session (id),
  number BIGINT NOT NULL,
  table_number BIGINT NOT NULL,
  phase TEXT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  ended_at BIGINT,
  UNIQUE (session_id, number, table_number)
);
CREATE INDEX practice_round_group ON practice_round (group_id, ended_at);

-- One part for each person in a round.
CREATE TABLE practice_part (
  round_id TEXT NOT NULL REFERENCES practice_round (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  part TEXT NOT NULL CHECK (part IN ('practitioner', 'coachee', 'observer')),
  PRIMARY KEY (round_id, person_id)
);
CREATE INDEX practice_part_person ON practice_part (person_id);
