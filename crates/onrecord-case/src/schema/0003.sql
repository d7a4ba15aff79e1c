-- Version 3: the words of a reading in one piece, the log of everything done, the index for searching.

-- Packed JSON: the words that the lines rest on, each range once, in the text's order, as
-- [first byte, end byte, first code point, end code point, words]. The program moves the rows of
-- `evidence` here and then drops that table.
ALTER TABLE readings ADD COLUMN evidence BLOB NOT NULL DEFAULT x'';

-- Everything that was done to the case, in order. The hash of each entry covers the one before it, so
-- that none can be changed, put in or taken out unseen.
CREATE TABLE log (
    number  INTEGER PRIMARY KEY CHECK (number > 0), -- from 1, without gaps
    at      INTEGER NOT NULL,                       -- seconds since 1970-01-01T00:00:00Z
    who     TEXT    NOT NULL,
    program TEXT    NOT NULL,                       -- name and version
    action  TEXT    NOT NULL,
    details BLOB    NOT NULL CHECK (length(details) = 32), -- SHA-256 of salt and details
    hash    BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- What an entry of the log says besides. Kept apart from the chain, so that the words of a paper that
-- has to go can go without breaking it; the salt keeps them from being guessed from their hash.
CREATE TABLE log_details (
    number  INTEGER PRIMARY KEY REFERENCES log (number),
    salt    BLOB NOT NULL CHECK (length(salt) = 16),
    details TEXT NOT NULL -- JSON
) STRICT;

-- What follows can be made again from the texts and readings at any time.

-- What of a document matters to the others, packed JSON, and in which version it was made.
CREATE TABLE gists (
    document INTEGER PRIMARY KEY REFERENCES documents (id),
    version  INTEGER NOT NULL,
    gist     BLOB    NOT NULL
) STRICT;

-- The lines that can be searched for. The id holds document, layer and index: see index.rs.
CREATE TABLE lines (
    id        INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL, -- `indirect`, `conviction`, `age`, `recantation`, …
    first_day TEXT,          -- ISO 8601
    last_day  TEXT
) STRICT;

CREATE VIRTUAL TABLE document_words USING fts5 (
    title, words,
    content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

CREATE VIRTUAL TABLE line_words USING fts5 (
    words, speaker, about,
    content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

-- What was worked out over all documents, and for which state of the case it holds.
CREATE TABLE derived (
    name  TEXT PRIMARY KEY,
    state BLOB NOT NULL,
    value BLOB NOT NULL -- packed JSON
) STRICT;
