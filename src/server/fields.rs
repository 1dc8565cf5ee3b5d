//! The fields of a URL's query or of a form (application/x-www-form-urlencoded). A value that is no UTF-8 is an error, not
//! a text with question marks in it.

use super::refusal::Refusal;
use percent_encoding::percent_decode_str;

/// Reads the fields in their order.
///
/// # Errors
/// A name or value is no UTF-8.
pub(super) fn read(encoded: &str) -> Result<Vec<(String, String)>, Refusal> {
    let fields = encoded.split('&').filter(|field| !field.is_empty());
    fields
        .map(|field| {
            let (name, value) = field.split_once('=').unwrap_or((field, ""));
            Ok((decoded(name)?, decoded(value)?))
        })
        .collect()
}

fn decoded(encoded: &str) -> Result<String, Refusal> {
    let spaced = encoded.replace('+', " ");
    let text = percent_decode_str(&spaced).decode_utf8();
    text.map(|text| text.into_owned()).map_err(|_| {
        let shown: String = encoded.chars().take(60).collect();
        Refusal::Malformed(format!("`{shown}` stands for bytes that are no UTF-8 text; encode texts as UTF-8"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_decoded_and_repeated_ones_kept() {
        let fields = read("category=%D0%A1-3&term=a+b%2B&&category=C-4&empty").unwrap();
        let shown: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(shown, ["category=С-3", "term=a b+", "category=C-4", "empty="]);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert!(read("query=%D0").unwrap_err().to_string().contains("`%D0`"));
    }
}
