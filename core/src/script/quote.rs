//! The only place where a value enters a script.

/// A text as one word of POSIX shell: between single quotes nothing has a meaning, and a quote itself is put between them.
///
/// A NUL cannot stand in any shell word; choices that have one are blocked before a script is made.
#[must_use]
pub fn quote(text: &str) -> String {
    // Put together by hand: an answer quotes some thirty words, most of them to know how long its script is.
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    let mut parts = text.split('\'');
    quoted.push_str(parts.next().unwrap_or_default());
    for part in parts {
        quoted.push_str(r"'\''");
        quoted.push_str(part);
    }
    quoted.push('\'');
    quoted
}

/// Several words, each quoted.
#[must_use]
pub fn quote_all<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut quoted = String::new();
    for word in words {
        if !quoted.is_empty() {
            quoted.push(' ');
        }
        quoted.push_str(&quote(word));
    }
    quoted
}

/// A text as it may stand in a comment: on one line.
#[must_use]
pub fn comment(text: &str) -> String {
    text.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use super::{comment, quote, quote_all};

    #[test]
    fn nothing_has_a_meaning() {
        assert_eq!(quote(""), "''");
        assert_eq!(quote("$(id) `id` \\ \"x\""), "'$(id) `id` \\ \"x\"'");
        assert_eq!(quote("it's"), r"'it'\''s'");
        assert_eq!(quote_all(["-a", "b c"]), "'-a' 'b c'");
        assert_eq!(comment("CentOS 7\nrm -rf /\r"), "CentOS 7 rm -rf / ");
    }
}
