//! Texts with names in braces that are still to be filled in.

/// Puts a value for each `{name}`; a name without a value is left as it stands.
pub(crate) fn fill(template: &str, mut value: impl FnMut(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let named = after.split_once('}').and_then(|(name, tail)| value(name).map(|value| (value, tail)));
        if let Some((value, tail)) = named {
            filled.push_str(&value);
            rest = tail;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn what_is_not_known_stays() {
        let value = |name: &str| (name == "a").then(|| "{b}".to_owned());
        assert_eq!(fill("{a}-{b}-{a", value), "{b}-{b}-{a");
        assert_eq!(fill("{", value), "{");
        assert_eq!(fill("{}{a}", value), "{}{b}");
    }
}
