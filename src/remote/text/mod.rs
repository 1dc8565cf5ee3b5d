//! The text of a query that goes elsewhere. It parses again to the query that was meant, or it is not sent.
//!
//! spargebra prints an algebra, and leaves out brackets that some need: around sums in products, around a filter that ends
//! before its group does, and around a sub-select that has a modifier of its own. [`bracketed`] puts them where the printer
//! keeps them. What was printed is parsed again and compared in [one form](unified), since equal queries can be written, and so
//! parsed, in several.

mod unified;

use std::mem::take;

use spargebra::algebra::{Expression, GraphPattern};
use spargebra::{Query, SparqlParser};

use crate::questions::algebra::Part;
use unified::unified;

/// The text of `query`.
///
/// # Errors
/// There is none that parses to the same query; the text that came nearest.
pub(super) fn text(query: &Query) -> Result<String, String> {
    let text = changed(query, bracketed).to_string();
    match SparqlParser::new().parse_query(&text) {
        Ok(parsed) if changed(&parsed, unified) == changed(query, unified) => Ok(text),
        _ => Err(text),
    }
}

/// A copy of `query` in which each pattern and expression was changed by `change`, from the inside out.
fn changed(query: &Query, change: fn(Part<'_>)) -> Query {
    let mut query = query.clone();
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = &mut query;
    change_part(Part::Pattern(pattern), change);
    query
}

fn change_part(mut part: Part<'_>, change: fn(Part<'_>)) {
    part.parts().into_iter().for_each(|inner| change_part(inner, change));
    change(part);
}

/// Puts brackets where the printer leaves them out.
fn bracketed(part: Part<'_>) {
    match part {
        Part::Pattern(pattern) => bracket_parts(pattern),
        Part::Expression(expression) => bracket_operands(expression),
    }
}

fn bracket_parts(pattern: &mut GraphPattern) {
    let rank = rank(pattern);
    match pattern {
        GraphPattern::Join { left, .. } | GraphPattern::Minus { left, .. } | GraphPattern::Lateral { left, .. } => {
            bracket_filter(left);
        }
        GraphPattern::LeftJoin { left, right, .. } => {
            bracket_filter(left);
            bracket_filter(right);
        }
        GraphPattern::Filter { inner, .. } => bracket_filter(inner),
        // The printer puts the value into the SELECT around it, and would put the modifier there too.
        GraphPattern::Extend { inner, .. } if self::rank(inner).is_some() => bracket(inner),
        GraphPattern::Extend { inner, .. } => bracket_filter(inner),
        GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
            if self::rank(inner).is_some_and(|inner| Some(inner) <= rank) =>
        {
            bracket(inner);
        }
        _ => {}
    }
}

/// The place of a modifier of solutions in a SELECT, which has each once; none for other patterns.
fn rank(pattern: &GraphPattern) -> Option<u8> {
    match pattern {
        GraphPattern::Slice { .. } => Some(0),
        GraphPattern::Distinct { .. } | GraphPattern::Reduced { .. } => Some(1),
        GraphPattern::Project { .. } => Some(2),
        GraphPattern::OrderBy { .. } => Some(3),
        _ => None,
    }
}

/// A filter counts for its whole group: without brackets it would for what follows it, too.
fn bracket_filter(pattern: &mut GraphPattern) {
    if matches!(pattern, GraphPattern::Filter { .. }) {
        bracket(pattern);
    }
}

/// What is joined with nothing is printed as a group of its own.
fn bracket(pattern: &mut GraphPattern) {
    *pattern = GraphPattern::Join { left: Box::default(), right: Box::new(take(pattern)) };
}

