-- Version 2: where a text stands on paper, and the original of what could not be read.

-- Packed JSON: pages, printed lines, numbered paragraphs, boxes. Nothing where nothing is known.
ALTER TABLE documents ADD COLUMN places BLOB;

-- SHA-256 of the original, where its bytes are kept.
ALTER TABLE unread ADD COLUMN original BLOB CHECK (original IS NULL OR length(original) = 32);
