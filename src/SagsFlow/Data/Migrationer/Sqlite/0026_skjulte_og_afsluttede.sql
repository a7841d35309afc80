-- Cases that not everybody knows of are drafts or closed: few, and counted instead of all the others.
CREATE INDEX sag_maaske_skjult ON sag (id) WHERE indsendt IS NULL OR lukket IS NOT NULL;
-- A forum's list shows what was finished since its last meeting.
CREATE INDEX bestilling_afsluttet ON bestilling (forum_id, afsluttet);
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('sag', 'sag_maaske_skjult', '1003 1'), ('bestilling', 'bestilling_afsluttet', '97001 13858 1');
