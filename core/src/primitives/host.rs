//! Names and addresses of hosts.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether a text is a host that something can be sent to: a name, or an address that one machine can have. A port is none.
#[must_use]
pub(crate) fn is_host(text: &str) -> bool {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    if bare.is_some() || text.contains(':') {
        let address = bare.unwrap_or(text).parse::<Ipv6Addr>();
        return address.is_ok_and(|address| !address.is_unspecified() && !address.is_multicast());
    }
    let name = text.strip_suffix('.').unwrap_or(text);
    let last = name.rsplit('.').next().unwrap_or_default();
    // A name that ends in a number is taken for an address by all that resolve it.
    if last.bytes().all(|byte| byte.is_ascii_digit()) {
        let address = name.parse::<Ipv4Addr>();
        return address.is_ok_and(|address| !matches!(address.octets(), [0 | 224.., ..]));
    }
    name.len() <= 253 && name.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=63).contains(&label.len()) && label.bytes().all(is_letter) && !label.starts_with('-') && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::is_host;

    #[test]
    fn what_something_can_be_sent_to() {
        for host in
            ["broker", "broker.example.com.", "a_b.example", "10.0.0.1", "[2001:db8::1]", "2001:db8::1", "3com.com"]
        {
            assert!(is_host(host), "{host}");
        }
        for none in [
            "",
            ".",
            "broker:5671",
            "10.0.0.300",
            "10.0.0",
            "1.2.3.4.5",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "a..b",
            "-a",
            "a-.b",
            "[::]",
            "[10.0.0.1]",
            "[2001:db8::1",
            "::1:::",
            "https://a",
            "a b",
            "01.2.3.4",
            "é.example",
        ] {
            assert!(!is_host(none), "{none}");
        }
        assert!(!is_host(&"a".repeat(64)) && !is_host(&"a.".repeat(150)));
    }
}
