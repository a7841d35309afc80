-- The engine's side: definitions, instances, what they wait for, and the record of every command.
CREATE TABLE process_definition (
    hash TEXT NOT NULL PRIMARY KEY,
    process_id TEXT NOT NULL,
    version_nr integer NOT NULL,
    fil TEXT NOT NULL,
    xml bytea NOT NULL,
    indlaest bigint NOT NULL,
    UNIQUE (process_id, version_nr)
);
CREATE TABLE process_instance (
    id uuid NOT NULL PRIMARY KEY,
    process_id TEXT NOT NULL,
    definition_hash TEXT NOT NULL REFERENCES process_definition (hash) DEFERRABLE INITIALLY DEFERRED,
    sag_id uuid NOT NULL,
    center_id TEXT NOT NULL,
    parent_id uuid NULL,
    parent_wait bigint NULL,
    revision integer NOT NULL,
    state bytea NOT NULL,
    ended boolean NOT NULL,
    oprettet bigint NOT NULL
);
CREATE INDEX process_instance_sag ON process_instance (sag_id);
CREATE INDEX process_instance_parent ON process_instance (parent_id, parent_wait);
CREATE TABLE timer (
    instans_id uuid NOT NULL,
    vent bigint NOT NULL,
    node TEXT NOT NULL,
    forfald bigint NOT NULL,
    regel TEXT NOT NULL,
    fakta TEXT NOT NULL,
    forsoeg integer NOT NULL DEFAULT 0,
    tidligst bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (instans_id, vent)
);
CREATE INDEX timer_forfald ON timer (forfald, instans_id, vent);
CREATE TABLE outbox (
    instans_id uuid NOT NULL,
    vent bigint NOT NULL,
    node TEXT NOT NULL,
    emne TEXT NOT NULL,
    indhold TEXT NOT NULL,
    oprettet bigint NOT NULL,
    forsoeg integer NOT NULL DEFAULT 0,
    tidligst bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (instans_id, vent)
);
CREATE INDEX outbox_oprettet ON outbox (oprettet, instans_id, vent);
CREATE TABLE incident (
    instans_id uuid NOT NULL,
    nummer bigint NOT NULL,
    node TEXT NOT NULL,
    kode TEXT NOT NULL,
    tekst TEXT NOT NULL,
    oprettet bigint NOT NULL,
    loest bigint NULL,
    PRIMARY KEY (instans_id, nummer)
);
CREATE TABLE command (
    aktoer TEXT NOT NULL,
    noegle TEXT NOT NULL,
    indhold_hash TEXT NOT NULL,
    svar TEXT NOT NULL,
    tid bigint NOT NULL,
    PRIMARY KEY (aktoer, noegle)
);
CREATE TABLE chain (
    id TEXT NOT NULL PRIMARY KEY,
    nr bigint NOT NULL,
    hash TEXT NOT NULL
);
-- Append-only. Text, reason and content may be erased when the law says so: the hash covers their hash, not themselves.
CREATE TABLE historik (
    kaede TEXT NOT NULL,
    nr bigint NOT NULL,
    art TEXT NOT NULL,
    tid bigint NOT NULL,
    aktoer TEXT NOT NULL,
    tekst TEXT NOT NULL,
    begrundelse TEXT NULL,
    forelaeggelse_id uuid NULL,
    dagsordenspunkt_id uuid NULL,
    indhold TEXT NULL,
    indhold_hash TEXT NOT NULL,
    forrige TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (kaede, nr)
);
CREATE FUNCTION historik_kun_tilfoej() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'historik er kun til at tilføje til'; END $$;
CREATE TRIGGER historik_kun_tilfoej BEFORE DELETE ON historik FOR EACH ROW EXECUTE FUNCTION historik_kun_tilfoej();
CREATE TRIGGER historik_uforanderlig BEFORE UPDATE OF kaede, nr, art, tid, aktoer, forelaeggelse_id, dagsordenspunkt_id, indhold_hash, forrige, hash ON historik
FOR EACH ROW EXECUTE FUNCTION historik_kun_tilfoej();
CREATE TABLE egenskab (
    navn TEXT NOT NULL PRIMARY KEY,
    vaerdi TEXT NOT NULL
);

