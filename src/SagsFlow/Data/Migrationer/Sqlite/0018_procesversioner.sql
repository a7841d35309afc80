-- Who published a version on the page, and why; null for one that came from a file.
ALTER TABLE process_definition ADD COLUMN udgivet_af TEXT NULL;
ALTER TABLE process_definition ADD COLUMN note TEXT NULL;
-- The version that new cases use. "fil_hash" is what the process's file held when it was last read (null: there is no file): while it holds the
-- same, what was published on the page goes on; a file that has been changed since comes before it.
CREATE TABLE process_gaeldende (
    process_id TEXT NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL REFERENCES process_definition (hash),
    fil_hash TEXT NULL
);
