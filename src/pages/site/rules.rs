//! The rules by which web hosts lead from the IRI of a thing to its page or data, as the server does: Apache's `.htaccess`, nginx,
//! `_redirects` of hosts that know no headers, and those of w3id.org, under which the IRIs stand.
//!
//! Paths alternate between a word and a name, `order/V1400009219/entry/40`; so a few shapes, `order/*/entry/*`, are all rules.

use crate::pages::address::Place;
use crate::pages::{EDITOR_POLICY, POLICY, PageError, Pages};
use askama::Template;
use std::collections::{BTreeMap, BTreeSet};

/// So many pages of a shape are looked at to know whether parts stand on them.
const SAMPLES: usize = 3;

/// Paths that differ in names only.
struct Shape {
    words: Vec<String>,
    /// Whether other things stand on such pages.
    has_parts: bool,
}

impl Shape {
    fn written(&self, name: impl Fn(usize) -> String) -> String {
        let segment = |(at, word): (usize, &String)| if at % 2 == 0 { word.clone() } else { name(at) };
        self.words.iter().enumerate().map(segment).collect::<Vec<_>>().join("/")
    }

    fn regex(&self) -> String {
        self.written(|_| "[^/]+".to_owned())
    }

    fn placeholders(&self) -> String {
        self.written(|at| format!(":n{at}"))
    }
}

#[derive(Template)]
#[template(path = "rules/htaccess.txt", escape = "none")]
struct Apache<'a> {
    policy: &'a str,
    /// What the editor and its worker may do, where the site has one.
    editor: Option<&'a str>,
    shapes: &'a [Shape],
}

#[derive(Template)]
#[template(path = "rules/nginx.txt", escape = "none")]
struct Nginx<'a> {
    policy: &'a str,
    /// What the editor and its worker may do, where the site has one.
    editor: Option<&'a str>,
    shapes: &'a [Shape],
}

#[derive(Template)]
#[template(path = "rules/redirects.txt", escape = "none")]
struct Redirects<'a> {
    shapes: &'a [Shape],
}

#[derive(Template)]
#[template(path = "rules/w3id.txt", escape = "none")]
struct Permanent<'a> {
    url: &'a str,
}

/// The files with rules for a site at `url` with the pages `all`.
///
/// # Errors
/// The store cannot be read.
pub(super) fn files(pages: &Pages, all: &[String], url: &str) -> Result<Vec<(&'static str, String)>, PageError> {
    let shapes = shapes(pages, all)?;
    let shapes = shapes.as_slice();
    let editor = pages.packages().map(|_| EDITOR_POLICY);
    Ok(vec![
        (".htaccess", Apache { policy: POLICY, editor, shapes }.render()?),
        ("hosting/nginx.conf", Nginx { policy: POLICY, editor, shapes }.render()?),
        ("_redirects", Redirects { shapes }.render()?),
        ("hosting/w3id.htaccess", Permanent { url }.render()?),
        (".nojekyll", String::new()),
    ])
}

/// The shapes of the pages of things, the longest first.
fn shapes(pages: &Pages, all: &[String]) -> Result<Vec<Shape>, PageError> {
    let mut samples: BTreeMap<Vec<String>, Vec<&str>> = BTreeMap::new();
    for page in all {
        if !pages.is_thing(page)? {
            continue;
        }
        let word = |(at, segment): (usize, &str)| if at % 2 == 0 { segment.to_owned() } else { String::new() };
        let known = samples.entry(page.split('/').enumerate().map(word).collect()).or_default();
        if known.len() < SAMPLES {
            known.push(page);
        }
    }
    let mut shapes = Vec::new();
    for (words, samples) in samples {
        let mut has_parts = false;
        for page in samples {
            has_parts |= holds_parts(pages, page)?;
        }
        shapes.push(Shape { words, has_parts });
    }
    shapes.sort_by_key(|shape| std::cmp::Reverse(shape.words.len()));
    Ok(shapes)
}

fn holds_parts(pages: &Pages, page: &str) -> Result<bool, PageError> {
    let about = pages.statements().about(&pages.iri(page))?;
    let linked: BTreeSet<String> = about
        .into_iter()
        .filter_map(|(_, value)| crate::pages::statements::node(value))
        .map(|node| node.into_string())
        .collect();
    for iri in linked {
        if matches!(pages.place(&iri)?, Place::Part { page: other, .. } if other == page) {
            return Ok(true);
        }
    }
    Ok(false)
}
