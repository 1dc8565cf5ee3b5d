//! A saved question explains itself in a header that two programs read: ours and [grlc](https://github.com/CLARIAH/grlc).
//!
//! The lines that start with `#+` in the first column are YAML once that prefix is gone:
//!
//! ```text
//! #+ summary: Acts that holders of the posts of a category must know
//! #+ translations:
//! #+   ru:
//! #+     summary: Акты, которые должны знать занимающие должности категории
//! #+ tags:
//! #+   - acts
//! #+ defaults:
//! #+   - lang: kk
//! #+ enumerate:
//! #+   - lang: [kk, ru, en]
//! #+ values:
//! #+   - first: category
//! #+ several: [category]
//! #+ tree: [unit, above]
//! #+ matrix: [act, category, positions]
//! #+ compare: [first, second]
//! #+ answers: [posts, how]
//! #+ pages: [specialty]
//! #+ note: experience-unchecked
//! #+ examples:
//! #+   - category=C-3
//! ```
//!
//! `summary`, `description`, `tags`, `defaults` and `enumerate` are grlc's decorators; the others are ours, and
//! grlc passes over them. A header that YAML cannot read is dropped by grlc without a word: here it is an error.

use serde::Deserialize;
use std::collections::BTreeMap;
use thiserror::Error;

/// The language in which a header is written, but for its translations.
const LANGUAGE: &str = "en";

/// Summary and description in another language.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Translation {
    summary: String,
    description: String,
}

/// What the header of a saved question states.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Header {
    /// What the question answers, in one line.
    pub summary: String,
    /// How to read the answer; empty when the summary says all.
    pub description: String,
    /// Both in other languages, by their tags.
    translations: BTreeMap<String, Translation>,
    /// The groups under which the catalogue lists the question.
    pub tags: Vec<String>,
    /// Values of the parameters that are not given, one map of name to value each.
    defaults: Vec<BTreeMap<String, String>>,
    /// The only values that a parameter takes, one map of name to values each.
    enumerate: Vec<BTreeMap<String, Vec<String>>>,
    /// The value list by which a parameter is understood, where it is not the list of the parameter's own name.
    values: Vec<BTreeMap<String, String>>,
    /// The parameters that take more than one value.
    several: Vec<String>,
    /// The column of a thing and that of the thing above it, by which a table draws the rows as a tree, then the columns that
    /// the drawing makes superfluous; empty when there is no tree.
    pub tree: Vec<String>,
    /// The column of what stands down the side of a matrix, that of what stands across, and that of the number where they meet, then
    /// columns that stand beside what stands down the side; empty when there is no matrix.
    pub matrix: Vec<String>,
    /// The columns with the numbers of the one and of the other side, each under the name of the parameter that says which side that
    /// is; empty when nothing is compared.
    pub compare: Vec<String>,
    /// The column of numbers whose sum answers the reader, and that of the reason for a row; empty when there is no such sum.
    pub answers: Vec<String>,
    /// The parameter whose values have pages of their own, however many they are; empty when that is for the pages to say.
    pub pages: Vec<String>,
    /// The key of the interface's words that stand below what answers the reader.
    pub note: String,
    /// Parameters of runs worth showing, written as on the command line.
    pub examples: Vec<String>,
}

/// Why a header cannot be read.
#[derive(Debug, Error)]
#[error("line {line}: {reason}")]
pub struct HeaderError {
    /// Line of the file, from 1.
    line: usize,
    reason: String,
}

impl Header {
    /// Reads the header out of the text of a question; a text without a header has an empty one.
    ///
    /// # Errors
    /// A tab, or lines that are not the YAML described above.
    pub fn parse(text: &str) -> Result<Self, HeaderError> {
        let lines: Vec<(usize, &str)> =
            (1..).zip(text.lines()).filter_map(|(number, line)| Some((number, line.strip_prefix("#+")?))).collect();
        if let Some(&(line, _)) = lines.iter().find(|(_, text)| text.contains('\t')) {
            // grlc's YAML allows no tab in indentation.
            let reason =
                "a tab in the header; write blanks, since grlc drops a header with a tab in silence".to_owned();
            return Err(HeaderError { line, reason });
        }
        if lines.iter().all(|(_, text)| text.trim().is_empty()) {
            return Ok(Self::default());
        }
        let yaml: Vec<&str> = lines.iter().map(|&(_, text)| text).collect();
        yaml_serde::from_str(&yaml.join("\n")).map_err(|error| {
            let index = error.location().map_or(0, |place| place.line().saturating_sub(1));
            let line = lines.get(index).or(lines.first()).map_or(1, |&(number, _)| number);
            HeaderError { line, reason: format!("the header cannot be read: {error}") }
        })
    }

