-- A guest's calendar invitation to one agenda item, as it was last sent; "besked_id" is the message it was sent with.
CREATE TABLE punktinvitation (
    id uuid NOT NULL PRIMARY KEY,
    moede_id uuid NOT NULL REFERENCES moede (id) DEFERRABLE INITIALLY DEFERRED,
    dagsordenspunkt_id uuid NOT NULL REFERENCES dagsordenspunkt (id) DEFERRABLE INITIALLY DEFERRED,
    brugernavn TEXT NOT NULL,
    sekvens integer NOT NULL,
    start TEXT NOT NULL,
    slut TEXT NULL,
    sted TEXT NOT NULL,
    aflyst boolean NOT NULL,
    besked_id uuid NOT NULL,
    aendret bigint NOT NULL
);
CREATE UNIQUE INDEX punktinvitation_gaest ON punktinvitation (dagsordenspunkt_id, brugernavn);
CREATE INDEX punktinvitation_moede ON punktinvitation (moede_id);
CREATE INDEX punktinvitation_besked ON punktinvitation (besked_id);
