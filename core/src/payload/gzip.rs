//! A text compressed as runners read it.
//!
//! The stream is made by `miniz_oxide`; its frame is written here, since the crates that write it too bring 16 KB of tables for
//! a checksum that is taken once.

use crc::{CRC_32_ISO_HDLC, Crc, Table};
use miniz_oxide::deflate::compress_to_vec;

const CHECKSUM: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);

/// As small as the compressor can: what counts is whether it fits.
const BEST: u8 = 9;

/// The header of RFC 1952: deflate, no file's name, no time, so that the same text gives the same bytes; compressed slowly,
/// on a system that is nobody's business.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];

/// Compresses bytes into a gzip file of one member.
pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut file = HEADER.to_vec();
    file.extend(deflate(bytes));
    file.extend(CHECKSUM.checksum(bytes).to_le_bytes());
    // The format counts it in 32 bits; what is made for a field of some kilobytes never comes near.
    let length = u32::try_from(bytes.len()).unwrap_or_default();
    file.extend(length.to_le_bytes());
    file
}

/// The same without the frame.
pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, BEST)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::gzip;

    #[test]
    fn another_program_reads_it_back() {
        for text in ["", "a", &"twice and again ".repeat(9_000)] {
            let file = gzip(text.as_bytes());
            let mut read = String::new();
            GzDecoder::new(file.as_slice()).read_to_string(&mut read).unwrap();
            assert_eq!(read, text);
        }
    }
}
