//! The original bytes: stored once under their SHA-256, in chunks, so that neither storing nor
//! giving back needs a whole file in memory.

use crate::CaseError;
use crate::packed::{self, Like};
use crate::store::Store;
use onrecord_record::ContentHash;
use sha2::{Digest, Sha256};
use std::io::{Read, Write};

/// Bytes in a chunk.
const CHUNK: usize = 1 << 20;

/// Bytes at the beginning of a chunk that tell whether packing is worth while.
const SAMPLE: usize = 1 << 15;

/// An original as the case knows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Original {
    pub(crate) id: i64,
    pub(crate) sha256: ContentHash,
    /// In bytes.
    pub(crate) size: u64,
}

/// The original with this hash, if the case has it.
pub(crate) fn find(store: &Store, hash: &ContentHash) -> Result<Option<Original>, CaseError> {
    store.first(
        "SELECT id, sha256, size FROM originals WHERE sha256 = ?1",
        [hash.as_bytes()],
        row_to_original,
    )
}

/// All originals, in the order they came.
pub(crate) fn all(store: &Store) -> Result<Vec<Original>, CaseError> {
    store.all(
        "SELECT id, sha256, size FROM originals ORDER BY id",
        (),
        row_to_original,
    )
}

fn row_to_original(row: &rusqlite::Row<'_>) -> rusqlite::Result<Original> {
    Ok(Original {
        id: row.get(0)?,
        sha256: ContentHash::from_bytes(row.get(1)?),
        size: row.get::<_, i64>(2)?.unsigned_abs(),
    })
}

/// Stores what `from` yields, hashing it on the way; tells whether it is new. Bytes the case already
/// has are not stored again. Runs inside the caller's transaction.
pub(crate) fn put(
    store: &Store,
    from: &mut dyn Read,
    file: &str,
) -> Result<(Original, bool), CaseError> {
    store.run("SAVEPOINT original")?;
    let put = put_chunks(store, from, file);
    match &put {
        Ok((_, true)) => store.run("RELEASE original")?,
        Ok(_) => store.run("ROLLBACK TO original; RELEASE original")?,
        Err(_) => {
            // A full disk undoes the whole transaction by itself, and there is nothing to go back to: the
            // first error is the one to tell.
            let _ = store.run("ROLLBACK TO original; RELEASE original");
        }
    }
    put
}

fn put_chunks(
    store: &Store,
    from: &mut dyn Read,
    file: &str,
) -> Result<(Original, bool), CaseError> {
    let id = store
        .first(
            "SELECT coalesce(max(id), 0) + 1 FROM originals",
            (),
            |row| row.get(0),
        )?
        .unwrap_or(1);
    let mut sha256 = Sha256::new();
    let mut size = 0u64;
    let mut chunk = Vec::with_capacity(CHUNK.min(1 << 16));
    for number in 0i64.. {
        chunk.clear();
        Read::take(&mut *from, CHUNK as u64)
            .read_to_end(&mut chunk)
            .map_err(|source| CaseError::Io {
                path: file.into(),
                doing: "reading the file",
                source,
            })?;
        if chunk.is_empty() {
            break;
        }
        sha256.update(&chunk);
        size += chunk.len() as u64;
        let smaller = store.check_io("packing an original", packed_if_smaller(&chunk))?;
        store.execute(
            "INSERT INTO chunks (original, number, bytes, packed) VALUES (?1, ?2, ?3, ?4)",
            (
                id,
                number,
                smaller.as_deref().unwrap_or(&chunk),
                smaller.is_some(),
            ),
        )?;
    }
    let sha256 = ContentHash::from_bytes(sha256.finalize().into());
    if let Some(known) = find(store, &sha256)? {
        return Ok((known, false));
    }
    store.execute(
        "INSERT INTO originals (id, sha256, size) VALUES (?1, ?2, ?3)",
        (
            id,
            sha256.as_bytes(),
            i64::try_from(size).unwrap_or(i64::MAX),
        ),
    )?;
    Ok((Original { id, sha256, size }, true))
}

/// The bytes packed, where that saves a tenth at least: pictures and most PDFs are packed already.
fn packed_if_smaller(bytes: &[u8]) -> std::io::Result<Option<Vec<u8>>> {
    let saves = |packed: &[u8], of: &[u8]| packed.len() < of.len() - of.len() / 10;
    // What is no longer than the sample is packed once.
    if let Some(sample) = bytes.get(..SAMPLE)
        && !saves(&packed::pack(sample, Like::Text)?, sample)
    {
        return Ok(None);
    }
    let packed = packed::pack(bytes, Like::Text)?;
    Ok(saves(&packed, bytes).then_some(packed))
}

/// Hands the original's bytes to `take`, a chunk at a time; tells how many there were. Chunks that
/// are missing are skipped: whoever needs to know compares the hash.
pub(crate) fn for_each_chunk(
    store: &Store,
    original: i64,
    take: &mut dyn FnMut(&[u8]) -> Result<(), CaseError>,
) -> Result<u64, CaseError> {
    let numbers: Vec<i64> = store.all(
        "SELECT number FROM chunks WHERE original = ?1 ORDER BY number",
        [original],
        |row| row.get(0),
    )?;
    let mut size = 0;
    for number in numbers {
        let chunk: Option<(Vec<u8>, bool)> = store.first(
            "SELECT bytes, packed FROM chunks WHERE original = ?1 AND number = ?2",
            (original, number),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let bytes = match chunk {
            // What does not unpack is handed on as it is: it is told by its hash.
            Some((bytes, true)) => packed::unpack_at_most(&bytes, CHUNK as u64).unwrap_or(bytes),
            Some((bytes, false)) => bytes,
            None => Vec::new(),
        };
        size += bytes.len() as u64;
        take(&bytes)?;
    }
    Ok(size)
}

/// Writes the original's bytes to `to`, checking that they are the ones stored.
pub(crate) fn write(
    store: &Store,
    hash: &ContentHash,
    to: &mut dyn Write,
) -> Result<u64, CaseError> {
    let original = find(store, hash)?.ok_or_else(|| CaseError::NotInCase {
        path: store.path.clone(),
        what: format!("original {hash}"),
    })?;
    let mut sha256 = Sha256::new();
    let size = for_each_chunk(store, original.id, &mut |bytes| {
        sha256.update(bytes);
        store.check_io("writing out an original", to.write_all(bytes))
    })?;
    if ContentHash::from_bytes(sha256.finalize().into()) != *hash {
        return Err(store.damaged(
            format!("original {hash}"),
            "its bytes are not those that were stored",
        ));
    }
    Ok(size)
}
