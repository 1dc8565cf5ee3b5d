//! Where the data come from: the export as an activity of this program that used the orders' sources.

use oxigraph::model::vocab::{rdfs, xsd};

use super::imprint::Imprint;
use crate::graph::statements::Statements;
use crate::terms::{dcat, dct, prov};

fn activity(base: &str) -> String {
    format!("{base}dataset/export")
}

fn program(base: &str) -> String {
    format!("{base}dataset/program")
}

/// The files from which the orders were read.
fn sources(orders: &[String]) -> impl Iterator<Item = String> {
    orders.iter().map(|order| format!("{order}/source"))
}

/// Links the dataset to its orders, which are given by their IRIs, their sources and the export.
pub(super) fn link(orders: &[String], base: &str, statements: &mut Statements<'_>) {
    statements
        .about(&super::iri(base))
        .links(dct::HAS_PART, orders.iter().cloned())
        .links(prov::WAS_DERIVED_FROM, sources(orders))
        .link(prov::WAS_GENERATED_BY, &activity(base));
}

/// Describes the export and the program.
pub(super) fn describe(orders: &[String], imprint: &Imprint, base: &str, statements: &mut Statements<'_>) {
    let version = env!("CARGO_PKG_VERSION");
    statements
        .about(&activity(base))
        .a(prov::ACTIVITY)
        .in_three_languages(
            rdfs::LABEL,
            [
                "бұйрықтарды байланысқан деректерге айналдыру",
                "преобразование приказов в связанные данные",
                "conversion of orders into linked data",
            ],
        )
        .links(prov::USED, sources(orders))
        .link(prov::WAS_ASSOCIATED_WITH, &program(base))
        .with(imprint.generated_at.as_deref(), |about, moment| {
            about.typed(prov::ENDED_AT_TIME, moment, xsd::DATE_TIME)
        });
    statements
        .about(&program(base))
        .a(prov::SOFTWARE_AGENT)
        .in_three_languages(
            rdfs::LABEL,
            [
                concat!(env!("CARGO_PKG_NAME"), " бағдарламасы"),
                concat!("программа ", env!("CARGO_PKG_NAME")),
                concat!(env!("CARGO_PKG_NAME"), " program"),
            ],
        )
        .string(dct::TITLE, env!("CARGO_PKG_NAME"))
        .string(dcat::VERSION, version);
}
