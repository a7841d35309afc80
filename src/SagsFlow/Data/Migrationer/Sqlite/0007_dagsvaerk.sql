-- The last day each daily work was done.
CREATE TABLE dagsvaerk (
    navn TEXT NOT NULL PRIMARY KEY,
    sidst TEXT NOT NULL
) WITHOUT ROWID;
-- Who has been reminded of what, and at which step, so that nobody is told twice.
CREATE TABLE paamindelse (
    frist TEXT NOT NULL,
    forfald TEXT NOT NULL,
    trin INTEGER NOT NULL,
    brugernavn TEXT NOT NULL,
    PRIMARY KEY (frist, forfald, trin, brugernavn)
) WITHOUT ROWID;
