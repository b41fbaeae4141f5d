//! A module taken apart, so that numbers of one kind stand together.

use std::ops::Range;

use super::super::names::written;
use super::operations::{self, ADDRESS, Behind, CLOSES, CONSTANT, OPENS, STREAMS, Stream, UNALIGNED};
use crate::failure::Failure;

/// The bytes before the first section.
const PREAMBLE: usize = 8;
/// The section where functions are.
const CODE: u8 = 10;
/// Data lies behind the stack: what points there is an address.
const ADDRESSES: Range<i64> = 1 << 20..1 << 21;

/// What a module consists of, by kind. All of it is there, but for what can be known: how long functions are, and how memory is
/// aligned as a rule.
pub(super) fn separated(module: &[u8]) -> Result<Vec<Vec<u8>>, Failure> {
    let mut streams = Streams(vec![Vec::new(); STREAMS]);
    let mut reader = Reader { rest: module };
    reader.take(PREAMBLE)?;
    loop {
        let section = reader.byte()?;
        let (size, _) = reader.number()?;
        if section == CODE {
            break;
        }
        reader.take(length(size)?)?;
    }
    let (functions, _) = reader.number()?;
    let head = module.len() - reader.rest.len();
    streams.put(Stream::Head, module.get(..head).unwrap_or_default());
    for _ in 0..functions {
        let (size, _) = reader.number()?;
        function(reader.take(length(size)?)?, &mut streams)?;
    }
    streams.put(Stream::Tail, reader.rest);
    Ok(streams.0)
}

struct Streams(Vec<Vec<u8>>);

impl Streams {
    fn put(&mut self, stream: Stream, bytes: &[u8]) {
        if let Some(stream) = self.0.get_mut(stream as usize) {
            stream.extend_from_slice(bytes);
        }
    }
}

