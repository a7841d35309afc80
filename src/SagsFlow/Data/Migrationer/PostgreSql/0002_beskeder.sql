-- What running processes wait for from each other. The id tells who has waited longest; the row is gone when what it waits for is delivered.
CREATE TABLE subscription (
    instans_id uuid NOT NULL,
    vent bigint NOT NULL,
    id uuid NOT NULL,
    node TEXT NOT NULL,
    art TEXT NOT NULL,
    navn TEXT NOT NULL,
    noegle TEXT NULL,
    PRIMARY KEY (instans_id, vent)
);
CREATE INDEX subscription_navn ON subscription (art, navn, noegle, id);
-- Messages that nobody has taken yet. From a process: which instance, in which of its steps, and of which case; from outside: the case given, if any.
CREATE TABLE message (
    id uuid NOT NULL PRIMARY KEY,
    navn TEXT NOT NULL,
    noegle TEXT NULL,
    indhold TEXT NOT NULL,
    oprettet bigint NOT NULL,
    udloeber bigint NOT NULL,
    sag_id uuid NULL,
    center_id TEXT NULL,
    instans_id uuid NULL,
    revision integer NULL
);
CREATE INDEX message_navn ON message (navn, noegle, id);
CREATE INDEX message_udloeber ON message (udloeber);
CREATE INDEX message_instans ON message (instans_id);
