-- What the public is told of a closed item's decision, and who may not sign in, since when and why.
ALTER TABLE beslutning ADD COLUMN offentlig_beslutning TEXT NULL;
ALTER TABLE beslutningsrettelse ADD COLUMN offentlig_beslutning TEXT NULL;
ALTER TABLE bruger ADD COLUMN spaerret bigint NULL;
ALTER TABLE bruger ADD COLUMN spaerret_grund TEXT NULL;
ALTER TABLE bruger ADD COLUMN version integer NOT NULL DEFAULT 1;
