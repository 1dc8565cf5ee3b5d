//! The files of a publication with their sizes and checksums, for the description that stands beside them.

use oxigraph::model::QuadRef;
use oxigraph::model::vocab::{rdfs, xsd};

use super::imprint::Imprint;
use crate::graph::statements::{About, Statements};
use crate::terms::{csvw, dcat, dcatap, dct, spdx, void};

/// What the EU's authority table calls files that are meant to stay.
const AVAILABLE: &str = "http://publications.europa.eu/resource/authority/planned-availability/AVAILABLE";
/// The standard by which tables are described.
const TABULAR_METADATA: &str = "https://www.w3.org/TR/tabular-metadata/";

/// Something said in Kazakh, Russian and English.
pub type ThreeLanguages = [String; 3];

/// A file with its size and checksum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The file's name: `lauazym.ttl`.
    pub name: String,
    /// The size.
    pub bytes: u64,
    /// The SHA-256 of the content in lower-case hexadecimal digits.
    pub sha256: String,
}

/// A form in which the dataset can be had: a file, and the files that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    /// The file to begin with.
    pub file: File,
    /// The media type: `text/turtle`.
    pub media_type: &'static str,
    /// The name in the EU's authority table of file types, `RDF_TURTLE`; none when the table has none.
    pub file_type: Option<&'static str>,
    /// What the file holds.
    pub content: Content,
}

/// What a distribution holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The whole dataset as RDF.
    Dump {
        /// The name of the format: `Turtle`.
        format: &'static str,
        /// Whether the file keeps the named graphs.
        has_graphs: bool,
        /// The file with the context by which it is written; none but for JSON-LD.
        context: Option<File>,
    },
    /// The description of tables, and each table with its title.
    Tables(Vec<(File, ThreeLanguages)>),
    /// The tables as one workbook.
    Workbook,
}

impl Content {
    fn title(&self) -> ThreeLanguages {
        match self {
            Self::Dump { format, .. } => ["Бүкіл деректер жиыны", "Весь набор данных", "The whole dataset"]
                .map(|title| format!("{title}, {format}")),
            Self::Tables(_) => {
                ["CSV on the Web кестелері", "Таблицы CSV on the Web", "Tables, CSV on the Web"].map(Into::into)
            }
            Self::Workbook => {
                ["Excel кестелерінің кітабы", "Таблицы, книга Excel", "Tables, Excel workbook"].map(Into::into)
            }
        }
    }

    fn description(&self) -> [&'static str; 3] {
        match self {
            Self::Dump { has_graphs: true, .. } => [
                "Бұйрықтар, сөздіктер және деректер жиынының сипаттамасы бір файлда; әр бұйрық — жеке аталған граф.",
                "Приказы, словари и описание набора данных в одном файле; каждый приказ — отдельный именованный граф.",
                "The orders, the vocabularies and the description of the dataset in one file; each order is a named graph of its own.",
            ],
            Self::Dump { .. } => [
                "Бұйрықтар, сөздіктер және деректер жиынының сипаттамасы бір файлда, аталған графтарсыз.",
                "Приказы, словари и описание набора данных в одном файле, без именованных графов.",
                "The orders, the vocabularies and the description of the dataset in one file, without named graphs.",
            ],
            Self::Tables(_) => [
                "Бұйрықтар, бөлімшелер, жазбалар, лауазымдар, сілтемелер, міндеттер мен ескертпелер CSV кестелері түрінде; бұл файл олардың бағандарын, кілттерін және IRI-ларын сипаттайды.",
                "Приказы, подразделения, записи, должности, ссылки, обязанности и замечания в таблицах CSV; этот файл описывает их столбцы, ключи и IRI.",
                "Orders, units, entries, posts, citations, duties and findings as tables in CSV; this file describes their columns, keys and IRIs.",
            ],
            Self::Workbook => [
                "Сол кестелер бір кітапта, әр парақта бір кесте; кодтар мәтін болып қалады.",
                "Те же таблицы в одной книге, по таблице на листе; коды остаются текстом.",
                "The same tables in one workbook, a sheet a table; codes stay texts.",
            ],
        }
    }
}

