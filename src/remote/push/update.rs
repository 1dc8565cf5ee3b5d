//! A graph as requests of SPARQL Update, of a size that engines accept: some compile each request as a whole.

use oxigraph::model::GraphName;

use super::graph::Graph;

/// The most statements of one request.
const STATEMENTS: usize = 1_000;
/// The most bytes of statements in one request, unless one statement alone is longer.
const BYTES: usize = 500_000;

/// Whether one request holds the whole graph. A blank node is a new one in each request, so a graph that has any cannot be
/// sent in several.
pub(super) fn is_one_request(graph: &Graph) -> bool {
    Pieces { rest: &graph.statements }.nth(1).is_none()
}

/// The requests that replace `graph`.
pub(super) fn requests(graph: &Graph) -> impl Iterator<Item = String> {
    let drop = match &graph.name {
        GraphName::DefaultGraph => "DROP SILENT DEFAULT".to_owned(),
        name => format!("DROP SILENT GRAPH {name}"),
    };
    let insert = |statements: &[String]| {
        let statements = statements.join("\n");
        match &graph.name {
            GraphName::DefaultGraph => format!("INSERT DATA {{\n{statements}\n}}"),
            name => format!("INSERT DATA {{ GRAPH {name} {{\n{statements}\n}} }}"),
        }
    };
    std::iter::once(drop).chain(Pieces { rest: &graph.statements }.map(insert))
}

struct Pieces<'a> {
    rest: &'a [String],
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a [String];

    fn next(&mut self) -> Option<&'a [String]> {
        let mut bytes = 0;
        let fits = |statement: &&String| {
            bytes += statement.len() + 1;
            bytes <= BYTES
        };
        let fitting = self.rest.iter().take(STATEMENTS).take_while(fits).count();
        let (piece, rest) = self.rest.split_at(fitting.max(1).min(self.rest.len()));
        self.rest = rest;
        (!piece.is_empty()).then_some(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::NamedNode;
    use oxigraph::store::Store;

    fn graph(statements: Vec<String>) -> Graph {
        Graph { name: NamedNode::new_unchecked("https://example.org/g").into(), statements, has_blank_nodes: false }
    }

    fn statements(count: usize, length: usize) -> Vec<String> {
        let text = "x".repeat(length);
        (0..count).map(|index| format!("<https://example.org/{index}> <https://example.org/p> \"{text}\" .")).collect()
    }

    #[test]
    fn the_requests_replace_the_graph_with_all_its_statements() {
        let store = Store::new().unwrap();
        let update = |text: &str| {
            oxigraph::sparql::SparqlEvaluator::new().parse_update(text).unwrap().on_store(&store).execute()
        };
        update("INSERT DATA { GRAPH <https://example.org/g> { <a:a> <a:a> \"old\" } <a:a> <a:a> \"kept\" }").unwrap();
        let requests: Vec<String> = requests(&graph(statements(2_500, 10))).collect();
        assert_eq!(requests.len(), 1 + 3);
        requests.iter().for_each(|text| update(text).unwrap());
        assert_eq!(store.len().unwrap(), 2_501);
    }

    #[test]
    fn long_statements_make_short_requests_and_none_is_left_out() {
        let all = graph([statements(9, 200_000), statements(1, 600_000)].concat());
        let requests: Vec<String> = requests(&all).skip(1).collect();
        assert_eq!(requests.iter().map(|text| text.matches("/p>").count()).sum::<usize>(), 10);
        assert!(requests.iter().all(|text| text.len() < 700_000) && requests.len() == 6, "{}", requests.len());
    }

    #[test]
    fn a_graph_is_one_request_up_to_a_thousand_statements() {
        assert!(is_one_request(&graph(vec![])) && is_one_request(&graph(statements(1_000, 1))));
        assert!(!is_one_request(&graph(statements(1_001, 1))));
    }

    #[test]
    fn the_default_graph_has_no_name_in_them() {
        let all = Graph { name: GraphName::DefaultGraph, ..graph(statements(1, 1)) };
        let requests: Vec<String> = requests(&all).collect();
        assert_eq!(requests[0], "DROP SILENT DEFAULT");
        assert!(requests[1].starts_with("INSERT DATA {\n<"));
    }
}
