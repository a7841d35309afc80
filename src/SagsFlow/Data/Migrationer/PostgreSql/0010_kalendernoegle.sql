-- Keys to calendars that are read without signing in; of a key only its hash is kept, and a key that is revoked is gone.
CREATE TABLE kalendernoegle (
    id uuid NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    brugernavn TEXT NOT NULL,
    forum_id TEXT NULL,
    oprettet bigint NOT NULL
);
CREATE INDEX kalendernoegle_bruger ON kalendernoegle (brugernavn);
