//! Some short queries take the engine for minutes before it begins to evaluate, where no time limit reaches it, or need
//! more stack than a thread has. They are refused before.
//!
//! Measured with oxigraph 0.5.13: the optimiser's time grows with the cube of the joined patterns (100 take half a second,
//! 200 take 12 seconds) and with the square of the operators (1,000 take up to 0.7 seconds). The parser takes some 2 KB of stack
//! for a nested bracket; what is chained without brackets takes less than 512 bytes of stack for a byte of the query.

use super::growth::{self, MAX_VALUE};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern, OrderExpression, PropertyPathExpression};
use thiserror::Error;

/// Bytes of a query's text.
pub(super) const MAX_TEXT: usize = 1024 * 1024;
/// Brackets inside one another.
pub(super) const MAX_NESTING: usize = 200;
/// Triple patterns, paths and tables that are joined.
pub(super) const MAX_PATTERNS: usize = 120;
/// Operators of patterns, expressions and paths.
pub(super) const MAX_OPERATORS: usize = 1_000;
/// The stack in bytes that a byte of a query's text can need when it is parsed, walked and dropped.
const STACK_A_BYTE: usize = 512;
/// The stack in bytes that any evaluation gets.
const STACK: usize = 64 * 1024 * 1024;

/// A query that is too large in some way.
#[derive(Debug, Error, PartialEq, Eq)]
pub(super) enum TooComplex {
    /// By its text.
    #[error("the query has {0} bytes, and {MAX_TEXT} is the most here")]
    Text(usize),
    /// By its brackets.
    #[error("the query has more than {MAX_NESTING} brackets inside one another")]
    Nesting,
    /// By its patterns.
    #[error("the query has {0} triple patterns and paths, and {MAX_PATTERNS} is the most here; split it")]
    Patterns(usize),
    /// By its operators.
    #[error(
        "the query has {0} operators (UNION, OPTIONAL, FILTER, ||, + and the like), and {MAX_OPERATORS} is the most here; \
         split it, or write long alternatives as VALUES or IN"
    )]
    Operators(usize),
    /// By the values it builds.
    #[error(
        "a text that the query builds can have {0} bytes, and {MAX_VALUE} is the most here; CONCAT and REPLACE less"
    )]
    Value(u64),
}

/// The stack in bytes for a thread that evaluates queries of up to `bytes`.
pub(super) fn stack(bytes: usize) -> usize {
    STACK + STACK_A_BYTE * bytes.min(MAX_TEXT)
}

/// Checks the length and the brackets of a query's text, before it is parsed.
///
/// # Errors
/// It is too long, or too many brackets are inside one another.
pub(super) fn check_text(text: &str) -> Result<(), TooComplex> {
    if text.len() > MAX_TEXT {
        return Err(TooComplex::Text(text.len()));
    }
    let (mut depth, mut rest) = (0_usize, text);
    while let Some(c) = rest.chars().next() {
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => (),
        }
        if depth > MAX_NESTING {
            return Err(TooComplex::Nesting);
        }
        rest = &rest[token(rest, c)..];
    }
    Ok(())
}

/// The bytes of the comment, text or IRI that begins with `c`, else of the letter.
fn token(rest: &str, c: char) -> usize {
    let all = rest.len();
    match c {
        '#' => rest.find(['\n', '\r']).unwrap_or(all),
        '"' | '\'' => literal(rest, c),
        '<' => match rest[1..].find(|c: char| c <= ' ' || "<>\"{}|^`\\".contains(c)) {
            Some(end) if rest[1 + end..].starts_with('>') => end + 2,
            _ => 1,
        },
        c => c.len_utf8(),
    }
}

fn literal(rest: &str, quote: char) -> usize {
    let long = quote.to_string().repeat(3);
    let end = if rest.starts_with(&long) { long } else { quote.to_string() };
    let mut place = end.len();
    while place < rest.len() && !rest[place..].starts_with(&end) {
        let mut chars = rest[place..].chars();
        let escaped = if chars.next() == Some('\\') { chars.next() } else { None };
        place += rest[place..].chars().next().map_or(1, char::len_utf8) + escaped.map_or(0, char::len_utf8);
    }
    (place + end.len()).min(rest.len())
}

/// Checks the size of a parsed query and of what it builds.
///
/// # Errors
/// It has too many patterns or operators, or builds too long texts.
pub(super) fn check(query: &Query) -> Result<(), TooComplex> {
    let mut size = Size::default();
    match query {
        Query::Construct { pattern, template, .. } => {
            size.operators += template.len();
            size.pattern(pattern);
        }
        Query::Select { pattern, .. } | Query::Describe { pattern, .. } | Query::Ask { pattern, .. } => {
            size.pattern(pattern);
        }
    }
    match size {
        Size { patterns, .. } if patterns > MAX_PATTERNS => Err(TooComplex::Patterns(patterns)),
        Size { operators, .. } if operators > MAX_OPERATORS => Err(TooComplex::Operators(operators)),
        _ => growth::check(query),
    }
}

#[derive(Default)]
struct Size {
    patterns: usize,
    operators: usize,
}

