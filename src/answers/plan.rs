//! The plan by which a query was evaluated, as an indented tree with the rows and the time of each step.

use oxigraph::sparql::QueryExplanation;
use serde::Deserialize;
use std::io::{self, Write};

#[derive(Deserialize)]
struct Plan {
    #[serde(rename = "planning duration in seconds")]
    planning: Option<f64>,
    plan: Step,
}

#[derive(Deserialize)]
struct Step {
    name: String,
    #[serde(rename = "number of results", default)]
    rows: u64,
    #[serde(rename = "duration in seconds", default)]
    seconds: f64,
    children: Vec<Step>,
}

/// Writes an explanation: rows, milliseconds and step, the steps that feed a step indented below it.
///
/// # Errors
/// The output fails.
pub fn write(explanation: &QueryExplanation, out: &mut impl Write) -> io::Result<()> {
    let mut json = Vec::new();
    explanation.write_in_json(&mut json)?;
    let Plan { planning, plan } = serde_json::from_slice(&json)?;
    if let Some(seconds) = planning {
        writeln!(out, "planned in {:.1} ms", seconds * 1000.0)?;
    }
    writeln!(out, "{:>9} {:>10}  step", "rows", "ms")?;
    write_step(&plan, 0, out)
}

fn write_step(step: &Step, depth: usize, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{:>9} {:>10.1}  {:indent$}{}", step.rows, step.seconds * 1000.0, "", step.name, indent = depth * 2)?;
    step.children.iter().try_for_each(|child| write_step(child, depth + 1, out))
}
