-- Version 1 of the case file. A change to the schema is a new file beside this one, never a change here.
--
-- Content is stored once under its SHA-256; every place it was found under is kept apart from it.
-- What is packed is zstd over UTF-8 JSON or text, as said at each column.

CREATE TABLE originals (
    id     INTEGER PRIMARY KEY,
    sha256 BLOB    NOT NULL UNIQUE CHECK (length(sha256) = 32),
    size   INTEGER NOT NULL CHECK (size >= 0) -- bytes
) STRICT;

-- The bytes of an original, cut into pieces of at most 1 MiB. The reference is checked at the end of
-- the transaction, because the hash of a stream is only known after its last piece.
CREATE TABLE chunks (
    id       INTEGER PRIMARY KEY,
    original INTEGER NOT NULL REFERENCES originals (id) DEFERRABLE INITIALLY DEFERRED,
    number   INTEGER NOT NULL CHECK (number >= 0), -- from 0, without gaps
    bytes    BLOB    NOT NULL,
    UNIQUE (original, number)
) STRICT;

-- Where the bytes were found: the same bytes may lie in many places.
CREATE TABLE occurrences (
    id        INTEGER PRIMARY KEY,
    original  INTEGER NOT NULL REFERENCES originals (id),
    path      TEXT    NOT NULL,
    container TEXT    NOT NULL, -- path inside an archive or mailbox; empty for a file of its own
    modified  INTEGER,          -- seconds since 1970-01-01T00:00:00Z, if known
    found     INTEGER,          -- seconds since 1970-01-01T00:00:00Z, if known
    UNIQUE (original, path, container)
) STRICT;

CREATE TABLE documents (
    id             INTEGER PRIMARY KEY,
    original       INTEGER NOT NULL REFERENCES originals (id),
    part           TEXT    NOT NULL, -- empty for the whole original
    format         TEXT    NOT NULL,
    kind           TEXT    NOT NULL,
    reader         TEXT    NOT NULL,
    reader_version INTEGER NOT NULL,
    text_sha256    BLOB    NOT NULL CHECK (length(text_sha256) = 32), -- of the text, not of the packed bytes
    text           BLOB    NOT NULL, -- packed UTF-8
    map            BLOB    NOT NULL, -- packed JSON: from the text back to the original's bytes
    blocks         BLOB    NOT NULL, -- packed JSON: the text's layout
    metadata       TEXT    NOT NULL, -- JSON: what the document says of itself
    warnings       TEXT    NOT NULL, -- JSON
    digest         BLOB    NOT NULL CHECK (length(digest) = 32), -- of all of the above
    UNIQUE (original, part)
) STRICT;

CREATE TABLE readings (
    id             INTEGER PRIMARY KEY,
    document       INTEGER NOT NULL REFERENCES documents (id),
    engine         TEXT    NOT NULL,
    engine_version INTEGER NOT NULL,
    notes          TEXT    NOT NULL, -- JSON
    digest         BLOB    NOT NULL CHECK (length(digest) = 32), -- of this row, its layers and its evidence
    UNIQUE (document, engine, engine_version)
) STRICT;

-- The items of one layer of a reading, in their order: a line of the case is an item of a layer.
-- A layer without items has no row.
CREATE TABLE layers (
    reading INTEGER NOT NULL REFERENCES readings (id),
    layer   TEXT    NOT NULL,
    count   INTEGER NOT NULL CHECK (count > 0),
    items   BLOB    NOT NULL, -- packed JSON array
    sha256  BLOB    NOT NULL CHECK (length(sha256) = 32), -- of the JSON
    PRIMARY KEY (reading, layer)
) STRICT, WITHOUT ROWID;

-- The words that the lines of a reading rest on, each range once, however many lines rest on it.
CREATE TABLE evidence (
    reading          INTEGER NOT NULL REFERENCES readings (id),
    first_byte       INTEGER NOT NULL,
    end_byte         INTEGER NOT NULL, -- one past the last
    first_code_point INTEGER NOT NULL,
    end_code_point   INTEGER NOT NULL, -- one past the last
    words            TEXT    NOT NULL,
    PRIMARY KEY (reading, first_byte, end_byte)
) STRICT, WITHOUT ROWID;

-- What could not be read, and why.
CREATE TABLE unread (
    id     INTEGER PRIMARY KEY,
    path   TEXT    NOT NULL UNIQUE,
    reason TEXT    NOT NULL,
    found  INTEGER -- seconds since 1970-01-01T00:00:00Z, if known
) STRICT;
