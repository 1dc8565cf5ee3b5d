//! A whole site as a folder that any web host can serve: every page with its data, the dataset as files, and the rules by which
//! IRIs lead to pages.
//!
//! Pages are made one after the other on all cores, and none is kept.

mod dumps;
mod folder;
mod rules;

pub use dumps::{FORMATS, of_orders, of_store};
pub use folder::Folder;
pub(super) use folder::MARKER;

use super::{DATA_FORMATS, Language, Packages, PageError, Pages, Shown};
use crate::publishing::description;
use crate::reading::parallel;
use crate::terms::{dcat, dct};
use askama::Template;
use regex::{Captures, Regex};

/// A site map may name no more addresses.
const MOST_IN_MAP: usize = 50_000;

/// A file that holds the whole dataset or a table of it, for the list of downloads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// The name of the file, at the root of the site.
    pub name: String,
    /// Its media type, that of what is packed where it is packed.
    pub media_type: &'static str,
    /// Its size.
    pub bytes: u64,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The pages, each in three languages.
    pub pages: usize,
    /// The files of the site.
    pub files: usize,
    /// Those of them that are new or have changed.
    pub changed: usize,
    /// The files of an earlier run that the site has no more.
    pub removed: usize,
}

/// Writes all pages with their data and the rules of the site into `folder`, and removes what an earlier run wrote that is no
/// more. `url` is the address at which the folder will stand, with a slash at its end.
///
/// # Errors
/// The store cannot be read, or a file cannot be written.
pub fn write(pages: &Pages, mut folder: Folder, url: &str) -> Result<Written, PageError> {
    let all = pages.all()?;
    let work = |page: &String| files(pages, page);
    parallel::in_order(&all, parallel::processors(), work, |_, files| {
        files?.into_iter().try_for_each(|(path, content)| folder.put(&path, &content))
    })?;
    let packages = pages.packages().into_iter().flat_map(Packages::paths).map(str::to_owned);
    let beside = ["style.css", "site.js"].map(str::to_owned);
    for path in beside.into_iter().chain(super::search::index_paths()).chain(packages) {
        if let Some(file) = pages.file(&path)? {
            folder.put(&path, &file.content)?;
        }
    }
    let texts = texts(pages, &all, url)?;
    for (path, content) in texts.into_iter().chain(rules::files(pages, &all, url)?) {
        folder.put(&path, content.as_bytes())?;
    }
    folder.finish(all.len())
}

/// The files of one page.
fn files(pages: &Pages, page: &str) -> Result<Vec<(String, Vec<u8>)>, PageError> {
    let mut paths = Language::ALL.map(|language| Shown::Page.file(page, language)).to_vec();
    if pages.is_thing(page)? {
        paths.extend(DATA_FORMATS.map(|format| Shown::Data(format).file(page, Language::Kazakh)));
    }
    paths.extend(super::questions::beside(page));
    let mut files = Vec::new();
    for path in paths {
        if let Some(file) = pages.file(&path)? {
            files.push((path, file.content));
        }
    }
    Ok(files)
}

#[derive(Template)]
#[template(path = "rules/citation.cff", escape = "none")]
struct Citation<'a> {
    title: String,
    version: String,
    license: &'a str,
    url: &'a str,
    publisher: String,
}

/// What stands beside the pages: how to cite the site, its licence, where its pages are, and what a host says where nothing is.
fn texts(pages: &Pages, all: &[String], url: &str) -> Result<Vec<(String, String)>, PageError> {
    let dataset = description::iri(&pages.base);
    let names = super::names::Names::new(pages, "dataset", Language::English);
    let license = pages.links(&dataset, dct::LICENSE)?.into_iter().next().unwrap_or_default();
    let publisher = match pages.links(&dataset, dct::PUBLISHER)?.first() {
        Some(publisher) => names.of(publisher)?.text,
        None => "lauazym".to_owned(),
    };
    let title = names.of(&dataset)?.text;
    let version = pages.literal(&dataset, dcat::VERSION)?.unwrap_or_default();
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

/// The page for an address at which nothing is, whatever path it has: so its links are whole, and its languages those of the
/// front page.
fn missing(pages: &Pages, url: &str) -> Result<String, PageError> {
    let page = pages.missing("404", &[], Language::Kazakh)?;
    let relative = Regex::new("href=\"([^\"#?:]+)\"").expect("the pattern is constant");
    let whole = relative.replace_all(&page, |found: &Captures<'_>| format!("href=\"{url}{}\"", &found[1]));
    Ok(Language::ALL.into_iter().fold(whole.into_owned(), |page, language| {
        let front = format!("href=\"{url}index{}\"", language.ending());
        page.replace(&format!("href=\"?lang={}\"", language.tag()), &front)
    }))
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