impl Size {
    fn pattern(&mut self, pattern: &GraphPattern) {
        self.operators += 1;
        match pattern {
            GraphPattern::Bgp { patterns } => self.patterns += patterns.len(),
            GraphPattern::Path { path, .. } => {
                self.patterns += 1;
                self.path(path);
            }
            GraphPattern::Values { .. } => self.patterns += 1,
            GraphPattern::Join { left, right }
            | GraphPattern::Lateral { left, right }
            | GraphPattern::Union { left, right }
            | GraphPattern::Minus { left, right } => self.both(left, right),
            GraphPattern::LeftJoin { left, right, expression } => {
                self.both(left, right);
                expression.iter().for_each(|expression| self.expression(expression));
            }
            GraphPattern::Filter { expr, inner } => {
                self.expression(expr);
                self.pattern(inner);
            }
            GraphPattern::Extend { inner, expression, .. } => {
                self.expression(expression);
                self.pattern(inner);
            }
            GraphPattern::OrderBy { inner, expression } => {
                for OrderExpression::Asc(expression) | OrderExpression::Desc(expression) in expression {
                    self.expression(expression);
                }
                self.pattern(inner);
            }
            GraphPattern::Group { inner, aggregates, .. } => {
                self.operators += aggregates.len();
                self.pattern(inner);
            }
            GraphPattern::Graph { inner, .. }
            | GraphPattern::Service { inner, .. }
            | GraphPattern::Project { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => self.pattern(inner),
        }
    }

    fn both(&mut self, left: &GraphPattern, right: &GraphPattern) {
        self.pattern(left);
        self.pattern(right);
    }

    fn expression(&mut self, expression: &Expression) {
        use Expression as E;
        match expression {
            // The constants of a long IN cost nothing.
            E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => return,
            E::Exists(pattern) => self.pattern(pattern),
            E::Or(a, b)
            | E::And(a, b)
            | E::Equal(a, b)
            | E::SameTerm(a, b)
            | E::Greater(a, b)
            | E::GreaterOrEqual(a, b)
            | E::Less(a, b)
            | E::LessOrEqual(a, b)
            | E::Add(a, b)
            | E::Subtract(a, b)
            | E::Multiply(a, b)
            | E::Divide(a, b) => self.expressions([&**a, &**b]),
            E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => self.expression(a),
            E::If(a, b, c) => self.expressions([&**a, &**b, &**c]),
            E::In(a, list) => self.expressions(std::iter::once(&**a).chain(list)),
            E::Coalesce(list) | E::FunctionCall(_, list) => self.expressions(list),
        }
        self.operators += 1;
    }

    fn expressions<'a>(&mut self, expressions: impl IntoIterator<Item = &'a Expression>) {
        expressions.into_iter().for_each(|expression| self.expression(expression));
    }

    fn path(&mut self, path: &PropertyPathExpression) {
        use PropertyPathExpression as P;
        self.operators += 1;
        match path {
            P::NamedNode(_) | P::NegatedPropertySet(_) => (),
            P::Sequence(a, b) => {
                self.patterns += 1;
                self.path(a);
                self.path(b);
            }
            P::Alternative(a, b) => {
                self.path(a);
                self.path(b);
            }
            P::Reverse(a) | P::ZeroOrMore(a) | P::OneOrMore(a) | P::ZeroOrOne(a) => self.path(a),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::catalogue::Catalogue;

    fn size(query: &str) -> Result<(), TooComplex> {
        check(&spargebra::SparqlParser::new().parse_query(query).unwrap())
    }

    #[test]
    fn brackets_count_where_they_are_brackets() {
        let nested = |brackets: usize| format!("ASK {{ {}{} }}", "{".repeat(brackets), "}".repeat(brackets));
        assert_eq!(check_text(&nested(MAX_NESTING - 1)), Ok(()));
        assert_eq!(check_text(&nested(MAX_NESTING)), Err(TooComplex::Nesting));
        let many = "(".repeat(MAX_NESTING + 1);
        for harmless in [
            format!("\"{many}\""),
            format!("'''a' \\' {many}'''"),
            format!("# {many}\nASK"),
            format!("<http://a/{many}>"),
        ] {
            assert_eq!(check_text(&harmless), Ok(()), "{harmless}");
        }
        assert_eq!(check_text(&format!("# a\n 1 < {many}")), Err(TooComplex::Nesting));
    }

    #[test]
    fn texts_that_do_not_end_are_left_to_the_parser() {
        for text in ["\"", "'''", "\"\\", "<http://a", "# a", "\"Қ\\ә"] {
            assert_eq!(check_text(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn a_query_that_would_hold_up_the_optimiser_is_refused() {
        assert_eq!(size(&format!("ASK {{ {} }}", "?a ?b ?c . ".repeat(MAX_PATTERNS))), Ok(()));
        let patterns = size(&format!("ASK {{ {} }}", "?a ?b ?c . ".repeat(MAX_PATTERNS + 1)));
        assert_eq!(patterns, Err(TooComplex::Patterns(MAX_PATTERNS + 1)));
        let list = size(&format!("ASK {{ ?a ?b ({}) }}", "1 ".repeat(MAX_PATTERNS)));
        assert!(matches!(list, Err(TooComplex::Patterns(_))));
        let or = size(&format!("ASK {{ FILTER(?a{}) }}", "||?a".repeat(MAX_OPERATORS)));
        assert!(matches!(or, Err(TooComplex::Operators(_))));
        let union = size(&format!("ASK {{ {{}} {} }}", "UNION {} ".repeat(MAX_OPERATORS)));
        assert!(matches!(union, Err(TooComplex::Operators(_))));
    }

    #[test]
    fn long_lists_of_values_and_every_saved_question_are_small_enough() {
        assert_eq!(
            size(&format!("ASK {{ VALUES ?a {{ {} }} FILTER(?a IN (1{})) }}", "1 ".repeat(9_000), ",1".repeat(9_000))),
            Ok(())
        );
        for question in Catalogue::bundled().unwrap().questions() {
            assert_eq!((check_text(&question.text), check(&question.query)), (Ok(()), Ok(())), "{}", question.name);
        }
    }
}
