//! The columns of an answer stand in the order in which the question names them.
//!
//! spargebra sorts the columns of `SELECT *` its own way; there the order of first appearance in the text is taken.

use oxigraph::model::Variable;
use regex::Regex;
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use std::sync::LazyLock;

static COMMENT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?m)^\s*#.*$").expect("a valid pattern"));
static SELECT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\bSELECT\s+(?:DISTINCT\s+|REDUCED\s+)?(\*)?").expect("a valid pattern"));
static VARIABLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[?$](\w+)").expect("a valid pattern"));

/// The columns of a SELECT, in their order; none for the other kinds of query.
pub fn columns(query: &Query, text: &str) -> Vec<Variable> {
    let Query::Select { pattern, .. } = query else { return Vec::new() };
    let mut columns = projected(pattern).to_vec();
    let text = COMMENT.replace_all(text, "");
    if selects_all(&text) {
        columns.sort_by_cached_key(|column| position(&text, column));
    }
    columns
}

fn projected(pattern: &GraphPattern) -> &[Variable] {
    match pattern {
        GraphPattern::Project { variables, .. } => variables,
        GraphPattern::Distinct { inner } | GraphPattern::Reduced { inner } | GraphPattern::Slice { inner, .. } => {
            projected(inner)
        }
        _ => &[],
    }
}

fn selects_all(text: &str) -> bool {
    SELECT.captures(text).is_some_and(|select| select.get(1).is_some())
}

fn position(text: &str, variable: &Variable) -> usize {
    let found = VARIABLE.captures_iter(text).position(|name| &name[1] == variable.as_str());
    found.unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let query = spargebra::SparqlParser::new().parse_query(text).unwrap();
        columns(&query, text).into_iter().map(Variable::into_string).collect()
    }

    #[test]
    fn named_columns_keep_the_order_of_the_select() {
        assert_eq!(names("SELECT DISTINCT ?z ?a { ?a ?b ?z { SELECT * { ?a ?b ?c } } } LIMIT 1"), ["z", "a"]);
    }

    #[test]
    fn the_columns_of_a_star_stand_as_they_appear_in_the_text() {
        assert_eq!(names("# SELECT ?a\nSELECT * { ?zebra ?y ?a . ?a ?m ?zebra2 }"), ["zebra", "y", "a", "m", "zebra2"]);
    }
}
