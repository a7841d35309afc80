-- How far a meeting's minutes have come; indhold is what is published, NULL while nothing is.
CREATE TABLE referat (
    moede_id TEXT NOT NULL PRIMARY KEY REFERENCES moede (id) DEFERRABLE INITIALLY DEFERRED,
    godkendt INTEGER NULL,
    godkendt_af TEXT NULL,
    underskrivere TEXT NOT NULL,
    offentliggjort INTEGER NULL,
    offentliggjort_af TEXT NULL,
    udgave INTEGER NOT NULL,
    indhold TEXT NULL,
    version INTEGER NOT NULL
);