    /// The summary in a language, and the tag of the language that it is in: English where there is no translation.
    pub fn summary_in<'a>(&'a self, language: &'a str) -> (&'a str, &'a str) {
        self.said_in(language, &self.summary, |translation| &translation.summary)
    }

    /// The description in a language, and the tag of the language that it is in: English where there is no translation.
    pub fn description_in<'a>(&'a self, language: &'a str) -> (&'a str, &'a str) {
        self.said_in(language, &self.description, |translation| &translation.description)
    }

    fn said_in<'a>(
        &'a self,
        language: &'a str,
        own: &'a str,
        part: impl Fn(&Translation) -> &String,
    ) -> (&'a str, &'a str) {
        let translated = self.translations.get(language).map(part).filter(|text| !text.is_empty());
        translated.map_or((own, LANGUAGE), |text| (text, language))
    }

    /// The value that a parameter has when none is given.
    pub fn default_of(&self, parameter: &str) -> Option<&str> {
        Some(self.defaults.iter().find_map(|entry| entry.get(parameter))?)
    }

    /// The only values that a parameter takes; empty when it takes any.
    pub fn choices_of(&self, parameter: &str) -> &[String] {
        self.enumerate.iter().find_map(|entry| entry.get(parameter)).map_or(&[], Vec::as_slice)
    }

    /// The name of the value list by which a parameter is understood.
    pub fn values_of<'a>(&'a self, parameter: &'a str) -> &'a str {
        self.values.iter().find_map(|entry| entry.get(parameter)).map_or(parameter, String::as_str)
    }

    /// Whether a parameter takes more than one value.
    pub fn takes_several(&self, parameter: &str) -> bool {
        self.several.iter().any(|name| name == parameter)
    }

    /// Every column that the header speaks of, so that a misspelt one can be found.
    pub fn named_columns(&self) -> impl Iterator<Item = &str> {
        [&self.tree, &self.matrix, &self.compare, &self.answers].into_iter().flatten().map(String::as_str)
    }

    /// Every parameter name that the header speaks of, so that a misspelt one can be found.
    pub fn named_parameters(&self) -> impl Iterator<Item = &str> {
        let defaults = self.defaults.iter().flat_map(BTreeMap::keys);
        let choices = self.enumerate.iter().flat_map(BTreeMap::keys);
        let values = self.values.iter().flat_map(BTreeMap::keys);
        defaults.chain(choices).chain(values).chain(&self.several).chain(&self.pages).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_read_and_the_query_below_it_is_not() {
        let header = Header::parse(
            "#+ summary: Posts\n#+ tags:\n#+   - posts\n#+ defaults:\n#+   - lang: kk\n# a comment: x\nSELECT * {}\n",
        )
        .unwrap();
        assert_eq!(header.summary, "Posts");
        assert_eq!(header.tags, ["posts"]);
        assert_eq!(header.default_of("lang"), Some("kk"));
        assert_eq!(header.default_of("category"), None);
    }

    #[test]
    fn a_tab_is_an_error_that_names_its_line() {
        let error = Header::parse("#+ summary: Posts\n#+ tags:\n#+\t- posts\n").unwrap_err();
        assert!(error.to_string().starts_with("line 3: a tab"), "{error}");
    }

    #[test]
    fn broken_yaml_is_an_error_at_its_line_in_the_file() {
        let error = Header::parse("# licence\n#+ summary: Posts\n#+ tags: [posts\n").unwrap_err();
        assert!(matches!(error.line, 2..=4), "{error}");
    }

    #[test]
    fn what_is_not_translated_is_said_in_english() {
        let header = "#+ summary: Posts\n#+ description: All\n#+ translations:\n#+   ru:\n#+     summary: Должности\n";
        let header = Header::parse(header).unwrap();
        assert_eq!(header.summary_in("ru"), ("Должности", "ru"));
        assert_eq!(header.summary_in("kk"), ("Posts", "en"));
        assert_eq!(header.description_in("ru"), ("All", "en"));
    }

    #[test]
    fn a_parameter_is_understood_by_the_list_of_its_own_name_or_of_the_one_stated() {
        let header = Header::parse("#+ values:\n#+   - first: category\n#+ several: [group]\n").unwrap();
        assert_eq!(header.values_of("first"), "category");
        assert_eq!(header.values_of("unit"), "unit");
        assert!(header.takes_several("group") && !header.takes_several("first"));
    }
}
