-- When somebody last looked at the overview, and the time before that: what came in between is new to them.
CREATE TABLE besoeg (
    brugernavn TEXT NOT NULL PRIMARY KEY,
    sidst BIGINT NOT NULL,
    forrige BIGINT NULL
);
