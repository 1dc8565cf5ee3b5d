//! The fields of a URL's query or of a form (application/x-www-form-urlencoded). A value that is no UTF-8 is an error, not
//! a text with question marks in it.

use super::error::HttpError;
use percent_encoding::percent_decode_str;

/// Reads the fields in their order.
///
/// # Errors
/// A name or value is no UTF-8.
pub(super) fn read(encoded: &str) -> Result<Vec<(String, String)>, HttpError> {
    if let Some(wrong) = encoded.split('&').find(|field| percent_decode_str(field).decode_utf8().is_err()) {
        let shown: String = wrong.chars().take(60).collect();
        let message = format!("`{shown}` stands for bytes that are no UTF-8 text; encode texts as UTF-8");
        return Err(HttpError::bad_request(message));
    }
    Ok(form_urlencoded::parse(encoded.as_bytes()).into_owned().collect())
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
        assert!(read("a=b&query=%D0").unwrap_err().to_string().contains("`query=%D0`"));
    }
}