fn bracket_operands(expression: &mut Expression) {
    use Expression as E;
    let binds = |expression: &E| match expression {
        E::Add(..) | E::Subtract(..) => 1,
        E::Multiply(..) | E::Divide(..) => 2,
        E::UnaryPlus(_) | E::UnaryMinus(_) | E::Not(_) => 3,
        _ => 4,
    };
    let own = binds(expression);
    let enclose = |operand: &mut E, least: u8| {
        if binds(operand) < least {
            // COALESCE of one expression is that expression, with its errors.
            let inner = std::mem::replace(operand, E::Coalesce(Vec::new()));
            *operand = E::Coalesce(vec![inner]);
        }
    };
    match expression {
        E::Add(left, right) | E::Subtract(left, right) | E::Multiply(left, right) | E::Divide(left, right) => {
            enclose(left, own);
            enclose(right, own + 1);
        }
        E::UnaryPlus(operand) | E::UnaryMinus(operand) | E::Not(operand) => enclose(operand, own + 1),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questions::binding::Binding;
    use crate::questions::catalogue::Catalogue;
    use crate::questions::question::Question;
    use crate::questions::syntax::Prefixes;
    use oxigraph::model::Term;

    fn parse(query: &str) -> Query {
        SparqlParser::new().parse_query(&format!("PREFIX : <http://e/> {query}")).unwrap()
    }

    #[test]
    fn what_the_printer_leaves_out_is_there() {
        for (query, part) in [
            ("SELECT ?x { ?x :p ?y FILTER((?y + 1) * 2 - (3 - ?y) > 0) }", "COALESCE(?y + "),
            ("SELECT ?x { ?x :p ?y FILTER(- (?y * 2) / (4 / ?y) < +(-?y)) }", "-COALESCE(?y * "),
            ("SELECT ?x { ?x :p ?y FILTER(!(!(?y))) }", "!COALESCE(!?y)"),
            ("SELECT ?x { { ?x :p ?y FILTER(!BOUND(?z)) } ?x :q ?z }", "FILTER(!BOUND(?z)) }"),
            ("SELECT ?x { { ?x :p ?y FILTER(?y > ?z) } OPTIONAL { ?x :q ?z } }", "FILTER((?y > ?z)) } OPTIONAL"),
            ("SELECT ?x { ?x :p ?y OPTIONAL { { ?x :q ?z FILTER(?z > ?y) } } }", "FILTER((?z > ?y)) } }"),
            ("SELECT ?x { { ?x :p ?y FILTER(?y > ?z) } BIND(?y + 1 AS ?z) }", "FILTER((?y > ?z)) } BIND"),
            ("SELECT ?x { SELECT DISTINCT ?x ?y { ?x :p ?y } }", "{ SELECT DISTINCT ?x ?y"),
            ("SELECT ?x (1 AS ?n) { SELECT DISTINCT ?x ?y { ?x :p ?y } }", "{ SELECT DISTINCT ?x ?y"),
            ("SELECT ?x { SELECT ?x ?y { ?x :p ?y } ORDER BY ?y LIMIT 1 } LIMIT 2", "LIMIT 1 }"),
        ] {
            let query = parse(query);
            let printed = SparqlParser::new().parse_query(&query.to_string());
            assert!(printed.is_err() || changed(&printed.unwrap(), unified) != changed(&query, unified), "{query}");
            let text = text(&query).unwrap();
            assert!(text.contains(part), "{text}");
        }
    }

    #[test]
    fn queries_of_every_shape_can_be_sent() {
        for query in [
            "ASK FROM :g { ?x :p [ :q 1, 'a'@kk ] }",
            "DESCRIBE :a",
            "DESCRIBE ?x FROM :g FROM NAMED :h { ?x :p ?y }",
            "CONSTRUCT { ?x :p _:b . _:b :q ?y } FROM :g WHERE { ?x :p ?y }",
            "SELECT * { }",
            "SELECT * { ?x :p/:q* ?y ; !(:p|^:q) ?z . { ?x :p 1 } UNION { ?x :p 2 } MINUS { ?x :r ?s } }",
            "SELECT REDUCED ?x (?y + 1 AS ?z) (?z * 2 AS ?w) { ?x :p ?y } ORDER BY DESC(?z) OFFSET 3",
            "SELECT ?x (COUNT(DISTINCT ?y) AS ?n) (GROUP_CONCAT(?y; SEPARATOR='\"') AS ?all) { ?x :p ?y } GROUP BY ?x \
             HAVING (SUM(?y) > 2 && COUNT(*) < 9) ORDER BY ?n",
            "SELECT (COUNT(*) AS ?n) (COUNT(*) * 2 AS ?m) { ?x :p ?y } GROUP BY (STR(?y) AS ?z)",
            "SELECT ?x { GRAPH ?g { ?x :p ?y } VALUES (?x ?y) { (:a UNDEF) (:b 'c') } SERVICE SILENT :s { ?x :q ?z } }",
            "SELECT ?x { ?x :p ?y FILTER NOT EXISTS { ?x :q ?z FILTER((?z + 1) * 2 IN (?y, 3)) } }",
            "SELECT ?x { ?x :p ?y LATERAL { SELECT ?z { ?x :q ?z } LIMIT 1 } }",
        ] {
            text(&parse(query)).unwrap();
        }
    }

    #[test]
    fn a_parameter_among_the_columns_beside_computed_ones_can_be_sent() {
        // The parameter's constant is computed last, and printed where its column stands.
        let question = "SELECT ?a { ?a ?b ?name { SELECT ?_last_integer ?a ?label (LCASE(?label) AS ?name) \
                        WHERE { SERVICE ?_from_iri { ?a a ?b } BIND(STR(?a) AS ?label) } } }";
        let question = Question::parse("q", question, &Prefixes::new()).unwrap();
        for last in ["7", "-7"] {
            let bound = bound(&question, &[last, "https://a.kz/sparql"], 1).unwrap();
            let constant = format!("(\"{last}\"^^<http://www.w3.org/2001/XMLSchema#integer> AS ?_last_integer)");
            assert!(text(&bound).unwrap().contains(&constant));
        }
    }

    #[test]
    fn a_query_that_has_no_text_is_not_sent() {
        let mut query = parse("SELECT ?x { ?x :p 'a'@kk }");
        let broken = oxigraph::model::Literal::new_language_tagged_literal_unchecked("a", "macdefiri");
        let Query::Select { pattern, .. } = &mut query else { panic!("a SELECT") };
        *pattern = GraphPattern::Filter { expr: broken.into(), inner: Box::new(take(pattern)) };
        assert!(text(&query).unwrap_err().contains("macdefiri"));
    }

    /// The question with each parameter bound, `times` times, to the first of `values` that it can be.
    fn bound(question: &Question, values: &[&str], times: usize) -> Option<Query> {
        let mut query = question.query.clone();
        for parameter in &question.parameters {
            let terms = || values.iter().filter_map(|value| parameter.term(value).ok());
            let apply = |term: Term| {
                let terms = vec![term; times];
                Binding::new(parameter.variable.clone(), terms).unwrap().apply(query.clone()).ok()
            };
            query = terms().find_map(apply)?;
        }
        Some(query)
    }

    #[test]
    fn every_saved_question_can_be_sent_with_whatever_value() {
        let nasty = [
            "x\" } ; DROP ALL #",
            "\\u0022 \\\" '''\"\"\"",
            "a\nb\r\tc\u{b}\u{7f}\u{85}\u{2028}\u{fffe}\u{1f600}",
            "?_category $x {{ }} <a> \\",
            "#+ LIMIT 1",
            "-0.50",
            "",
        ];
        let catalogue = Catalogue::bundled().unwrap();
        for question in catalogue.questions() {
            text(&question.query).unwrap();
            for value in nasty {
                let iri = format!("https://e/{}?a=b&c=(d)*'!$", value.len());
                for times in [1, 2] {
                    text(&bound(question, &[value, &iri, "12", "2016-01-01"], times).unwrap()).unwrap();
                }
            }
        }
    }
}