/// States the distributions of the dataset, for files that are served beside its base or where the imprint says.
pub(crate) fn describe(
    distributions: &[Distribution],
    base: &str,
    imprint: &Imprint,
    receive: &mut dyn FnMut(QuadRef<'_>),
) {
    let dataset = super::iri(base);
    let statements = &mut Statements::in_graph(&dataset, receive);
    let files = imprint.download_base.as_deref().unwrap_or(base);
    let url = |file: &File| format!("{files}{}", file.name);
    let iri = |distribution: &Distribution| format!("{dataset}/distribution/{}", distribution.file.name);
    // A table: `{base}dataset/table/units`, as its description calls it.
    let table = |file: &File| format!("{dataset}/table/{}", file.name.trim_end_matches(".csv"));
    let dumps = distributions.iter().filter(|distribution| matches!(distribution.content, Content::Dump { .. }));
    statements
        .about(&dataset)
        .links(dcat::DISTRIBUTION, distributions.iter().map(iri))
        .links(void::DATA_DUMP, dumps.map(|distribution| url(&distribution.file)));
    for distribution in distributions {
        let (iri, url_of_file) = (iri(distribution), url(&distribution.file));
        let media_type = format!("https://www.iana.org/assignments/media-types/{}", distribution.media_type);
        let about = named(statements.about(&iri).a(dcat::DISTRIBUTION_CLASS), &distribution.content.title())
            .in_three_languages(dct::DESCRIPTION, distribution.content.description())
            .link(dcatap::AVAILABILITY, AVAILABLE)
            .link(dcat::ACCESS_URL, &url_of_file)
            .link(dcat::DOWNLOAD_URL, &url_of_file)
            .link(dcat::MEDIA_TYPE, &media_type)
            .with(distribution.file_type, |about, name| {
                about.link(dct::FORMAT, &format!("http://publications.europa.eu/resource/authority/file-type/{name}"))
            })
            .link(dct::LICENSE, imprint.license.as_str())
            .typed(dcat::BYTE_SIZE, &distribution.file.bytes.to_string(), xsd::NON_NEGATIVE_INTEGER)
            .link(spdx::CHECKSUM, &checksum(&iri));
        match &distribution.content {
            Content::Dump { context: Some(context), .. } => {
                let standard = url(context);
                drop(about.link(dct::CONFORMS_TO, &standard));
                let title = ["JSON-LD мәнмәтіні", "Контекст JSON-LD", "JSON-LD context"].map(Into::into);
                named(statements.about(&standard).a(dct::STANDARD), &title).link(spdx::CHECKSUM, &checksum(&standard));
                describe_checksum(&standard, context, statements);
            }
            Content::Tables(tables) => {
                let parts = tables.iter().map(|(file, _)| table(file));
                drop(about.link(dct::CONFORMS_TO, TABULAR_METADATA).links(dct::HAS_PART, parts));
                statements
                    .about(TABULAR_METADATA)
                    .a(dct::STANDARD)
                    .english(rdfs::LABEL, "Metadata Vocabulary for Tabular Data")
                    .english(dct::TITLE, "Metadata Vocabulary for Tabular Data");
                for (file, title) in tables {
                    let iri = table(file);
                    named(statements.about(&iri).a(csvw::TABLE), title)
                        .typed(csvw::URL, &url(file), xsd::ANY_URI)
                        .link(spdx::CHECKSUM, &checksum(&iri));
                    describe_checksum(&iri, file, statements);
                }
            }
            Content::Dump { .. } | Content::Workbook => drop(about),
        }
        describe_checksum(&iri, &distribution.file, statements);
    }
}

fn named<'b, 'a>(about: About<'b, 'a>, [kk, ru, en]: &ThreeLanguages) -> About<'b, 'a> {
    about.in_three_languages(rdfs::LABEL, [kk, ru, en]).in_three_languages(dct::TITLE, [kk, ru, en])
}

fn checksum(iri: &str) -> String {
    format!("{iri}/checksum")
}

fn describe_checksum(iri: &str, file: &File, statements: &mut Statements<'_>) {
    statements
        .about(&checksum(iri))
        .a(spdx::CHECKSUM_CLASS)
        .string(rdfs::LABEL, &format!("{}: SHA-256", file.name))
        .add(spdx::ALGORITHM, spdx::SHA256)
        .typed(spdx::CHECKSUM_VALUE, &file.sha256, xsd::HEX_BINARY);
}
