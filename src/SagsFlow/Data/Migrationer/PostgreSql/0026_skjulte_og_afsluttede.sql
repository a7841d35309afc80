-- Cases that not everybody knows of are drafts or closed: few, and counted instead of all the others.
CREATE INDEX sag_maaske_skjult ON sag (id) WHERE indsendt IS NULL OR lukket IS NOT NULL;
-- A forum's list shows what was finished since its last meeting.
CREATE INDEX bestilling_afsluttet ON bestilling (forum_id, afsluttet);
