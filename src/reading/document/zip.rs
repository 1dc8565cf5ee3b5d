//! Zip archives, in which office documents are kept.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder};

/// The most bytes that a file in an archive may have. More is an attack or no order: the longest orders have some 10 MB.
const MOST_BYTES: u64 = 256 << 20;

/// The files in an archive.
#[derive(Debug)]
pub(super) struct Package<'a> {
    bytes: &'a [u8],
    entries: BTreeMap<String, (ZipArchiveEntryWayfinder, CompressionMethod)>,
}

impl<'a> Package<'a> {
    /// Finds the files in an archive.
    ///
    /// # Errors
    /// A sentence, when the archive is damaged.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let archive = ZipArchive::from_slice(bytes).map_err(|error| error.to_string())?;
        let mut entries = BTreeMap::new();
        let mut found = archive.entries();
        while let Some(entry) = found.next_entry().map_err(|error| error.to_string())? {
            let name = String::from_utf8_lossy(entry.file_path().as_ref()).trim_start_matches('/').to_owned();
            entries.insert(name, (entry.wayfinder(), entry.compression_method()));
        }
        Ok(Self { bytes, entries })
    }

    /// Whether any file's name begins so.
    pub(super) fn has_below(&self, beginning: &str) -> bool {
        self.entries.keys().any(|name| name.starts_with(beginning))
    }

    /// The text of a file; none when there is no such file.
    ///
    /// # Errors
    /// A sentence, when the file is damaged, too large or no UTF-8.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, String> {
        let Some((wayfinder, method)) = self.entries.get(name) else { return Ok(None) };
        let archive = ZipArchive::from_slice(self.bytes).map_err(|error| error.to_string())?;
        let entry = archive.get_entry(*wayfinder).map_err(|error| error.to_string())?;
        let mut content = Vec::new();
        let read = match *method {
            CompressionMethod::STORE => entry.verifying_reader(entry.data()).take(MOST_BYTES).read_to_end(&mut content),
            CompressionMethod::DEFLATE => {
                let decoder = DeflateDecoder::new(entry.data());
                entry.verifying_reader(decoder).take(MOST_BYTES).read_to_end(&mut content)
            }
            other => return Err(format!("packed by method {other:?}")),
        };
        let read = read.map_err(|error| error.to_string())?;
        if read as u64 == MOST_BYTES {
            return Err(format!("larger than {MOST_BYTES} bytes when unpacked"));
        }
        String::from_utf8(content)
            .map(Some)
            .map_err(|error| format!("not UTF-8 at byte {}", error.utf8_error().valid_up_to()))
    }
}
