//! A SPARQL endpoint on this machine over an RDF file: the query operation of the protocol, answered in JSON.

use std::path::Path;

use lauazym::answers::engine::Engine;
use lauazym::answers::evaluation::Embedded;
use lauazym::answers::writing::{self, Style};
use lauazym::publishing::dumps;
use lauazym::questions::question::Question;

use super::{Reply, Server};

/// The endpoint over `tests/fixtures/NAME`; its address is that of any path.
pub fn endpoint(name: &str) -> Server {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    let store = lauazym::answers::store::in_memory(dumps::quads(&file).unwrap()).unwrap();
    Server::start(move |request, _| {
        let Some(text) = request.parameter("query") else { return super::status(400) };
        match answer(&Embedded::new(store.clone()), &text) {
            Ok(body) => Reply::Answer(200, vec![("content-type", "application/sparql-results+json".into())], body),
            Err(error) => Reply::Answer(400, vec![("content-type", "text/plain".into())], error.to_string().into()),
        }
    })
}

fn answer(engine: &Embedded, text: &str) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let question = Question::parse("request", text, &Vec::new())?;
    let columns = question.columns();
    let answer = engine.answer(question.query, columns, None)?;
    let style = Style::default();
    let mut body = Vec::new();
    writing::write(answer, "json".parse()?, &style, &mut body)?;
    Ok(body)
}
