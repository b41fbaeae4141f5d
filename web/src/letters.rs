//! Large and small letters of any language, as the browser knows them: its tables would weigh more in the module than many a view.

/// A text in small letters.
pub(crate) fn small(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    #[cfg(target_arch = "wasm32")]
    return js_sys::JsString::from(text).to_lower_case().into();
    #[cfg(not(target_arch = "wasm32"))]
    text.to_lowercase()
}

/// A text in capital letters.
pub(crate) fn capital(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    #[cfg(target_arch = "wasm32")]
    return js_sys::JsString::from(text).to_upper_case().into();
    #[cfg(not(target_arch = "wasm32"))]
    text.to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::{capital, small};

    #[test]
    fn letters_of_other_languages_are_letters() {
        assert_eq!(
            [small("ÄRGER 8"), capital("ärger 8"), small("VM"), capital("vm")],
            ["ärger 8", "ÄRGER 8", "vm", "VM"]
        );
    }
}
