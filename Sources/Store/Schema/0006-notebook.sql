-- The facilitator's own notebook of a group: zone mine. Nobody but its author ever reads it; it does not pass to a successor.

CREATE TABLE notebook (
  group_id TEXT NOT NULL REFERENCES small_group (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  body TEXT NOT NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (group_id, person_id)
);
CREATE INDEX notebook_person ON notebook (person_id);
