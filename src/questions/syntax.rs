//! A syntax error is mended where it is seen: the message shows the line of the query with a caret, and for an unknown prefix
//! the declaration to add.

use spargebra::{Query, SparqlParser, SparqlSyntaxError};
use std::fmt;

/// Prefixes and their namespaces.
pub type Prefixes = Vec<(String, String)>;

/// A query that is no SPARQL, with the place.
#[derive(Debug, PartialEq, Eq)]
pub struct SyntaxError {
    source: String,
    /// Where the query cannot be read further; none where the parser does not say.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: String,
}

/// A place in a query.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, counted from 1.
    pub line: usize,
    /// The letter of the line, counted from 1.
    pub column: usize,
    /// The line.
    pub text: String,
}

/// Parses a query. `source` names the file in errors, `known` are the prefixes whose declaration can be offered, and relative
/// IRIs are resolved against `base`, if that is an IRI.
///
/// # Errors
/// The text is no SPARQL 1.1 query.
pub fn parse(source: &str, text: &str, base: Option<&str>, known: &Prefixes) -> Result<Query, SyntaxError> {
    let based = base.and_then(|base| SparqlParser::new().with_base_iri(base).ok());
    let parsed = based.unwrap_or_default().parse_query(text);
    parsed.map_err(|error| SyntaxError::new(source, text, known, &error))
}

/// The prefixes that a query declares.
pub fn declared_prefixes(text: &str) -> Prefixes {
    text.lines().filter_map(declaration).collect()
}

fn declaration(line: &str) -> Option<(String, String)> {
    let line = line.trim_start();
    let rest = line
        .get(.."PREFIX".len())
        .filter(|word| word.eq_ignore_ascii_case("PREFIX"))
        .map(|word| &line[word.len()..])?;
    let (prefix, rest) = rest.split_once(':')?;
    let iri = rest.trim_start().strip_prefix('<')?.split_once('>')?.0;
    Some((prefix.trim().to_owned(), iri.to_owned()))
}

impl SyntaxError {
    fn new(source: &str, text: &str, known: &Prefixes, error: &SparqlSyntaxError) -> Self {
        let error = error.to_string();
        let Some((mut place, expected)) = located(text, &error) else {
            return Self { source: source.to_owned(), place: None, message: error };
        };
        let message = match place.undeclared_prefix(&declared_prefixes(text)) {
            Some(prefix) => unknown_prefix(&prefix, known),
            None => reason(text, expected),
        };
        place.move_to_word();
        Self { source: source.to_owned(), place: Some(place), message }
    }
}

impl Place {
    /// What puts a caret below the place, under the line: blanks, and tabs where the line has them.
    pub fn indent(&self) -> String {
        let letters = self.text.chars().chain(std::iter::repeat(' ')).take(self.column - 1);
        letters.map(|letter| if letter == '\t' { '\t' } else { ' ' }).collect()
    }

    /// The prefix of the name that ends at the place, if it is not declared; the place then moves to that name's beginning.
    /// What the parser says itself about a prefix depends on the letters of the name, so it is not asked.
    fn undeclared_prefix(&mut self, declared: &Prefixes) -> Option<String> {
        let before: String = self.text.chars().take(self.column - 1).collect();
        let before: Vec<char> = before.trim_end().chars().collect();
        let is_name = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '%' | '\\' | ':');
        let start = before.iter().rposition(|c| !is_name(c)).map_or(0, |index| index + 1);
        let name: String = before[start..].iter().collect();
        let (prefix, _) = name.split_once(':').filter(|(prefix, _)| *prefix != "_")?;
        if declared.iter().any(|(name, _)| name == prefix) {
            return None;
        }
        self.column = start + 1;
        Some(prefix.to_owned())
    }

    /// The parser stops behind a word that it does not know, since the word could have been the beginning of a name.
    fn move_to_word(&mut self) {
        let before: Vec<char> = self.text.chars().take(self.column - 1).collect();
        let start = before.iter().rposition(|c| !c.is_alphabetic()).map_or(0, |index| index + 1);
        let follows_a_break = start == 0 || before[start - 1].is_whitespace() || "{}().;".contains(before[start - 1]);
        if start < before.len() && follows_a_break {
            self.column = start + 1;
        }
    }
}

