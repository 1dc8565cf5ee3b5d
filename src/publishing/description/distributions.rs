//! The files of a publication with their sizes and checksums, for the description that stands beside them.

use oxigraph::model::vocab::xsd;

use crate::graph::statements::Statements;
use crate::terms::{dcat, dct, spdx, void};

/// A file that holds the dataset, or a table of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    /// The file's name: `lauazym.ttl`.
    pub name: String,
    /// The media type: `text/turtle`.
    pub media_type: &'static str,
    /// The name in the EU's authority table of file types, `RDF_TURTLE`; none when the table has none.
    pub file_type: Option<&'static str>,
    /// Whether the file holds the whole dataset as RDF.
    pub is_dump: bool,
    /// The size.
    pub bytes: u64,
    /// The SHA-256 of the content in lower-case hexadecimal digits.
    pub sha256: String,
}

impl Distribution {
    fn iri(&self, base: &str) -> String {
        format!("{base}dataset/distribution/{}", self.name)
    }

    fn url(&self, base: &str) -> String {
        format!("{base}{}", self.name)
    }
}

/// States the distributions of the dataset, for files that are served beside its base.
pub(crate) fn describe(distributions: &[Distribution], base: &str, license: &str, statements: &mut Statements<'_>) {
    let dumps = distributions.iter().filter(|file| file.is_dump);
    statements
        .about(&super::iri(base))
        .links(dcat::DISTRIBUTION, distributions.iter().map(|file| file.iri(base)))
        .links(void::DATA_DUMP, dumps.map(|file| file.url(base)));
    for file in distributions {
        let (iri, url) = (file.iri(base), file.url(base));
        let checksum = format!("{iri}/checksum");
        let media_type = format!("https://www.iana.org/assignments/media-types/{}", file.media_type);
        statements
            .about(&iri)
            .a(dcat::DISTRIBUTION_CLASS)
            .label(&file.name)
            .string(dct::TITLE, &file.name)
            .link(dcat::ACCESS_URL, &url)
            .link(dcat::DOWNLOAD_URL, &url)
            .link(dcat::MEDIA_TYPE, &media_type)
            .with(file.file_type, |about, name| {
                about.link(dct::FORMAT, &format!("http://publications.europa.eu/resource/authority/file-type/{name}"))
            })
            .link(dct::LICENSE, license)
            .typed(dcat::BYTE_SIZE, &file.bytes.to_string(), xsd::NON_NEGATIVE_INTEGER)
            .link(spdx::CHECKSUM, &checksum);
        statements
            .about(&checksum)
            .a(spdx::CHECKSUM_CLASS)
            .label(&format!("{}: SHA-256", file.name))
            .term(spdx::ALGORITHM, spdx::SHA256)
            .typed(spdx::CHECKSUM_VALUE, &file.sha256, xsd::HEX_BINARY);
    }
}
