//! Letters are put right before anything is read: what people saved, copied and converted becomes text in the letters that
//! were meant.
//!
//! Comes in: the bytes of a file ([`decode`]), then the text of it or of a part ([`mend`], [`mend_words`], [`join_words`]). Goes out: text in
//! Unicode normalization form C that holds only characters of XML 1.0, and the findings that say what was put right. May
//! call: [`crate::reading::text`], [`crate::reading::findings`].
//!
//! ```text
//! Ќазаќстан, ТљР°Р·Р°Т›СЃС‚Р°РЅ, Windows-1251, UTF-16   decode: Қазақстан
//! &quot;Б&quot; корпусы, 02–01–02/5, мәселелер бойын-⏎ша   mend: "Б" корпусы, 02-01-02/5, мәселелер бойынша⏎
//! ```
//!
//! Latin letters in Cyrillic words stay, for [`crate::reading::text::fold_look_alikes`].

mod alphabet;
mod characters;
mod decoding;
mod encoding;
mod hyphens;
mod markup;
mod mending;
mod undone;

pub use decoding::{Decoded, Undecodable, decode};
pub use encoding::Encoding;
pub use mending::{Mended, join_words, mend, mend_words};