-- The people.
CREATE TABLE bruger (brugernavn TEXT NOT NULL PRIMARY KEY, navn TEXT NOT NULL, email TEXT NULL);
CREATE TABLE rolletildeling (
    id uuid NOT NULL PRIMARY KEY,
    brugernavn TEXT NOT NULL REFERENCES bruger (brugernavn) DEFERRABLE INITIALLY DEFERRED,
    rolle TEXT NOT NULL,
    enhed TEXT NULL,
    gyldig_fra TEXT NULL,
    gyldig_til TEXT NULL
);
CREATE INDEX rolletildeling_bruger ON rolletildeling (brugernavn);
CREATE TABLE stedfortraeder (
    id uuid NOT NULL PRIMARY KEY,
    "for" TEXT NOT NULL REFERENCES bruger (brugernavn) DEFERRABLE INITIALLY DEFERRED,
    brugernavn TEXT NOT NULL REFERENCES bruger (brugernavn) DEFERRABLE INITIALLY DEFERRED,
    fra TEXT NOT NULL,
    til TEXT NOT NULL
);
CREATE TABLE api_noegle (hash TEXT NOT NULL PRIMARY KEY, brugernavn TEXT NOT NULL REFERENCES bruger (brugernavn) DEFERRABLE INITIALLY DEFERRED, oprettet bigint NOT NULL);
CREATE TABLE besked (
    id uuid NOT NULL PRIMARY KEY,
    brugernavn TEXT NOT NULL,
    sag_id uuid NULL,
    forelaeggelse_id uuid NULL,
    tekst TEXT NOT NULL,
    tid bigint NOT NULL
);
CREATE INDEX besked_bruger ON besked (brugernavn, tid);

-- Cases and their text. References are checked at commit, since one transaction may store rows in any order.
CREATE TABLE sag (
    id uuid NOT NULL PRIMARY KEY,
    journalnummer TEXT NULL,
    titel TEXT NOT NULL,
    center_id TEXT NOT NULL,
    sagstype TEXT NOT NULL,
    maerke TEXT NULL,
    workflow TEXT NOT NULL,
    instans_id uuid NOT NULL,
    oprettet_af TEXT NOT NULL,
    oprettet bigint NOT NULL,
    indhold TEXT NOT NULL,
    afsnit_versioner TEXT NOT NULL,
    lukket TEXT NULL,
    egne_datoer TEXT NOT NULL,
    oensket_moede TEXT NULL,
    sidste_version integer NOT NULL,
    godkendt_version integer NULL,
    indsendt bigint NULL,
    afsluttet bigint NULL,
    trukket bigint NULL,
    version integer NOT NULL
);
CREATE INDEX sag_center ON sag (center_id);
CREATE INDEX sag_journalnummer ON sag (journalnummer);
CREATE TABLE sagsversion (
    sag_id uuid NOT NULL REFERENCES sag (id) DEFERRABLE INITIALLY DEFERRED,
    nr integer NOT NULL,
    indhold TEXT NOT NULL,
    tid bigint NOT NULL,
    af TEXT NOT NULL,
    PRIMARY KEY (sag_id, nr)
);
CREATE TABLE bilag (
    id uuid NOT NULL PRIMARY KEY,
    sag_id uuid NOT NULL REFERENCES sag (id) DEFERRABLE INITIALLY DEFERRED,
    navn TEXT NOT NULL,
    raekkefoelge integer NOT NULL,
    intern boolean NOT NULL,
    indholdstype TEXT NULL,
    stoerrelse bigint NULL,
    oprettet bigint NOT NULL
);
CREATE INDEX bilag_sag ON bilag (sag_id);
CREATE TABLE bilagsfil (bilag_id uuid NOT NULL PRIMARY KEY REFERENCES bilag (id) DEFERRABLE INITIALLY DEFERRED, bytes bytea NOT NULL);
CREATE TABLE opgave (
    id uuid NOT NULL PRIMARY KEY,
    sag_id uuid NOT NULL,
    instans_id uuid NULL,
    vent bigint NULL,
    node TEXT NULL,
    navn TEXT NOT NULL,
    rolle TEXT NOT NULL,
    enhed TEXT NULL,
    tildelt_til TEXT NULL,
    forklaring TEXT NULL,
    forelaeggelse_id uuid NULL,
    oprettet bigint NOT NULL,
    frist bigint NULL,
    afsluttet bigint NULL,
    afsluttet_af TEXT NULL,
    udfald TEXT NULL,
    bemaerkning TEXT NULL,
    annulleret boolean NOT NULL,
    version integer NOT NULL
);
CREATE INDEX opgave_sag ON opgave (sag_id);
CREATE INDEX opgave_vent ON opgave (instans_id, vent);
CREATE INDEX opgave_aaben ON opgave (rolle, enhed) WHERE afsluttet IS NULL;