/// Splits `error at 2:13: expected …` into the place and what follows.
fn located<'a>(text: &str, error: &'a str) -> Option<(Place, &'a str)> {
    let (line, rest) = error.strip_prefix("error at ")?.split_once(':')?;
    let (column, expected) = rest.split_once(": ")?;
    let (line, column) = (line.parse().ok()?, column.parse().ok()?);
    let text = text.lines().nth(line - 1).unwrap_or_default().to_owned();
    Some((Place { line, column, text }, expected))
}

fn unknown_prefix(prefix: &str, known: &Prefixes) -> String {
    let namespace = known.iter().find(|(name, _)| name == prefix).map_or("…", |(_, namespace)| namespace);
    format!("the prefix `{prefix}:` is not declared; add `PREFIX {prefix}: <{namespace}>` at the top")
}

/// The parser lists every character that could follow; of these, words and sentences help.
fn reason(text: &str, expected: &str) -> String {
    const UPDATES: [&str; 8] = ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE"];
    let first = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#') && declaration(line).is_none());
    let first = first.and_then(|line| line.split_whitespace().next()).unwrap_or_default().to_uppercase();
    if UPDATES.contains(&first.as_str()) {
        return format!("{first} changes data; only questions are answered: SELECT, CONSTRUCT, ASK and DESCRIBE");
    }
    let expected = expected.trim_start_matches("expected ").trim_start_matches("one of ");
    let helpful: Vec<&str> =
        expected.split(", ").filter(|item| !item.contains(['[', ']']) && !item.contains('\n')).collect();
    match helpful.iter().find(|item| item.contains(' ')) {
        Some(sentence) => (*sentence).to_owned(),
        None if helpful.is_empty() => "this cannot be read as SPARQL".to_owned(),
        None => format!("expected {}", helpful.join(" or ")),
    }
}

impl std::error::Error for SyntaxError {}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(place @ Place { line, column, text }) = &self.place else {
            return write!(f, "{}: {}", self.source, self.message);
        };
        writeln!(f, "{}:{line}:{column}: {}", self.source, self.message)?;
        writeln!(f, "{line:>5} | {text}")?;
        write!(f, "      | {}^", place.indent())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        let known = vec![("lz".to_owned(), "https://w3id.org/lauazym/ontology#".to_owned())];
        parse("q.rq", text, None, &known).unwrap_err().to_string()
    }

    #[test]
    fn the_line_is_shown_with_a_caret_under_the_place() {
        let shown = error("SELECT ?x {\n  ?x ?y ?z . ?x FILTR(?x)\n}");
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines[0].starts_with("q.rq:2:17: "), "{shown}");
        assert_eq!(lines[1].find("FILTR"), lines[2].find('^'), "{shown}");
    }

    #[test]
    fn the_caret_stands_under_the_place_behind_a_tab_too() {
        assert!(error("SELECT ?x {\n\t?x ?y ?z . ?x FILTR(?x)\n}").ends_with("| \t              ^"));
    }

    #[test]
    fn an_unknown_prefix_is_named_with_the_declaration_to_add() {
        let shown = error("SELECT ?x WHERE {\n  ?x lz:code ?y .\n}");
        assert!(shown.contains("q.rq:2:6:"), "{shown}");
        assert!(shown.contains("`PREFIX lz: <https://w3id.org/lauazym/ontology#>`"), "{shown}");
        assert!(error("SELECT ?x { ?x ex:a ?y }").contains("`PREFIX ex: <…>`"));
    }

    #[test]
    fn an_update_is_refused_with_the_reason() {
        assert!(error("PREFIX a: <http://a/>\nINSERT DATA { a:a a:a a:a }").contains("changes data"));
    }

    #[test]
    fn prefixes_are_read_from_the_text() {
        let prefixes = declared_prefixes("prefix lz: <http://a#>\n# PREFIX no: <x>\nSELECT * {}");
        assert_eq!(prefixes, [("lz".to_owned(), "http://a#".to_owned())]);
    }
}
