//! A text compressed as runners read it.
//!
//! The stream is made by `miniz_oxide`; its frame is written here, since the crates that write it too bring 16 KB of tables for
//! a checksum that is taken once.

use crc::{CRC_32_ISO_HDLC, Crc, Table};
use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output, create_comp_flags_from_zip_params,
};

const CHECKSUM: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);

/// As small as the compressor can: what counts is whether it fits.
const BEST: i32 = 9;

/// For a long text, with which the best takes several times as long for some percent: a reader types meanwhile.
const HURRIED: i32 = 3;

/// How many bytes a text has that is long.
const LONG: usize = 256 << 10;

/// The header of RFC 1952: deflate, no file's name, no time, so that the same text gives the same bytes; compressed slowly,
/// on a system that is nobody's business.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];

/// Compresses bytes into a gzip file of one member. It gives up once that has more than `most` bytes, and says how many of the
/// others it had read.
pub(super) fn gzip(bytes: &[u8], most: usize) -> Result<Vec<u8>, usize> {
    let mut file = HEADER.to_vec();
    file.extend(deflate(bytes, most)?);
    file.extend(CHECKSUM.checksum(bytes).to_le_bytes());
    // The format counts it in 32 bits; what is made for a field of some kilobytes never comes near.
    let length = u32::try_from(bytes.len()).unwrap_or_default();
    file.extend(length.to_le_bytes());
    Ok(file)
}

/// The same without the frame.
pub(super) fn deflate(bytes: &[u8], most: usize) -> Result<Vec<u8>, usize> {
    let level = if bytes.len() > LONG { HURRIED } else { BEST };
    let mut compressor = CompressorOxide::new(create_comp_flags_from_zip_params(level, 0, 0));
    let mut packed = Vec::new();
    let (status, read) = compress_to_output(&mut compressor, bytes, TDEFLFlush::Finish, |more| {
        packed.extend_from_slice(more);
        packed.len() <= most
    });
    if status == TDEFLStatus::Done && packed.len() <= most { Ok(packed) } else { Err(read) }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::{LONG, gzip};

    #[test]
    fn another_program_reads_it_back() {
        for text in ["", "a", &"twice and again ".repeat(9_000), &"twice and again ".repeat(LONG / 8)] {
            let file = gzip(text.as_bytes(), usize::MAX).unwrap();
            let mut read = String::new();
            GzDecoder::new(file.as_slice()).read_to_string(&mut read).unwrap();
            assert_eq!(read, text);
        }
    }

    #[test]
    fn what_gets_too_large_is_not_read_to_its_end() {
        let text: String = (0..200_000_u32).map(|number| number.wrapping_mul(2_654_435_761).to_string()).collect();
        let read = gzip(text.as_bytes(), 32 << 10).unwrap_err();
        assert!(read < text.len() / 4, "{read} of {}", text.len());
        assert!(gzip(text.as_bytes(), text.len()).is_ok());
    }
}
