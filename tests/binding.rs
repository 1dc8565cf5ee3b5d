//! A bound query asks the same as one written with the value in the variable's place, wherever the variable stands.

use lauazym::answers::answer::{Answer, Row};
use lauazym::answers::engine::Engine;
use lauazym::answers::evaluation::Embedded;
use lauazym::questions::binding::{Binding, BindingError};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Literal, NamedNode, Term, Variable};
use oxigraph::store::Store;
use spargebra::{Query, SparqlParser};

const DATA: &str = r#"
@prefix : <http://e/> .
:g1 { :a :p 1 ; :q :b ; :name "A" . :b :p 2 ; :q :c ; :name "B" . }
:g2 { :c :p 3 ; :q :a ; :name "C" . :d :p 1 ; :name "D" . }
"#;

fn store() -> Store {
    let store = Store::new().unwrap();
    store.load_from_reader(RdfParser::from_format(RdfFormat::TriG), DATA.as_bytes()).unwrap();
    store
}

fn parse(query: &str) -> Query {
    SparqlParser::new().parse_query(&format!("PREFIX : <http://e/> {query}")).unwrap()
}

fn iri(name: &str) -> Term {
    NamedNode::new(format!("http://e/{name}")).unwrap().into()
}

fn bound(query: &str, values: &[Term]) -> Query {
    let binding = Binding::new(Variable::new("_v").unwrap(), values.to_vec()).unwrap();
    binding.apply(parse(query)).unwrap()
}

/// The answer as lines: rows in their order, triples sorted.
fn answer(query: Query, columns: &[&str]) -> Vec<String> {
    let columns = columns.iter().map(|name| Variable::new(*name).unwrap()).collect();
    match Embedded::new(store()).answer(query, columns, None).unwrap() {
        Answer::Boolean(value) => vec![value.to_string()],
        Answer::Solutions(solutions) => solutions.rows.map(|row| line(&row.unwrap())).collect(),
        Answer::Graph(triples) => {
            let mut lines: Vec<String> = triples.map(|triple| triple.unwrap().to_string()).collect();
            lines.sort();
            lines
        }
    }
}

fn line(row: &Row) -> String {
    row.iter().map(|value| value.as_ref().map_or("-".to_owned(), Term::to_string)).collect::<Vec<_>>().join(" ")
}

/// Binds `?_v` in the query and compares with the query that has `constant` in its place; both must find something.
fn is_like_the_constant(query: &str, value: Term, constant: &str) {
    let written = parse(&query.replace("?_v", constant));
    let expected = answer(written, &["x", "y"]);
    assert!(!expected.is_empty() && expected != ["false"], "finds nothing: {query}");
    assert_eq!(answer(bound(query, &[value]), &["x", "y"]), expected, "{query}");
}

#[test]
fn in_triples_and_paths() {
    is_like_the_constant("SELECT ?x { ?x :q ?_v } ORDER BY ?x", iri("b"), ":b");
    is_like_the_constant("SELECT ?x { ?_v :q ?x }", iri("b"), ":b");
    is_like_the_constant("SELECT ?x ?y { ?x ?_v ?y } ORDER BY ?x", iri("q"), ":q");
    is_like_the_constant("SELECT ?x { ?_v :q+ ?x } ORDER BY ?x", iri("b"), ":b");
    is_like_the_constant("SELECT ?x { ?x :q/:name ?_v } ORDER BY ?x", Literal::from("B").into(), "\"B\"");
}

#[test]
fn in_filters_and_other_expressions() {
    let one: Term = Literal::from(1).into();
    is_like_the_constant("SELECT ?x { ?x :p ?y FILTER(?y > ?_v) } ORDER BY ?x", one.clone(), "1");
    is_like_the_constant("SELECT ?x { ?x :p ?y FILTER(?y IN (?_v, 3)) } ORDER BY ?x", one.clone(), "1");
    is_like_the_constant("SELECT ?x ?y { ?x :p ?p BIND(?p + ?_v AS ?y) } ORDER BY ?x", one.clone(), "1");
    is_like_the_constant(
        "SELECT ?x ?y { ?x :p ?p BIND(IF(?p = ?_v, \"a\", \"b\") AS ?y) } ORDER BY ?x",
        one.clone(),
        "1",
    );
    is_like_the_constant("SELECT ?x { ?x :p ?y FILTER EXISTS { ?x :p ?_v } } ORDER BY ?x", one.clone(), "1");
    is_like_the_constant("SELECT ?x { ?x :p ?y FILTER NOT EXISTS { ?x :p ?_v } } ORDER BY ?x", one.clone(), "1");
    is_like_the_constant("SELECT ?x { ?x :p ?y } ORDER BY (?y = ?_v) ?x", one.clone(), "1");
    is_like_the_constant("SELECT ?x (SUM(?p + ?_v) AS ?y) { ?x :p ?p } GROUP BY ?x ORDER BY ?x", one.clone(), "1");
    is_like_the_constant("SELECT ?x { ?x :p ?p } GROUP BY ?x HAVING (SUM(?p) = ?_v) ORDER BY ?x", one.clone(), "1");
    is_like_the_constant("SELECT ?x ?y { ?x :p ?p OPTIONAL { ?x :q ?y FILTER(?p = ?_v) } } ORDER BY ?x", one, "1");
}

