-- Mail that is to be sent or has been. The row says to whom and when; what the mail says is found as it is sent, since what the person may read is judged then.
-- "tidligst" and "afgjort" are real time; while "lejet" is set somebody sends it, and "tidligst" is when anybody may take it again.
CREATE TABLE mail (
    id uuid NOT NULL PRIMARY KEY,
    brugernavn TEXT NOT NULL,
    dag TEXT NULL,
    oprettet bigint NOT NULL,
    tilstand TEXT NOT NULL,
    adresse TEXT NULL,
    svar TEXT NULL,
    forsoeg integer NOT NULL,
    tidligst bigint NOT NULL,
    lejet boolean NOT NULL,
    lejenummer bigint NOT NULL,
    afgjort bigint NULL
);
CREATE INDEX mail_tilstand ON mail (tilstand, tidligst);
-- Which messages are to be mailed, and in which mail; none yet: in the person's next digest.
CREATE TABLE mail_besked (
    besked_id uuid NOT NULL PRIMARY KEY,
    brugernavn TEXT NOT NULL,
    tid bigint NOT NULL,
    mail_id uuid NULL REFERENCES mail (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX mail_besked_venter ON mail_besked (brugernavn) WHERE mail_id IS NULL;
CREATE INDEX mail_besked_mail ON mail_besked (mail_id);
ALTER TABLE besked ADD COLUMN dagsordenspunkt_id uuid NULL;
