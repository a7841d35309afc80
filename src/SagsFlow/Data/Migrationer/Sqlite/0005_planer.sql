-- Tids- og procesplaner: a plan is read from workflows/procesplaner once, and lives here from then on.
CREATE TABLE procesplan (
    id TEXT NOT NULL PRIMARY KEY,
    titel TEXT NOT NULL,
    aar INTEGER NOT NULL,
    ankernavn TEXT NULL,
    anker TEXT NULL,
    indhold TEXT NOT NULL,
    kopi_af TEXT NULL,
    oprettet INTEGER NOT NULL,
    version INTEGER NOT NULL
);
-- The case made from a cell; the key lets it be one at most.
CREATE TABLE plansag (
    plan_id TEXT NOT NULL REFERENCES procesplan (id) DEFERRABLE INITIALLY DEFERRED,
    celle TEXT NOT NULL,
    sag_id TEXT NOT NULL REFERENCES sag (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (plan_id, celle)
);
-- What has become of an occurrence of a recurring case: its draft, made once, or why there is none.
CREATE TABLE aarshjulsforekomst (
    regel TEXT NOT NULL,
    aar INTEGER NOT NULL,
    nr INTEGER NOT NULL,
    aendring TEXT NULL,
    flyttet_til TEXT NULL,
    begrundelse TEXT NULL,
    sag_id TEXT NULL REFERENCES sag (id) DEFERRABLE INITIALLY DEFERRED,
    version INTEGER NOT NULL,
    PRIMARY KEY (regel, aar, nr)
);
