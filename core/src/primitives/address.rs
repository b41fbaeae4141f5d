//! The URLs of stores and proxies: what a script can fetch from.

use std::net::IpAddr;

use fluent_uri::Uri;

use crate::primitives::host::is_host;
use crate::primitives::words::words;

/// A URL with its parts told apart. Credentials in it are kept apart from what is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The scheme, given or assumed.
    pub scheme: Scheme,
    /// Whether the scheme was given.
    pub scheme_given: bool,
    /// What follows `://`, without credentials and without a slash at the end.
    pub rest: String,
    /// The host alone.
    pub host: String,
    /// Whether credentials stand in it.
    pub credentials: bool,
}

words! {
    /// What a script can fetch over.
    pub enum Scheme {
        /// In the clear.
        Http = "http",
        /// Over TLS.
        Https = "https",
    }
}

impl Address {
    /// Reads a URL; one without a scheme means http. `None` when a script could not fetch from it: another scheme, no
    /// host, or characters that a URL must not have.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let scheme_given = text.contains("://");
        let whole = if scheme_given { text.to_owned() } else { format!("http://{text}") };
        let uri = Uri::parse(whole.as_str()).ok()?;
        let scheme = match uri.scheme().as_str().to_ascii_lowercase().as_str() {
            "http" => Scheme::Http,
            "https" => Scheme::Https,
            _ => return None,
        };
        let authority = uri.authority()?;
        let host = authority.host();
        if !is_host(host) || uri.has_fragment() {
            return None;
        }
        let port = match authority.port() {
            None => String::new(),
            Some(port) => match (scheme, port.as_str().parse::<u16>().ok()?) {
                (_, 0) => return None,
                // The port that the scheme means anyway would be wrong under another scheme.
                (Scheme::Http, 80) | (Scheme::Https, 443) => String::new(),
                (_, port) => format!(":{port}"),
            },
        };
        let path = uri.path().as_str().trim_end_matches('/');
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        Some(Self {
            scheme,
            scheme_given,
            rest: format!("{host}{port}{path}{query}"),
            host: host.to_owned(),
            credentials: authority.has_userinfo(),
        })
    }

    /// Whether the host is an address that only a private network reaches.
    #[must_use]
    pub fn is_private(&self) -> bool {
        match self.host.trim_matches(['[', ']']).parse::<IpAddr>() {
            Ok(IpAddr::V4(address)) => address.is_private() || address.is_loopback() || address.is_link_local(),
            Ok(IpAddr::V6(address)) => {
                address.is_unique_local() || address.is_loopback() || address.is_unicast_link_local()
            }
            Err(_) => self.host.eq_ignore_ascii_case("localhost"),
        }
    }

    /// The URL without credentials.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}://{}", self.scheme.as_str(), self.rest)
    }
}

/// A text that is to be a URL, as anybody may see it: what stands before the host and behind the path may be a secret, whatever
/// else is wrong with it.
#[must_use]
pub(crate) fn shown(text: &str) -> String {
    let (path, cut) = text.split_once(['?', '#']).map_or((text, ""), |(path, _)| (path, "?…"));
    let (scheme, rest) = path.split_once("://").unwrap_or(("", path));
    let host = rest.split('/').next().unwrap_or_default();
    let user = host.rfind('@').map_or(0, |at| at + 1);
    let mark = if scheme.is_empty() { "" } else { "://" };
    format!("{scheme}{mark}{}{cut}", rest.get(user..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{Address, shown};

    #[test]
    fn what_may_be_seen_of_it() {
        for (text, seen) in [
            ("http://store.example.com/a", "http://store.example.com/a"),
            ("https://a.example/b?sig=x", "https://a.example/b?…"),
            ("ftp://me:secret@a.example/b?sig=x", "ftp://a.example/b?…"),
            ("me:sec@ret@a b/c#x", "a b/c?…"),
            ("a/b@c", "a/b@c"),
            ("://@?", "?…"),
            ("?", "?…"),
            ("", ""),
        ] {
            assert_eq!(shown(text), seen, "{text}");
        }
    }

    #[test]
    fn what_is_an_address() {
        for (text, url) in [
            ("store.example.com/5.2/", "http://store.example.com/5.2"),
            ("HTTPS://Store.example.com:8443/a?b=c", "https://Store.example.com:8443/a?b=c"),
            ("http://user:pass@store.example.com/x", "http://store.example.com/x"),
            ("http://[2001:db8::1]:80/x", "http://[2001:db8::1]/x"),
            ("localhost:8080/x", "http://localhost:8080/x"),
        ] {
            assert_eq!(Address::read(text).unwrap().url(), url);
        }
    }

    #[test]
    fn who_can_reach_it() {
        for (host, private) in [
            ("10.0.0.1", true),
            ("192.168.1.1:80", true),
            ("[fd00::1]", true),
            ("localhost", true),
            ("8.8.8.8", false),
            ("store.example.com", false),
            ("[2001:db8::1]", false),
        ] {
            assert_eq!(Address::read(&format!("http://{host}/x")).unwrap().is_private(), private, "{host}");
        }
    }

    #[test]
    fn what_is_none() {
        for text in [
            "",
            "ftp://x/y",
            "http://",
            "http://a b/",
            "http://x/\ny",
            "http://x:99999/",
            "file:///etc/passwd",
            "http://x/#f",
            "http://10.0.0.300/x",
            "https://1.2.3/x",
            "http://0.0.0.0/x",
            "http://a..b/x",
            "http://x/`id`",
            "javascript://x",
        ] {
            assert_eq!(Address::read(text), None, "{text}");
        }
    }
}