fn function(body: &[u8], streams: &mut Streams) -> Result<(), Failure> {
    let mut reader = Reader { rest: body };
    let (groups, _) = reader.number()?;
    for _ in 0..2 * groups {
        reader.number()?;
    }
    streams.put(Stream::Locals, reader.since(body));
    let mut depth = 0;
    while depth >= 0 {
        let code = reader.byte()?;
        depth += i32::from(OPENS.contains(&code)) - i32::from(code == CLOSES);
        let from = reader.rest;
        let behind = operations::behind(code).ok_or_else(|| unknown(u64::from(code)))?;
        let code = match behind {
            Behind::Nothing => code,
            Behind::Number(stream) => {
                let (_, bytes) = reader.number()?;
                streams.put(stream, bytes);
                code
            }
            Behind::Place(natural, stream) => {
                let (alignment, bytes) = reader.number()?;
                let is_natural = alignment == u64::from(natural);
                if !is_natural {
                    streams.put(Stream::Alignments, bytes);
                }
                let (_, bytes) = reader.number()?;
                streams.put(stream, bytes);
                if is_natural { code } else { code + UNALIGNED }
            }
            Behind::Constant => {
                let (number, bytes) = reader.number()?;
                let is_address = ADDRESSES.contains(&signed(number, bytes.len()));
                streams.put(if is_address { Stream::Addresses } else { Stream::Constants }, bytes);
                if is_address { ADDRESS } else { CONSTANT }
            }
            Behind::Numbers(_) | Behind::Counted | Behind::Bytes(_) | Behind::More => {
                reader.skip_rare(&behind)?;
                let bytes = reader.since(from);
                streams.put(Stream::Rest, &written(bytes.len()));
                streams.put(Stream::Rest, bytes);
                code
            }
        };
        streams.put(Stream::Codes, &[code]);
    }
    if reader.rest.is_empty() { Ok(()) } else { Err(cut()) }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Failure> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or_else(cut)?;
        self.rest = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Failure> {
        self.take(1)?.first().copied().ok_or_else(cut)
    }

    /// A number, and the bytes in which it is written.
    fn number(&mut self) -> Result<(u64, &'a [u8]), Failure> {
        let length = self.rest.iter().position(|byte| *byte < 0x80).ok_or_else(cut)? + 1;
        let bytes = self.take(length)?;
        let number = bytes.iter().rev().fold(0, |number: u64, byte| number << 7 | u64::from(byte & 0x7f));
        Ok((number, bytes))
    }

    fn skip_rare(&mut self, behind: &Behind) -> Result<(), Failure> {
        let numbers = match behind {
            Behind::Numbers(count) => *count,
            Behind::Counted => length(self.number()?.0)? + 1,
            Behind::Bytes(count) => return self.take(*count).map(drop),
            Behind::More => {
                let (second, _) = self.number()?;
                operations::more(second).ok_or_else(|| unknown(second))?
            }
            Behind::Nothing | Behind::Number(_) | Behind::Place(..) | Behind::Constant => 0,
        };
        (0..numbers).try_for_each(|_| self.number().map(drop))
    }

    /// What was read since.
    fn since(&self, from: &'a [u8]) -> &'a [u8] {
        from.get(..from.len() - self.rest.len()).unwrap_or_default()
    }
}

/// A number of seven bits for each byte, the highest of which is its sign.
fn signed(number: u64, bytes: usize) -> i64 {
    let free = 64 - 7 * u32::try_from(bytes).unwrap_or(9).min(9);
    (number.cast_signed() << free) >> free
}

fn length(number: u64) -> Result<usize, Failure> {
    usize::try_from(number).map_err(|_| cut())
}

fn cut() -> Failure {
    Failure::new("the element's module is not whole: run `cargo xtask build` again")
}

fn unknown(code: u64) -> Failure {
    Failure::new(format!(
        "the element's module has the operation 0x{code:02x}: say in xtask/src/package/packed/operations.rs what stands behind it"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module without sections but one: functions.
    fn module(functions: &[&[u8]]) -> Vec<u8> {
        let mut code = written(functions.len());
        for body in functions {
            code.extend(written(body.len()));
            code.extend_from_slice(body);
        }
        [b"\0asm\x01\0\0\0\x0a".as_slice(), &written(code.len()), &code, b"tail"].concat()
    }

    fn of(streams: &[Vec<u8>], stream: Stream) -> &[u8] {
        streams.get(stream as usize).map_or(&[], Vec::as_slice)
    }

    #[test]
    fn numbers_of_one_kind_stand_together() {
        // Two variables; an address is stored unaligned, within a block.
        let body = [1, 2, 0x7f, 0x02, 0x40, 0x20, 1, 0x41, 0x84, 0x80, 0xc0, 0, 0x36, 0, 8, 0x41, 5, 0x1a, 0x0b, 0x0b];
        let Ok(streams) = separated(&module(&[&body, &[0, 0x0b]])) else { panic!("it is a module") };
        assert_eq!(of(&streams, Stream::Tail), b"tail");
        assert_eq!(of(&streams, Stream::Locals), [1, 2, 0x7f, 0]);
        assert_eq!(of(&streams, Stream::Codes), [0x02, 0x20, ADDRESS, 0x36 + UNALIGNED, 0x41, 0x1a, 0x0b, 0x0b, 0x0b]);
        assert_eq!(of(&streams, Stream::Addresses), [0x84, 0x80, 0xc0, 0]);
        assert_eq!(of(&streams, Stream::Constants), [5]);
        assert_eq!((of(&streams, Stream::Alignments), of(&streams, Stream::Stores)), ([0].as_slice(), [8].as_slice()));
    }

    #[test]
    fn what_is_rare_keeps_its_length() {
        // br_table of two, call_indirect, memory.copy.
        let body = [0, 0x0e, 2, 0, 1, 0, 0x11, 3, 0, 0xfc, 10, 0, 0, 0x0b];
        let Ok(streams) = separated(&module(&[&body])) else { panic!("it is a module") };
        assert_eq!(of(&streams, Stream::Rest), [4, 2, 0, 1, 0, 2, 3, 0, 3, 10, 0, 0]);
    }

    #[test]
    fn what_is_not_known_or_not_whole_is_said() {
        let said =
            |body: &[u8]| separated(&module(&[body])).err().map(|failure| failure.to_string()).unwrap_or_default();
        assert!(said(&[0, 0xfb, 0, 0x0b]).contains("0xfb"));
        assert!(said(&[0, 0x0b, 0x01]).contains("not whole"));
        assert!(said(&[0, 0x41, 0x80]).contains("not whole"));
        assert!(separated(b"\0asm").is_err());
    }
}
