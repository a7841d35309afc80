-- A meeting's deadline set otherwise than its forum's rule; the newest of a kind holds.
CREATE TABLE fristaendring (
    id uuid NOT NULL PRIMARY KEY,
    moede_id uuid NOT NULL REFERENCES moede (id) DEFERRABLE INITIALLY DEFERRED,
    art TEXT NOT NULL,
    forfald TEXT NOT NULL,
    begrundelse TEXT NOT NULL,
    af TEXT NOT NULL,
    tid bigint NOT NULL
);
CREATE INDEX fristaendring_moede ON fristaendring (moede_id);
