//! The rules by which web hosts lead from the IRI of a thing to its page or data, as the server does: Apache's `.htaccess`, nginx,
//! `_redirects` of hosts that know no headers, and those of w3id.org, under which the IRIs stand.
//!
//! Paths alternate between a word and a name, `order/V1400009219/entry/40`; so a few shapes, `order/*/entry/*`, are all rules.

use crate::pages::address::Place;
use crate::pages::{EDITOR_POLICY, Language, POLICY, PageError, Pages, Shown, missing};
use askama::Template;
use oxigraph::model::Term;
use std::collections::BTreeMap;

/// So many pages of a shape are looked at to know whether parts stand on them.
const SAMPLES: usize = 3;

/// Paths that differ in names only.
#[derive(Debug)]
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

/// What Apache and nginx go by, as regular expressions that both know.
#[derive(Debug)]
struct Rules {
    policy: &'static str,
    /// What the editor and its worker may do, where the site has one.
    editor: Option<&'static str>,
    /// The path under which the site stands.
    path: String,
    /// How things are shown to those who take anything: the ending of files, or `page`.
    default: String,
    /// By what clients say in Accept, those that count most first.
    accepted: Vec<(String, String)>,
    /// By the names of formats.
    named: Vec<(&'static str, String)>,
    /// What clients say in Accept-Language, what counts most first.
    preferred: Vec<String>,
    /// The tags of languages, and how the names of pages end in each.
    languages: [(&'static str, &'static str); 3],
    moved: BTreeMap<String, String>,
    /// The paths of things that have pages, and of those on whose pages others stand.
    own: String,
    parts: String,
}

/// The files, by the hosts that read them.
#[derive(Template)]
#[template(escape = "none")]
enum Host<'a> {
    #[template(path = "rules/htaccess.txt")]
    Apache { rules: &'a Rules },
    #[template(path = "rules/nginx-http.txt")]
    NginxMaps { rules: &'a Rules },
    #[template(path = "rules/nginx-server.txt")]
    Nginx { rules: &'a Rules },
    #[template(path = "rules/redirects.txt")]
    Redirects { rules: &'a Rules, shapes: &'a [Shape] },
    #[template(path = "rules/w3id.txt")]
    Permanent { url: &'a str },
}

/// The files with rules for a site at `url` with the pages `all`.
pub(super) fn files(pages: &Pages, all: &[String], url: &str) -> Result<Vec<(String, String)>, PageError> {
    let shapes = shapes(pages, all)?;
    let rules = &rules(pages, &shapes, url)?;
    let files = [
        (".htaccess", Host::Apache { rules }.render()?),
        ("hosting/nginx-http.conf", Host::NginxMaps { rules }.render()?),
        ("hosting/nginx-server.conf", Host::Nginx { rules }.render()?),
        ("_redirects", Host::Redirects { rules, shapes: &shapes }.render()?),
        ("hosting/w3id.htaccess", Host::Permanent { url }.render()?),
        (".nojekyll", String::new()),
    ];
    Ok(files.map(|(path, content)| (path.to_owned(), content)).to_vec())
}

fn rules(pages: &Pages, shapes: &[Shape], url: &str) -> Result<Rules, PageError> {
    let any_of = |shapes: &mut dyn Iterator<Item = &Shape>| shapes.map(Shape::regex).collect::<Vec<_>>().join("|");
    let behind_host = url.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
    let tags = Language::ALL.map(Language::tag).join("|");
    Ok(Rules {
        policy: POLICY,
        editor: pages.packages().map(|_| EDITOR_POLICY),
        path: format!("/{}", behind_host.map_or("", |(_, path)| path)),
        default: name(Shown::MEDIA_TYPES[0].1),
        accepted: accepted(),
        named: Shown::NAMES.map(|(known, shown)| (known, name(shown))).to_vec(),
        preferred: weights().map(|weight| format!(r"(^|,)\s*({tags})([-_][^,;]*)?{weight}")).collect(),
        languages: Language::ALL.map(|language| (language.tag(), language.ending())),
        moved: missing::replaced(pages)?,
        own: any_of(&mut shapes.iter()),
        parts: any_of(&mut shapes.iter().filter(|shape| shape.has_parts)),
    })
}

fn name(shown: Shown) -> String {
    match shown {
        Shown::Page => "page".to_owned(),
        Shown::Data(format) => format!(".{}", format.file_extension()),
    }
}

/// The weights of what a client likes, to a tenth, the greatest first.
fn weights() -> impl Iterator<Item = String> {
    let tenths = (0..10).rev().map(|tenths| match tenths {
        0 => r"\s*;\s*q=0?\.0[0-9]*[1-9]".to_owned(),
        tenths => format!(r"\s*;\s*q=0?\.{tenths}"),
    });
    std::iter::once(r"\s*(;\s*q=1[^,]*)?(,|$)".to_owned()).chain(tenths)
}

/// What clients say in Accept. Among types of one weight the first of our list counts, and then those who take all of a kind.
fn accepted() -> Vec<(String, String)> {
    let kinds = ["text/*", "application/*", "*/*"].map(|range| {
        let kind = range.trim_end_matches('*').trim_end_matches("*/");
        let first = Shown::MEDIA_TYPES.into_iter().find(|(known, _)| known.starts_with(kind));
        (range, first.unwrap_or(Shown::MEDIA_TYPES[0]).1)
    });
    let mut accepted = Vec::new();
    for weight in weights() {
        for (range, shown) in Shown::MEDIA_TYPES.into_iter().chain(kinds) {
            let range = range.replace('+', r"\+").replace('*', r"\*");
            accepted.push((format!(r"(^|,)\s*{range}(\s*;\s*[^q,;][^,;]*)*{weight}"), name(shown)));
        }
    }
    accepted
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
    for (_, value) in pages.about(&pages.iri(page))? {
        // What stands behind a # is no server's.
        if let Term::NamedNode(node) = value
            && !node.as_str().contains('#')
            && matches!(pages.place(node.as_str())?, Place::Part { page: other, .. } if other == page)
        {
            return Ok(true);
        }
    }
    Ok(false)
}
