-- What somebody tries and finds their own: zone mine. And what a group adds to the library for itself.

-- A stem that was tried: in a round, or elsewhere. felt is NULL until its owner says whether it felt like them.
CREATE TABLE stem_tried (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  stem TEXT NOT NULL,
  round_id TEXT REFERENCES practice_round (id),
  felt TEXT CHECK (felt IN ('yes', 'notYet')),
  tried_at BIGINT NOT NULL,
  UNIQUE (person_id, stem, round_id)
);
CREATE INDEX stem_tried_round ON stem_tried (round_id);

-- How sure somebody feels about a skill, by themselves, before and after practice.
CREATE TABLE confidence_check (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  skill TEXT NOT NULL,
  moment TEXT NOT NULL CHECK (moment IN ('before', 'after')),
  standing TEXT NOT NULL CHECK (standing IN ('new', 'shaky', 'growing', 'steady', 'natural')),
  checked_at BIGINT NOT NULL
);
CREATE INDEX confidence_check_person ON confidence_check (person_id, skill, checked_at);

-- A scenario of the group's own. body holds all of it with its private card (Domain: Scenario).
CREATE TABLE own_scenario (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES small_group (id),
  author_id TEXT NOT NULL REFERENCES person (id),
  body TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  withdrawn_at BIGINT
);
CREATE INDEX own_scenario_group ON own_scenario (group_id, withdrawn_at);

CREATE TABLE own_stem (
  id TEXT NOT NULL PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES small_group (id),
  author_id TEXT NOT NULL REFERENCES person (id),
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  withdrawn_at BIGINT
);
CREATE INDEX own_stem_group ON own_stem (group_id, withdrawn_at);
