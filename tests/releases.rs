//! IRIs that were published stay: the lists of `tests/releases/`, one a release, name what the bundled order and the vocabularies
//! described then. `UPDATE_EXPECTED=1` writes the list of the current version, and leaves those of earlier ones.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use lauazym::reading::vocabulary::{DEFAULT_BASE, Vocabularies};
use oxigraph::model::{NamedOrBlankNode, Quad, Term};

const REPLACED_BY: &str = "http://purl.org/dc/terms/isReplacedBy";
/// The kinds of resource whose IRIs last, by what stands behind the base or the order.
const LASTING: [&str; 8] =
    ["act/", "specialty/", "category/", "role/", "organization/", "unit/", "position/", "entry/"];

fn dataset() -> Vec<Quad> {
    let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
    let order = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/V1400009219.kk.txt");
    let orders = lauazym::reading::read_orders(&[order], &vocabularies, |_| {}).unwrap();
    lauazym::publishing::dataset(&orders, &vocabularies)
}

/// Whether the IRI, without the base, is of a kind that lasts, and of the thing itself and not of a part of it.
fn lasts(iri: &str) -> bool {
    let inner = iri.strip_prefix("order/").and_then(|rest| rest.split_once('/')).map_or(iri, |(_, inner)| inner);
    LASTING.iter().any(|kind| inner.strip_prefix(kind).is_some_and(|name| !name.is_empty() && !name.contains('/')))
}

/// The IRIs that last among those which are described, without the base, and among them those that something replaces.
fn described(quads: &[Quad]) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let (mut lasting, mut replaced) = (BTreeSet::new(), BTreeSet::new());
    for quad in quads {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
        let Some(iri) = subject.as_str().strip_prefix(DEFAULT_BASE).filter(|iri| lasts(iri)) else { continue };
        lasting.insert(iri);
        if quad.predicate.as_str() == REPLACED_BY {
            assert!(matches!(&quad.object, Term::NamedNode(_)), "{iri}");
            replaced.insert(iri);
        }
    }
    (lasting, replaced)
}

#[test]
fn every_iri_of_an_earlier_release_is_described_or_says_what_replaced_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/releases");
    let quads = dataset();
    let (lasting, _) = described(&quads);
    let current = folder.join(format!("{}.txt", env!("CARGO_PKG_VERSION")));
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        let list: String = lasting.iter().map(|iri| format!("{iri}\n")).collect();
        fs::create_dir_all(&folder).unwrap();
        fs::write(&current, list).unwrap();
    }
    let mut releases = 0;
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        let list = fs::read_to_string(&path).unwrap();
        let lost: Vec<&str> = list.lines().filter(|iri| !lasting.contains(iri)).collect();
        assert!(list.lines().count() > 1_000 && lost.is_empty(), "{}: no longer described: {lost:#?}", path.display());
        releases += 1;
    }
    assert!(releases > 0 && current.exists());
}

#[test]
fn what_is_replaced_leads_to_something_that_is_described() {
    let quads = dataset();
    let (_, replaced) = described(&quads);
    let known: BTreeSet<String> = quads.iter().map(|quad| quad.subject.to_string()).collect();
    for quad in quads.iter().filter(|quad| quad.predicate.as_str() == REPLACED_BY) {
        let Term::NamedNode(object) = &quad.object else { panic!("{quad}") };
        let leads = known.contains(&object.to_string())
            && object.as_str().strip_prefix(DEFAULT_BASE).is_none_or(|iri| !replaced.contains(iri));
        assert!(leads, "{quad}");
    }
    assert!(lasts("order/V1400009219/position/13-4-2") && lasts("act/x-a") && !lasts("order/V1/entry/3/knowledge"));
}
