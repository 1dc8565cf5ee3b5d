use super::*;
use crate::lines::Line;
use crate::text::Language;
use crate::vocabulary::{DEFAULT_BASE, Vocabularies};
#[test]
fn nothing() {}
