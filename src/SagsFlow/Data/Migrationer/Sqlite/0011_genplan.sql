-- Running cases whose way over the meetings is to be worked out again. Marked in the transaction that changed something, worked off right after;
-- each marking has a name of its own, so that one that comes meanwhile is not lost.
CREATE TABLE genplan (
    sag_id TEXT NOT NULL PRIMARY KEY REFERENCES sag (id) DEFERRABLE INITIALLY DEFERRED,
    maerke TEXT NOT NULL,
    fortael INTEGER NOT NULL,
    forsoeg INTEGER NOT NULL,
    tidligst INTEGER NOT NULL
) WITHOUT ROWID;
-- The forums of a case's last plan, and the meetings it reckons with: tells which cases a changed meeting touches.
CREATE TABLE sagsplan_trin (
    sag_id TEXT NOT NULL REFERENCES sag (id) DEFERRABLE INITIALLY DEFERRED,
    nr INTEGER NOT NULL,
    forum_id TEXT NOT NULL,
    moede_id TEXT NULL,
    dag TEXT NULL,
    PRIMARY KEY (sag_id, nr)
) WITHOUT ROWID;
CREATE INDEX sagsplan_trin_forum ON sagsplan_trin (forum_id, dag);
CREATE INDEX sagsplan_trin_moede ON sagsplan_trin (moede_id);
-- What a case no longer makes by its last plan.
CREATE TABLE ikke_naaet (
    sag_id TEXT NOT NULL REFERENCES sag (id) DEFERRABLE INITIALLY DEFERRED,
    noegle TEXT NOT NULL,
    hvad TEXT NOT NULL,
    forum_id TEXT NULL,
    senest TEXT NOT NULL,
    forventet TEXT NULL,
    fortalt INTEGER NOT NULL,
    PRIMARY KEY (sag_id, noegle)
) WITHOUT ROWID;
-- Cases from before have never been planned.
INSERT INTO genplan (sag_id, maerke, fortael, forsoeg, tidligst) SELECT id, '00000000-0000-0000-0000-000000000000', 0, 0, 0 FROM sag WHERE afsluttet IS NULL;