#[test]
fn in_groups_unions_graphs_and_sub_selects() {
    is_like_the_constant("SELECT ?x ?y { ?x :p ?p OPTIONAL { ?x :q ?_v . ?x :name ?y } } ORDER BY ?x", iri("b"), ":b");
    is_like_the_constant("SELECT ?x { { ?x :q ?_v } UNION { ?_v :q ?x } } ORDER BY ?x", iri("b"), ":b");
    is_like_the_constant("SELECT ?x { ?x :p ?p MINUS { ?x :q ?_v } } ORDER BY ?x", iri("b"), ":b");
    is_like_the_constant("SELECT ?x { GRAPH ?_v { ?x :p ?p } } ORDER BY ?x", iri("g1"), ":g1");
    is_like_the_constant(
        "SELECT ?x ?y { ?x :p ?p { SELECT (COUNT(*) AS ?y) { ?z :q ?_v } } } ORDER BY ?x",
        iri("b"),
        ":b",
    );
    is_like_the_constant("ASK { ?x :q ?_v }", iri("b"), ":b");
}

#[test]
fn in_the_template_of_a_construct() {
    let query = "CONSTRUCT { ?x :likes ?_v } WHERE { ?x :p 1 }";
    is_like_the_constant(query, iri("b"), ":b");
    assert_eq!(answer(bound(query, &[iri("b"), iri("c")]), &[]).len(), 4);
}

#[test]
fn in_inline_tables_the_rows_that_agree_stay() {
    let query = "SELECT ?x ?_v { VALUES (?x ?_v) { (1 :a) (2 :b) (3 UNDEF) } } ORDER BY ?x";
    let rows = answer(bound(query, &[iri("b")]), &["x", "_v"]);
    let integer = "^^<http://www.w3.org/2001/XMLSchema#integer>";
    assert_eq!(rows, [format!("\"2\"{integer} <http://e/b>"), format!("\"3\"{integer} <http://e/b>")]);
}

#[test]
fn a_projected_and_a_grouped_parameter_keep_their_column() {
    let projected = "SELECT ?x ?_v { ?x :q ?_v } ORDER BY ?x";
    assert_eq!(answer(bound(projected, &[iri("b")]), &["x", "_v"]), ["<http://e/a> <http://e/b>"]);
    let grouped = "SELECT ?_v (COUNT(?x) AS ?y) { ?x :q ?_v } GROUP BY ?_v";
    let rows = answer(bound(grouped, &[iri("b")]), &["_v"]);
    assert_eq!(rows, ["<http://e/b>"]);
}

#[test]
fn several_values_stand_for_any_of_them_and_keep_the_order() {
    let two = [iri("c"), iri("b")];
    for (query, expected) in [
        ("SELECT ?x { ?x :q ?_v } ORDER BY ?x", vec!["<http://e/a>", "<http://e/b>"]),
        ("SELECT ?x { ?x :name ?n FILTER(?x = ?_v) } ORDER BY DESC(?x)", vec!["<http://e/c>", "<http://e/b>"]),
        ("SELECT ?x { ?x :name ?n FILTER EXISTS { ?x :q ?_v } } ORDER BY ?x", vec!["<http://e/a>", "<http://e/b>"]),
        ("SELECT ?x { ?_v :q+ ?x FILTER(?x != ?_v) } ORDER BY DESC(?x) LIMIT 1", vec!["<http://e/c>"]),
        ("SELECT ?x { ?x :name ?n MINUS { ?x :q ?_v } } ORDER BY ?x", vec!["<http://e/c>", "<http://e/d>"]),
    ] {
        assert_eq!(answer(bound(query, &two), &["x"]), expected, "{query}");
    }
    let graphs = "SELECT (COUNT(DISTINCT ?x) AS ?y) { GRAPH ?_v { ?x :name ?n } }";
    assert!(answer(bound(graphs, &[iri("g1"), iri("g2")]), &["y"])[0].starts_with("\"4\""));
}

#[test]
fn several_values_are_one_value_throughout_a_solution() {
    let query = "SELECT ?x ?y { ?x :q ?_v . ?_v :q ?y } ORDER BY ?x";
    let rows = answer(bound(query, &[iri("b"), iri("c")]), &["x", "y"]);
    assert_eq!(rows, ["<http://e/a> <http://e/c>", "<http://e/b> <http://e/a>"]);
}

#[test]
fn a_variable_in_a_service_name_is_bound() {
    let query = bound("ASK { SERVICE ?_v { ?x ?y ?z } }", &[iri("sparql")]);
    assert!(query.to_string().contains("SERVICE <http://e/sparql>"), "{query}");
}

#[test]
fn a_bound_query_can_be_written_and_read_again() {
    let query = "SELECT ?x ?_v { ?x :q ?_v OPTIONAL { ?x :name ?n FILTER(?n != ?_v) } } ORDER BY ?x LIMIT 5";
    for values in [vec![iri("b")], vec![iri("b"), iri("c")]] {
        let direct = bound(query, &values);
        let sent = SparqlParser::new().parse_query(&direct.to_string()).unwrap();
        assert_eq!(answer(sent, &["x", "_v"]), answer(direct, &["x", "_v"]));
    }
}

#[test]
fn a_literal_names_no_graph_and_an_assigned_variable_is_no_parameter() {
    let binding = |value| Binding::new(Variable::new("_v").unwrap(), [value]).unwrap();
    let error = binding(Literal::from("g").into()).apply(parse("ASK { GRAPH ?_v { ?x ?y ?z } }")).unwrap_err();
    assert!(matches!(error, BindingError::NoIri { .. }));
    let error = binding(iri("b")).apply(parse("SELECT ?x { ?x ?y ?z BIND(?z AS ?_v) }")).unwrap_err();
    assert!(matches!(error, BindingError::Assigned(_)));
    assert!(matches!(Binding::new(Variable::new("_v").unwrap(), []), Err(BindingError::NoValue(_))));
}
