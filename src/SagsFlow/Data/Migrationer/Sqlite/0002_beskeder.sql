-- What running processes wait for from each other. The id tells who has waited longest; the row is gone when what it waits for is delivered.
CREATE TABLE subscription (
    instans_id TEXT NOT NULL,
    vent INTEGER NOT NULL,
    id TEXT NOT NULL,
    node TEXT NOT NULL,
    art TEXT NOT NULL,
    navn TEXT NOT NULL,
    noegle TEXT NULL,
    PRIMARY KEY (instans_id, vent)
) WITHOUT ROWID;
CREATE INDEX subscription_navn ON subscription (art, navn, noegle, id);
-- Messages that nobody has taken yet. From a process: which instance, in which of its steps, and of which case; from outside: the case given, if any.
CREATE TABLE message (
    id TEXT NOT NULL PRIMARY KEY,
    navn TEXT NOT NULL,
    noegle TEXT NULL,
    indhold TEXT NOT NULL,
    oprettet INTEGER NOT NULL,
    udloeber INTEGER NOT NULL,
    sag_id TEXT NULL,
    center_id TEXT NULL,
    instans_id TEXT NULL,
    revision INTEGER NULL
) WITHOUT ROWID;
CREATE INDEX message_navn ON message (navn, noegle, id);
CREATE INDEX message_udloeber ON message (udloeber);
CREATE INDEX message_instans ON message (instans_id);
