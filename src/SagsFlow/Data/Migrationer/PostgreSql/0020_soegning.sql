-- Texts that can be found, and their words as stems. Made again from the case's and the meeting's rows whenever those change.
CREATE TABLE soegetekst (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    indekskaede TEXT NOT NULL,
    art TEXT NOT NULL,
    sag_id UUID NULL,
    moede_id UUID NULL,
    forelaeggelse_id UUID NULL,
    dagsordenspunkt_id UUID NULL,
    forum_id TEXT NULL,
    center_id TEXT NULL,
    dato TEXT NOT NULL,
    kladde BOOLEAN NOT NULL,
    intern BOOLEAN NOT NULL,
    journalnummer TEXT NULL,
    overskrift TEXT NOT NULL,
    tekst TEXT NOT NULL
);
CREATE INDEX soegetekst_kaede ON soegetekst (indekskaede);
CREATE TABLE soegeord (id BIGINT NOT NULL PRIMARY KEY, ord TSVECTOR NOT NULL);
CREATE INDEX soegeord_ord ON soegeord USING gin (ord);
CREATE TABLE soegeko (kaede TEXT NOT NULL PRIMARY KEY);
INSERT INTO soegeko (kaede) SELECT id FROM chain WHERE id LIKE 'sag:%' OR id LIKE 'moede:%';
