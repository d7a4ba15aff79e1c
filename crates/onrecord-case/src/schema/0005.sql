-- Version 5: smaller again. What is packed in `layers.items`, `readings.evidence`, `gists.gist` and
-- `documents.map`, `.blocks` and `.places` is written by columns, not as JSON, and texts and originals are
-- packed with a dictionary. What older versions
-- wrote there stays as it is and can be read.

-- Rows that are added at the end fill their pages, which those of a table without row ids do not.
CREATE TABLE layers_of_readings (
    reading INTEGER NOT NULL REFERENCES readings (id),
    layer   TEXT    NOT NULL,
    count   INTEGER NOT NULL CHECK (count > 0),
    items   BLOB    NOT NULL, -- packed columns, or a packed JSON array
    sha256  BLOB    NOT NULL CHECK (length(sha256) = 32), -- of the columns, or the JSON
    UNIQUE (reading, layer)
) STRICT;
INSERT INTO layers_of_readings SELECT reading, layer, count, items, sha256 FROM layers ORDER BY reading;
DROP TABLE layers;
ALTER TABLE layers_of_readings RENAME TO layers;

-- The lines that can be searched for, those of a document one after another.
DROP TABLE lines;
CREATE TABLE lines (
    id        INTEGER PRIMARY KEY,
    kind      INTEGER NOT NULL REFERENCES line_kinds (id),
    first_day INTEGER, -- year, month and day in one number: 20091231
    days      INTEGER  -- what the last day's number is more; mostly 0, which takes no room
) STRICT;

-- What of a document matters to the others, and which rows of `lines` are its own: from the first one its
-- statements, then its events, facts and grounds, each in the order of its layer.
DROP TABLE gists;
CREATE TABLE gists (
    document   INTEGER PRIMARY KEY REFERENCES documents (id),
    version    INTEGER NOT NULL,
    first_line INTEGER, -- nothing where it has no lines
    statements INTEGER NOT NULL,
    events     INTEGER NOT NULL,
    facts      INTEGER NOT NULL,
    grounds    INTEGER NOT NULL,
    gist       BLOB    NOT NULL -- packed columns
) STRICT;
CREATE UNIQUE INDEX first_lines ON gists (first_line);

-- Everything is indexed anew when it is needed next.
INSERT INTO line_words (line_words) VALUES ('delete-all');
INSERT INTO document_words (document_words) VALUES ('delete-all');
DELETE FROM derived;
