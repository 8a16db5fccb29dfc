-- What a member decides about their own time with the floor. Read row by row for its owner alone; of the others only whether all agree.

-- A row is a yes to open arcs. It counts only from within the member's running stretch in the group.
CREATE TABLE open_arcs_yes (
  group_id TEXT NOT NULL REFERENCES small_group (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  said_at BIGINT NOT NULL,
  PRIMARY KEY (group_id, person_id)
);

-- A quiet word that its member has ended until then: "this suits me".
CREATE TABLE hint_ended (
  group_id TEXT NOT NULL REFERENCES small_group (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  hint TEXT NOT NULL CHECK (hint IN ('little', 'much')),
  until_at BIGINT NOT NULL,
  PRIMARY KEY (group_id, person_id, hint)
);
