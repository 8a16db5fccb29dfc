-- Programs, schools, persons, roles in relation to an object, sign-ins, one-time links, the audit.

CREATE TABLE program (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE school (
  id TEXT NOT NULL PRIMARY KEY,
  program_id TEXT NOT NULL REFERENCES program (id),
  name TEXT NOT NULL,
  UNIQUE (program_id, name)
);

-- sign_in_name is folded (lower case, NFC) and unique over the installation; password is the encoded hash with its parameters.
CREATE TABLE person (
  id TEXT NOT NULL PRIMARY KEY,
  program_id TEXT NOT NULL REFERENCES program (id),
  full_name TEXT NOT NULL,
  sign_in_name TEXT NOT NULL UNIQUE,
  coach_kind TEXT CHECK (coach_kind IN ('ic', 'itc', 'both')),
  password TEXT,
  is_demo BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  disabled_at BIGINT
);
CREATE INDEX person_program ON person (program_id);

-- Roles are held in relation to an object: lead or administrator of a program, coach at a school, appraiser of a person.
CREATE TABLE role_held (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  role TEXT NOT NULL CHECK (role IN ('programLead', 'administrator', 'coach', 'appraiser')),
  object_kind TEXT NOT NULL CHECK (object_kind IN ('program', 'school', 'person')),
  object_id TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  until_at BIGINT
);
CREATE INDEX role_held_person ON role_held (person_id);
CREATE INDEX role_held_object ON role_held (object_id);

-- One browser's sign-in. token_hash is the hash of its cookie; id names it where its owner lists and ends it.
CREATE TABLE sign_in (
  id TEXT NOT NULL PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES person (id),
  device TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL
);
CREATE INDEX sign_in_person ON sign_in (person_id);

-- An invitation and a reset name the person they are for; the first administrator's link names nobody yet.
CREATE TABLE one_time_link (
  token_hash TEXT NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('firstAdministrator', 'invitation', 'reset')),
  program_id TEXT REFERENCES program (id),
  person_id TEXT REFERENCES person (id),
  made_by TEXT REFERENCES person (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  CHECK (purpose = 'firstAdministrator' OR person_id IS NOT NULL)
);
CREATE INDEX one_time_link_person ON one_time_link (person_id);

-- Failed sign-ins, counted by account and by address; subject is a hash, never a name that was typed.
CREATE TABLE failed_sign_in (
  id TEXT NOT NULL PRIMARY KEY,
  subject TEXT NOT NULL,
  failed_at BIGINT NOT NULL
);
CREATE INDEX failed_sign_in_subject ON failed_sign_in (subject, failed_at);
CREATE INDEX failed_sign_in_age ON failed_sign_in (failed_at);

-- A browser that has signed in before is not locked out by a stranger's guesses.
CREATE TABLE known_device (
  token_hash TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  created_at BIGINT NOT NULL
);

-- Who accepted which version of the page that says who sees what.
CREATE TABLE notice_acceptance (
  person_id TEXT NOT NULL REFERENCES person (id),
  version BIGINT NOT NULL,
  accepted_at BIGINT NOT NULL,
  PRIMARY KEY (person_id, version)
);

-- Who did what to which object and when; never any content.
CREATE TABLE audit (
  id TEXT NOT NULL PRIMARY KEY,
  program_id TEXT REFERENCES program (id),
  actor_id TEXT REFERENCES person (id),
  deed TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  done_at BIGINT NOT NULL
);
CREATE INDEX audit_program ON audit (program_id, id);

-- A retried command with the same key gets its first answer; the same key with another body is refused.
CREATE TABLE command_key (
  person_id TEXT NOT NULL REFERENCES person (id),
  key TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  answer TEXT NOT NULL,
  used_at BIGINT NOT NULL,
  PRIMARY KEY (person_id, key)
);
