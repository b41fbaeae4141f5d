//! SHA-256 as people copy it: whatever the usual tools print around it is passed over.

/// The 64 hexadecimal digits, in lower case, of what `sha256sum`, `shasum`, `certutil`, `openssl`, `Get-FileHash` and BSD's
/// `sha256` print about one file. `None` where there are none, or several.
#[must_use]
pub(crate) fn sha256(text: &str) -> Option<String> {
    let mut found = text.lines().flat_map(digests);
    let digest = found.next()?;
    found.all(|other| other == digest).then_some(digest)
}

/// What a script compares: the digits, and a text without them as it is, which a rule refuses.
pub(crate) fn compared(text: &str) -> String {
    sha256(text).unwrap_or_else(|| text.to_ascii_lowercase())
}

/// The digests on a line: a word of 64 digits, or 32 pairs with blanks between, as older systems print them.
fn digests(line: &str) -> Vec<String> {
    let bytes: Vec<&str> = line.split_whitespace().collect();
    if bytes.len() == 32 && bytes.iter().all(|byte| byte.len() == 2) {
        return digests(&bytes.concat());
    }
    let words = line.split(|letter: char| !letter.is_ascii_alphanumeric());
    let is_digest = |word: &&str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    words.filter(is_digest).map(str::to_ascii_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::sha256;

    const DIGEST: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn whatever_a_tool_prints_around_it() {
        let upper = DIGEST.to_uppercase();
        let pairs: Vec<&str> = DIGEST.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap()).collect();
        for text in [
            DIGEST.to_owned(),
            format!("  {upper}\r\n"),
            format!("{DIGEST}  agent.tar.gz"),
            format!("{DIGEST} *agent.tar.gz\n"),
            format!("\\{DIGEST}  odd\\nname"),
            format!("sha256:{DIGEST}"),
            format!("SHA256 (agent.tar.gz) = {DIGEST}"),
            format!("SHA2-256(agent.tar.gz)= {DIGEST}"),
            format!("SHA256 hash of agent.zip:\r\n{DIGEST}\r\nCertUtil: -hashfile command completed successfully.\r\n"),
            format!(
                "SHA256 hash of file agent.zip:\r\n{}\r\nCertUtil: -hashfile command completed.\r\n",
                pairs.join(" ")
            ),
            format!("SHA256          {upper}       C:\\agent.zip"),
        ] {
            assert_eq!(sha256(&text).as_deref(), Some(DIGEST), "{text}");
        }
        let other = DIGEST.replace('e', "f");
        for text in [
            "",
            "abc",
            &DIGEST[1..],
            &format!("{DIGEST}{DIGEST}"),
            &format!("{DIGEST} a\n{other} b"),
            &format!("g{}", &DIGEST[1..]),
        ] {
            assert_eq!(sha256(text), None, "{text}");
        }
    }
}
