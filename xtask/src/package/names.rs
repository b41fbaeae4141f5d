//! Short names for what a module asks of the glue around it: nobody else reads them, and in each there is a hash.

use std::path::Path;

use crate::failure::Failure;
use crate::files;

/// The section of imports.
const IMPORTS: u8 = 2;
/// The bytes before the first section.
const PREAMBLE: usize = 8;
/// What every name begins with: so does no other text.
const BEGINNING: &str = "__wb";

/// Long names, each with what stands for it.
type Names = Vec<(String, String)>;

/// Shortens them in a module and in its glue.
pub(super) fn shorten(module: &Path, glue: &Path) -> Result<(), Failure> {
    let (bytes, mut names) = shortened(&files::read(module)?).ok_or_else(|| {
        Failure::new(format!("cannot read the imports of {}: run `cargo xtask build` again", module.display()))
    })?;
    // One can begin another.
    names.sort_by_key(|(long, _)| std::cmp::Reverse(long.len()));
    let mut text = files::read_text(glue)?;
    for (long, short) in names {
        // The glue gives each as a property of an object.
        let (from, to) = (format!(" {long}: "), format!(" {short}: "));
        if text.matches(&from).count() != 1 {
            return Err(Failure::new(format!("{} does not have `{long}` once, as an import", glue.display())));
        }
        text = text.replacen(&from, &to, 1);
    }
    files::write(module, bytes)?;
    files::write(glue, text)
}

/// A module with short names, and which they are. Nothing when it is no module.
fn shortened(module: &[u8]) -> Option<(Vec<u8>, Names)> {
    let (preamble, mut rest) = module.split_at_checked(PREAMBLE)?;
    let (mut bytes, mut names) = (preamble.to_vec(), Names::new());
    while let Some((section, behind)) = rest.split_first() {
        let (size, behind) = number(behind)?;
        let (content, behind) = behind.split_at_checked(size)?;
        rest = behind;
        let content = if *section == IMPORTS { imports(content, &mut names)? } else { content.to_vec() };
        bytes.push(*section);
        bytes.extend(written(content.len()));
        bytes.extend(content);
    }
    Some((bytes, names))
}

fn imports(content: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let (count, mut rest) = number(content)?;
    let mut bytes = written(count);
    for _ in 0..count {
        let (from, behind) = text(rest)?;
        let (long, behind) = text(behind)?;
        // A function, and the number of its type: it asks for nothing else.
        let [0, behind @ ..] = behind else { return None };
        let (kind, behind) = number(behind)?;
        rest = behind;
        let short = if long.starts_with(BEGINNING) {
            let short = short(names.len());
            names.push((long.to_owned(), short.clone()));
            short
        } else {
            long.to_owned()
        };
        for name in [from, &short] {
            bytes.extend(written(name.len()));
            bytes.extend(name.as_bytes());
        }
        bytes.push(0);
        bytes.extend(written(kind));
    }
    rest.is_empty().then_some(bytes)
}

/// `a` to `z`, then `aa`.
fn short(index: usize) -> String {
    let letter = |number: usize| char::from(b'a' + u8::try_from(number % 26).unwrap_or_default());
    match index.checked_sub(26) {
        Some(left) => short(left / 26) + &letter(left).to_string(),
        None => letter(index).to_string(),
    }
}

/// A number as WebAssembly writes it, and what is behind it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let length = bytes.iter().position(|byte| *byte < 0x80)? + 1;
    let (written, rest) = bytes.split_at_checked(length)?;
    let number = written
        .iter()
        .rev()
        .try_fold(0_usize, |number, byte| Some(number.checked_mul(0x80)? + usize::from(byte & 0x7f)))?;
    Some((number, rest))
}

fn text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (length, rest) = number(bytes)?;
    let (text, rest) = rest.split_at_checked(length)?;
    Some((str::from_utf8(text).ok()?, rest))
}

/// A number as WebAssembly writes it.
pub(super) fn written(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number >= 0x80 {
        bytes.extend(u8::try_from(number & 0x7f).map(|low| low | 0x80));
        number >>= 7;
    }
    bytes.extend(u8::try_from(number));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_glue_become_short_and_all_else_stays() {
        let module = b"\0asm\x01\0\0\0\x01\x01\0\x02\x16\x02\x01m\x08__wbg_ab\0\x07\x01m\x03log\0\x01\x03\x01\0";
        let expected = b"\0asm\x01\0\0\0\x01\x01\0\x02\x0f\x02\x01m\x01a\0\x07\x01m\x03log\0\x01\x03\x01\0";
        let Some((bytes, names)) = shortened(module) else { panic!("it is a module") };
        assert_eq!(bytes, expected);
        assert_eq!(names, [("__wbg_ab".to_owned(), "a".to_owned())]);
        assert_eq!(shortened(b"\0asm\x01\0\0\0\x02\x09\x01"), None);
    }

    #[test]
    fn every_name_is_another() {
        let names: Vec<_> = [0, 25, 26, 51, 52, 701, 702].map(short).into();
        assert_eq!(names, ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
    }
}
