//! Oxigraph's serialisers write a carriage return into XML as it is, and every parser reads a line feed there (XML 1.0, §2.11).

use std::io::{self, Write};

/// Writes XML on to another writer, with each carriage return as a character reference.
pub(super) struct CarriageReturns<W>(pub(super) W);

impl<W: Write> Write for CarriageReturns<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for (place, part) in bytes.split(|byte| *byte == b'\r').enumerate() {
            if place > 0 {
                self.0.write_all(b"&#xD;")?;
            }
            self.0.write_all(part)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
