//! Digests over several values, so that none can be changed, moved or left out unseen.

use onrecord_record::ContentHash;
use sha2::{Digest, Sha256};

/// A SHA-256 over values, each preceded by its length, so that no two lists of values are alike.
pub(crate) struct Fingerprint(Sha256);

impl Fingerprint {
    /// Of nothing yet; `what` keeps digests of different things apart.
    pub(crate) fn new(what: &str) -> Self {
        Self(Sha256::new()).text(what)
    }

    pub(crate) fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    pub(crate) fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    pub(crate) fn number(self, number: i64) -> Self {
        self.bytes(&number.to_le_bytes())
    }

    pub(crate) fn finish(self) -> ContentHash {
        ContentHash::from_bytes(self.0.finalize().into())
    }
}
