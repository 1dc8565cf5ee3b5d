//! What stands beside the pages of a site: how to cite it, its licence, where its pages are, and what a host says where nothing is.

use crate::pages::{Language, PageError, Pages, Shown};
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
    let beginnings = ["index", "ontology", "dataset", "style.css"];
    let whole = |page: String, beginning: &str| {
        page.replace(&format!("href=\"{beginning}"), &format!("href=\"{url}{beginning}"))
    };
    Ok(beginnings.into_iter().fold(page, whole))
}

/// The site map, in several files where there are many pages.
fn maps(all: &[String], url: &str) -> Vec<(String, String)> {
    const XMLNS: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let address = |page: &String| {
        Language::ALL.map(|language| format!("<url><loc>{url}{}</loc></url>\n", Shown::Page.file(page, language)))
    };
    let addresses: Vec<String> = all.iter().flat_map(address).collect();
    let map = |part: &[String]| format!("{HEAD}<urlset {XMLNS}>\n{}</urlset>\n", part.concat());
    if addresses.len() <= MOST_IN_MAP {
        return vec![("sitemap.xml".to_owned(), map(&addresses))];
    }
    let parts = (1..).zip(addresses.chunks(MOST_IN_MAP));
    let mut maps: Vec<_> = parts.map(|(number, part)| (format!("sitemap-{number}.xml"), map(part))).collect();
    let listed: String = maps.iter().map(|(name, _)| format!("<sitemap><loc>{url}{name}</loc></sitemap>\n")).collect();
    maps.push(("sitemap.xml".to_owned(), format!("{HEAD}<sitemapindex {XMLNS}>\n{listed}</sitemapindex>\n")));
    maps
}