-- The route, the meetings, the decisions and what they ordered.
CREATE TABLE forelaeggelse (
    id uuid NOT NULL PRIMARY KEY,
    sag_id uuid NOT NULL REFERENCES sag (id) DEFERRABLE INITIALLY DEFERRED,
    forum_id TEXT NOT NULL,
    behandling TEXT NOT NULL,
    raekkefoelge integer NOT NULL,
    tilstand TEXT NOT NULL,
    instans_id uuid NULL,
    vent bigint NULL,
    node TEXT NULL,
    indhold TEXT NULL,
    sagsversion_nr integer NULL,
    lukket TEXT NULL,
    oensket_dato TEXT NULL,
    udsat boolean NOT NULL,
    version integer NOT NULL
);
CREATE INDEX forelaeggelse_sag ON forelaeggelse (sag_id);
CREATE INDEX forelaeggelse_klar ON forelaeggelse (forum_id, tilstand);
CREATE TABLE moede (
    id uuid NOT NULL PRIMARY KEY,
    forum_id TEXT NOT NULL,
    start TEXT NOT NULL,
    slut TEXT NULL,
    sted TEXT NOT NULL,
    deltagere TEXT NOT NULL,
    udgave integer NOT NULL,
    udsendt bigint NULL,
    afsluttet bigint NULL,
    aflyst bigint NULL,
    aflyst_begrundelse TEXT NULL,
    version integer NOT NULL
);
CREATE INDEX moede_forum ON moede (forum_id, start);
CREATE INDEX moede_start ON moede (start);
CREATE TABLE dagsordensudgave (
    moede_id uuid NOT NULL REFERENCES moede (id) DEFERRABLE INITIALLY DEFERRED,
    nr integer NOT NULL,
    tid bigint NOT NULL,
    af TEXT NOT NULL,
    punkter TEXT NOT NULL,
    PRIMARY KEY (moede_id, nr)
);
CREATE TABLE dagsordenspunkt (
    id uuid NOT NULL PRIMARY KEY,
    moede_id uuid NOT NULL REFERENCES moede (id) DEFERRABLE INITIALLY DEFERRED,
    forelaeggelse_id uuid NULL REFERENCES forelaeggelse (id) DEFERRABLE INITIALLY DEFERRED,
    sag_id uuid NULL REFERENCES sag (id) DEFERRABLE INITIALLY DEFERRED,
    forrige_punkt_id uuid NULL REFERENCES dagsordenspunkt (id) DEFERRABLE INITIALLY DEFERRED,
    placering integer NOT NULL,
    nr integer NULL,
    indhold TEXT NULL,
    journalnummer TEXT NULL,
    start TEXT NULL,
    slut TEXT NULL,
    gaester TEXT NOT NULL,
    underpunkter TEXT NOT NULL,
    lukket TEXT NULL,
    tillaeg_begrundelse TEXT NULL,
    tilstand TEXT NOT NULL,
    udgaaet_begrundelse TEXT NULL,
    version integer NOT NULL,
    UNIQUE (moede_id, nr)
);
CREATE INDEX dagsordenspunkt_forelaeggelse ON dagsordenspunkt (forelaeggelse_id);
CREATE INDEX dagsordenspunkt_sag ON dagsordenspunkt (sag_id);
CREATE TABLE beslutning (
    id uuid NOT NULL PRIMARY KEY,
    dagsordenspunkt_id uuid NOT NULL UNIQUE REFERENCES dagsordenspunkt (id) DEFERRABLE INITIALLY DEFERRED,
    sag_id uuid NULL REFERENCES sag (id) DEFERRABLE INITIALLY DEFERRED,
    moede_id uuid NOT NULL REFERENCES moede (id) DEFERRABLE INITIALLY DEFERRED,
    forelaeggelse_id uuid NULL REFERENCES forelaeggelse (id) DEFERRABLE INITIALLY DEFERRED,
    forum_id TEXT NOT NULL,
    dato TEXT NOT NULL,
    udfald TEXT NOT NULL,
    tekst TEXT NOT NULL,
    punkter TEXT NOT NULL,
    udskudt_til TEXT NULL,
    ruter TEXT NOT NULL,
    bestillinger TEXT NOT NULL,
    protokol TEXT NOT NULL,
    tilfoejelser TEXT NOT NULL,
    registreret_af TEXT NOT NULL,
    registreret bigint NOT NULL,
    ekspederet bigint NULL,
    ekspederet_af TEXT NULL,
    virkning TEXT NULL,
    version integer NOT NULL
);
CREATE INDEX beslutning_sag ON beslutning (sag_id);
CREATE INDEX beslutning_moede ON beslutning (moede_id);
CREATE INDEX beslutning_forelaeggelse ON beslutning (forelaeggelse_id);
CREATE TABLE beslutningsrettelse (
    beslutning_id uuid NOT NULL REFERENCES beslutning (id) DEFERRABLE INITIALLY DEFERRED,
    version integer NOT NULL,
    udfald TEXT NOT NULL,
    tekst TEXT NOT NULL,
    punkter TEXT NOT NULL,
    udskudt_til TEXT NULL,
    ruter TEXT NOT NULL,
    bestillinger TEXT NOT NULL,
    begrundelse TEXT NOT NULL,
    af TEXT NOT NULL,
    tid bigint NOT NULL,
    sag_id uuid NULL,
    moede_id uuid NOT NULL,
    PRIMARY KEY (beslutning_id, version)
);
CREATE TABLE bestilling (
    id uuid NOT NULL PRIMARY KEY,
    forum_id TEXT NOT NULL,
    sag_id uuid NULL REFERENCES sag (id) DEFERRABLE INITIALLY DEFERRED,
    beslutning_id uuid NULL REFERENCES beslutning (id) DEFERRABLE INITIALLY DEFERRED,
    dagsordenspunkt_id uuid NOT NULL REFERENCES dagsordenspunkt (id) DEFERRABLE INITIALLY DEFERRED,
    moede_id uuid NOT NULL REFERENCES moede (id) DEFERRABLE INITIALLY DEFERRED,
    tekst TEXT NOT NULL,
    ansvarlig TEXT NULL,
    frist TEXT NULL,
    frist_moede_id uuid NULL REFERENCES moede (id) DEFERRABLE INITIALLY DEFERRED,
    oprettet bigint NOT NULL,
    afsluttet bigint NULL,
    trukket bigint NULL,
    tilbagemeldinger TEXT NOT NULL,
    version integer NOT NULL
);
CREATE INDEX bestilling_sag ON bestilling (sag_id);
CREATE INDEX bestilling_beslutning ON bestilling (beslutning_id);
-- What the members of a forum say of an item among themselves; no part of the minutes.
CREATE TABLE kommentar (
    id uuid NOT NULL PRIMARY KEY,
    dagsordenspunkt_id uuid NOT NULL REFERENCES dagsordenspunkt (id) DEFERRABLE INITIALLY DEFERRED,
    sag_id uuid NULL REFERENCES sag (id) DEFERRABLE INITIALLY DEFERRED,
    moede_id uuid NOT NULL REFERENCES moede (id) DEFERRABLE INITIALLY DEFERRED,
    tekst TEXT NOT NULL,
    af TEXT NOT NULL,
    tid bigint NOT NULL
);
CREATE INDEX kommentar_punkt ON kommentar (dagsordenspunkt_id);
