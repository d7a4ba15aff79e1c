-- Version 4: smaller. Originals may be packed; the index holds kinds and days as numbers.

-- Whether the bytes of a chunk are packed with zstd, which is done where it saves room.
ALTER TABLE chunks ADD COLUMN packed INTEGER NOT NULL DEFAULT 0 CHECK (packed IN (0, 1));

-- The kinds that lines have: `statement indirect denial`, `event conviction happened`, …
CREATE TABLE line_kinds (
    id   INTEGER PRIMARY KEY,
    kind TEXT NOT NULL UNIQUE
) STRICT;

-- The lines that can be searched for. The id holds document, layer and index: see index/lines.rs.
DROP TABLE lines;
CREATE TABLE lines (
    id        INTEGER PRIMARY KEY,
    kind      INTEGER NOT NULL REFERENCES line_kinds (id),
    first_day INTEGER, -- year, month and day in one number: 20091231
    last_day  INTEGER
) STRICT;

-- Everything is indexed anew when it is needed next.
INSERT INTO line_words (line_words) VALUES ('delete-all');
DELETE FROM gists;
