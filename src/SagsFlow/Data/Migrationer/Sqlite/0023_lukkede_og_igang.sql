-- What is closed, and what runs, is little of all there is; every list asks for it. The open cases’ index holds what their deadlines are told by.
CREATE INDEX dagsordenspunkt_lukket ON dagsordenspunkt (id, moede_id, sag_id) WHERE lukket IS NOT NULL;
CREATE INDEX process_instance_igang ON process_instance (process_id, definition_hash, sag_id, id) WHERE NOT ended;
DROP INDEX forelaeggelse_lukket;
CREATE INDEX forelaeggelse_lukket ON forelaeggelse (sag_id, forum_id) WHERE lukket IS NOT NULL;
DROP INDEX sag_aaben;
CREATE INDEX sag_aaben ON sag (center_id, id, indsendt, lukket, egne_datoer) WHERE afsluttet IS NULL;
CREATE INDEX sag_adgang ON sag (id, center_id, indsendt, lukket, afsluttet, trukket, oprettet_af);
CREATE INDEX sag_egne ON sag (oprettet_af, oprettet, id) WHERE afsluttet IS NULL AND trukket IS NULL;
CREATE INDEX dagsordenspunkt_journalnummer ON dagsordenspunkt (journalnummer);
