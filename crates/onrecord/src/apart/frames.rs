//! What goes through the pipes: a length in eight bytes, the lowest first, and so many bytes.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, Read, Write};

/// Writes bytes.
pub(super) fn send_bytes(to: &mut dyn Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)?;
    to.flush()
}

/// Reads bytes; nothing where the other side has ended.
pub(super) fn take_bytes(from: &mut dyn Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match from.read_exact(&mut length) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let length = u64::from_le_bytes(length);
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(bytes))
}

/// Writes a value.
pub(super) fn send(to: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    send_bytes(to, &serde_json::to_vec(value)?)
}

/// Reads a value; nothing where the other side has ended.
pub(super) fn take<T: DeserializeOwned>(from: &mut dyn Read) -> io::Result<Option<T>> {
    let Some(bytes) = take_bytes(from)? else {
        return Ok(None);
    };
    Ok(Some(serde_json::from_slice(&bytes)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_taken_and_an_end_is_told() {
        let mut pipe = Vec::new();
        send_bytes(&mut pipe, b"words").unwrap();
        send(&mut pipe, &vec![1, 2]).unwrap();
        let mut from = pipe.as_slice();
        assert_eq!(take_bytes(&mut from).unwrap().unwrap(), b"words");
        assert_eq!(take::<Vec<i32>>(&mut from).unwrap(), Some(vec![1, 2]));
        assert_eq!(take::<Vec<i32>>(&mut from).unwrap(), None);
        assert!(take_bytes(&mut &pipe[..10]).is_err(), "cut short");
    }
}
