-- How far a meeting's minutes have come; indhold is what is published, NULL while nothing is.
CREATE TABLE referat (
    moede_id uuid NOT NULL PRIMARY KEY REFERENCES moede (id) DEFERRABLE INITIALLY DEFERRED,
    godkendt bigint NULL,
    godkendt_af TEXT NULL,
    underskrivere TEXT NOT NULL,
    offentliggjort bigint NULL,
    offentliggjort_af TEXT NULL,
    udgave integer NOT NULL,
    indhold TEXT NULL,
    version integer NOT NULL
);
