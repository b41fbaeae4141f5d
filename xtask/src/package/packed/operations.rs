//! What stands behind an operation of WebAssembly, and where that is put.

use serde_json::{Map, Value, json};

/// Where numbers of one kind stand together, in the order in which they are packed. Others were tried: in this one, each finds
/// most of what it needs before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// What stands before the first function.
    Head,
    /// What stands behind the last one.
    Tail,
    Calls,
    Addresses,
    WideConstants,
    Constants,
    Loads,
    Stores,
    Tees,
    Sets,
    Gets,
    Globals,
    Alignments,
    Branches,
    Blocks,
    /// What stands behind a rare operation, with its length before it.
    Rest,
    /// The code of each operation.
    Codes,
    /// The variables of each function.
    Locals,
}

/// How many there are.
pub(super) const STREAMS: usize = Stream::Locals as usize + 1;

/// What stands behind an operation.
pub(super) enum Behind {
    Nothing,
    /// A number of a kind.
    Number(Stream),
    /// A place in memory: how it is aligned, and an offset. The natural alignment is left out.
    Place(u8, Stream),
    /// A number of 32 bits, which may be an address.
    Constant,
    /// Something rare: as many numbers.
    Numbers(usize),
    /// Something rare: a count, and as many numbers and one.
    Counted,
    /// Something rare: bytes.
    Bytes(usize),
    /// Something rare: a number that says which operation it is, and what that needs.
    More,
}

/// Blocks begin with one of these.
pub(super) const OPENS: [u8; 3] = [0x02, 0x03, 0x04];
/// They end with this, and so does a function.
pub(super) const CLOSES: u8 = 0x0b;
pub(super) const CONSTANT: u8 = 0x41;
/// No operation of WebAssembly: it stands for a constant that is an address.
pub(super) const ADDRESS: u8 = 0x27;
/// Lies between the code of an operation on memory and a code that is no operation: it stands for the same one when it is
/// not aligned naturally.
pub(super) const UNALIGNED: u8 = 0xb0;

/// Of operations 0x28 to 0x3e.
const NATURAL: [u8; 23] = [2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 2, 3, 0, 1, 0, 1, 2];
const FIRST_LOAD: u8 = 0x28;
const FIRST_STORE: u8 = 0x36;
const LAST_STORE: u8 = 0x3e;

/// What stands behind an operation; nothing for one that rustc does not write.
pub(super) fn behind(code: u8) -> Option<Behind> {
    Some(match code {
        0x02..=0x04 => Behind::Number(Stream::Blocks),
        0x0c | 0x0d => Behind::Number(Stream::Branches),
        0x0e => Behind::Counted,
        0x10 => Behind::Number(Stream::Calls),
        0x11 => Behind::Numbers(2),
        0x20 => Behind::Number(Stream::Gets),
        0x21 => Behind::Number(Stream::Sets),
        0x22 => Behind::Number(Stream::Tees),
        0x23 | 0x24 => Behind::Number(Stream::Globals),
        0x25 | 0x26 | 0x3f | 0x40 | 0xd0 | 0xd2 => Behind::Numbers(1),
        FIRST_LOAD..=LAST_STORE => {
            let natural = NATURAL.get(usize::from(code - FIRST_LOAD))?;
            Behind::Place(*natural, if code < FIRST_STORE { Stream::Loads } else { Stream::Stores })
        }
        CONSTANT => Behind::Constant,
        0x42 => Behind::Number(Stream::WideConstants),
        0x43 => Behind::Bytes(4),
        0x44 => Behind::Bytes(8),
        0x00 | 0x01 | 0x05 | CLOSES | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => Behind::Nothing,
        0xfc => Behind::More,
        _ => return None,
    })
}

/// How many numbers an operation of two codes has behind it.
pub(super) fn more(second: u64) -> Option<usize> {
    Some(match second {
        0..=7 => 0,
        8 | 10 | 12 | 14 => 2,
        9 | 11 | 13 | 15..=17 => 1,
        _ => return None,
    })
}

/// What each packed code stands for: its bytes, and the streams from which its numbers come. One that is not here stands for
/// itself alone.
pub(super) fn codes() -> Value {
    let mut codes = Map::new();
    let mut add = |code: u8, is: &[u8], of: &[Stream]| {
        let of: Vec<_> = of.iter().map(|stream| *stream as usize).collect();
        codes.insert(code.to_string(), json!([is, of]));
    };
    for code in 0..=u8::MAX {
        match behind(code) {
            None | Some(Behind::Nothing) => {}
            Some(Behind::Number(stream)) => add(code, &[code], &[stream]),
            Some(Behind::Place(natural, stream)) => {
                add(code, &[code, natural], &[stream]);
                add(code + UNALIGNED, &[code], &[Stream::Alignments, stream]);
            }
            Some(Behind::Constant) => {
                add(code, &[code], &[Stream::Constants]);
                add(ADDRESS, &[code], &[Stream::Addresses]);
            }
            Some(Behind::Numbers(_) | Behind::Counted | Behind::Bytes(_) | Behind::More) => {
                add(code, &[code], &[Stream::Rest]);
            }
        }
    }
    Value::Object(codes)
}
