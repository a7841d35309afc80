-- Texts that can be found, and their words as stems. Made again from the case's and the meeting's rows whenever those change.
CREATE TABLE soegetekst (
    id INTEGER NOT NULL PRIMARY KEY,
    indekskaede TEXT NOT NULL,
    art TEXT NOT NULL,
    sag_id TEXT NULL,
    moede_id TEXT NULL,
    forelaeggelse_id TEXT NULL,
    dagsordenspunkt_id TEXT NULL,
    forum_id TEXT NULL,
    center_id TEXT NULL,
    dato TEXT NOT NULL,
    kladde INTEGER NOT NULL,
    intern INTEGER NOT NULL,
    journalnummer TEXT NULL,
    overskrift TEXT NOT NULL,
    tekst TEXT NOT NULL
);
CREATE INDEX soegetekst_kaede ON soegetekst (indekskaede);
CREATE VIRTUAL TABLE soegeord USING fts5 (overskrift, tekst, tokenize = "unicode61 remove_diacritics 0");
CREATE TABLE soegeko (kaede TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
INSERT INTO soegeko (kaede) SELECT id FROM chain WHERE id LIKE 'sag:%' OR id LIKE 'moede:%';
