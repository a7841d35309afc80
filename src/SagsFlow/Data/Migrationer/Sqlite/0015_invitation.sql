-- A guest's calendar invitation to one agenda item, as it was last sent; "besked_id" is the message it was sent with.
CREATE TABLE punktinvitation (
    id TEXT NOT NULL PRIMARY KEY,
    moede_id TEXT NOT NULL REFERENCES moede (id) DEFERRABLE INITIALLY DEFERRED,
    dagsordenspunkt_id TEXT NOT NULL REFERENCES dagsordenspunkt (id) DEFERRABLE INITIALLY DEFERRED,
    brugernavn TEXT NOT NULL,
    sekvens INTEGER NOT NULL,
    start TEXT NOT NULL,
    slut TEXT NULL,
    sted TEXT NOT NULL,
    aflyst INTEGER NOT NULL,
    besked_id TEXT NOT NULL,
    aendret INTEGER NOT NULL
);
CREATE UNIQUE INDEX punktinvitation_gaest ON punktinvitation (dagsordenspunkt_id, brugernavn);
CREATE INDEX punktinvitation_moede ON punktinvitation (moede_id);
CREATE INDEX punktinvitation_besked ON punktinvitation (besked_id);
