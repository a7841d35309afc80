-- Lists and counts look at a few short columns of many rows, which lie behind the cases' long texts; these indexes hold all that is looked at.
CREATE INDEX sag_liste ON sag (oprettet, id, center_id, indsendt, afsluttet, trukket, oprettet_af, lukket, titel, journalnummer);
CREATE INDEX sag_aaben ON sag (center_id, id) WHERE afsluttet IS NULL;
CREATE INDEX forelaeggelse_liste ON forelaeggelse (sag_id, lukket, forum_id, tilstand, udsat);
CREATE INDEX forelaeggelse_lukket ON forelaeggelse (sag_id) WHERE lukket IS NOT NULL;
CREATE INDEX forelaeggelse_ikke_behandlet ON forelaeggelse (tilstand, behandling) WHERE tilstand IN ('planlagt', 'klar');
CREATE INDEX bestilling_aaben ON bestilling (frist) WHERE afsluttet IS NULL AND trukket IS NULL;
CREATE INDEX bestilling_moede ON bestilling (moede_id);
CREATE INDEX opgave_sag_aaben ON opgave (sag_id, tildelt_til) WHERE afsluttet IS NULL;
DROP INDEX forelaeggelse_sag;
