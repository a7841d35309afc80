-- Rules of forums that administrators have added to those of fora.yaml; the newest of a first day holds.
CREATE TABLE forumregel (
    id TEXT NOT NULL PRIMARY KEY,
    forum_id TEXT NOT NULL,
    gyldig_fra TEXT NOT NULL,
    regel TEXT NOT NULL,
    begrundelse TEXT NOT NULL,
    af TEXT NOT NULL,
    tid INTEGER NOT NULL
);
