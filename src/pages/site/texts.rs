//! What stands beside the pages of a site: how to cite it, its licence, where its pages are, and what a host says where nothing is.

use crate::pages::{Language, PageError, Pages};
use crate::publishing::description;
use crate::terms::{dcat, dct};
use askama::Template;

/// A site map may name no more addresses.
const MOST_IN_MAP: usize = 50_000;

#[derive(Template)]
#[template(path = "rules/citation.cff", escape = "none")]
struct Citation<'a> {
    title: String,
    version: String,
    license: &'a str,
    url: &'a str,
    publisher: String,
}

/// The files by their paths.
///
/// # Errors
/// The store cannot be read.
pub(super) fn files(pages: &Pages, all: &[String], url: &str) -> Result<Vec<(String, String)>, PageError> {
    let dataset = description::iri(&pages.base);
    let statements = pages.statements();
    let names = crate::pages::names::Names::new(pages, "dataset", Language::English);
    let license = statements.links(&dataset, dct::LICENSE)?.into_iter().next().unwrap_or_default();
    let publisher = match statements.links(&dataset, dct::PUBLISHER)?.first() {
        Some(publisher) => names.of(publisher)?.text,
        None => "lauazym".to_owned(),
    };
    let title = names.of(&dataset)?.text;
    let version = statements.literal(&dataset, dcat::VERSION)?.unwrap_or_default();
    let citation = Citation { title: title.clone(), version, license: &license, url, publisher }.render()?;
    let mut files = vec![
        ("CITATION.cff".to_owned(), citation),
        ("LICENSE.txt".to_owned(), format!("{title}\n\n{license}\n")),
        ("404.html".to_owned(), missing(pages, url)?),
        ("robots.txt".to_owned(), format!("User-agent: *\nAllow: /\nSitemap: {url}sitemap.xml\n")),
    ];
    files.extend(maps(all, url));
    Ok(files)
}

/// The page for an address at which nothing is, whatever path it has: so its links are whole.
fn missing(pages: &Pages, url: &str) -> Result<String, PageError> {
    let page = pages.missing("404", &[], Language::Kazakh)?;
    let whole = |attribute: &str, page: String| {
        page.replace(&format!("{attribute}=\"index"), &format!("{attribute}=\"{url}index"))
            .replace(&format!("{attribute}=\"ontology"), &format!("{attribute}=\"{url}ontology"))
            .replace(&format!("{attribute}=\"dataset"), &format!("{attribute}=\"{url}dataset"))
            .replace(&format!("{attribute}=\"style.css"), &format!("{attribute}=\"{url}style.css"))
    };
    Ok(whole("href", page))
}

/// The site map, in several files where there are many pages.
fn maps(all: &[String], url: &str) -> Vec<(String, String)> {
    const XMLNS: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let addresses: Vec<String> = all
        .iter()
        .flat_map(|page| {
            Language::ALL.map(|language| format!("<url><loc>{url}{page}{}</loc></url>\n", language.ending()))
        })
        .collect();
    let map = |part: &[String]| format!("{HEAD}<urlset {XMLNS}>\n{}</urlset>\n", part.concat());
    if addresses.len() <= MOST_IN_MAP {
        return vec![("sitemap.xml".to_owned(), map(&addresses))];
    }
    let mut maps: Vec<(String, String)> = Vec::new();
    for (number, part) in (1..).zip(addresses.chunks(MOST_IN_MAP)) {
        maps.push((format!("sitemap-{number}.xml"), map(part)));
    }
    let listed: String = maps.iter().map(|(name, _)| format!("<sitemap><loc>{url}{name}</loc></sitemap>\n")).collect();
    maps.push(("sitemap.xml".to_owned(), format!("{HEAD}<sitemapindex {XMLNS}>\n{listed}</sitemapindex>\n")));
    maps
}
