-- Jobs are leased. "lejer" is who carries the job out now, and "tidligst" is then when the lease ends; "lejenummer" grows by every lease.
ALTER TABLE outbox ADD COLUMN lejer TEXT NULL;
ALTER TABLE outbox ADD COLUMN lejenummer INTEGER NOT NULL DEFAULT 0;
UPDATE outbox SET indhold = '{"attributter":{},"input":' || indhold || '}', forsoeg = 0, tidligst = 0;
-- A job that was given up kept its row beside an incident outside the process; it is tried again as any other now.
DELETE FROM incident WHERE kode = 'gentagne-fejl' AND EXISTS (SELECT 1 FROM outbox o WHERE o.instans_id = incident.instans_id AND o.vent = -incident.nummer);
