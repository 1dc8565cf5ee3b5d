//! Names and passwords by host, from the file that ftp, curl and git read too.
//!
//! ```text
//! file    = { entry | macro | comment }
//! entry   = ("machine" HOST | "default") { "login" WORD | "password" WORD | "account" WORD }
//! macro   = "macdef" NAME, all lines up to an empty one
//! comment = "#" to the end of its line, where an entry could begin or go on
//! WORD    = letters without white space, or "…" in which \" \\ \n \r \t stand for one letter each
//! ```
//!
//! The first entry of a host with a login counts; `default` stands for every host that has none. A message about a broken
//! file names the line and never what stands on it.

use std::iter::Peekable;
use std::str::Chars;

use thiserror::Error;

/// The login and password of a host.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Login {
    pub(super) name: String,
    pub(super) password: String,
}

/// Why a file cannot be read as netrc.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
#[error("line {line}: {reason}")]
pub struct NetrcError {
    line: usize,
    reason: &'static str,
}

#[derive(Default)]
struct Entry {
    /// None for `default`.
    host: Option<String>,
    login: Option<String>,
    password: Option<String>,
}

/// The login for `host` in the text of a netrc file, if it has one.
///
/// # Errors
/// The text does not follow the grammar.
pub(super) fn login(text: &str, host: &str) -> Result<Option<Login>, NetrcError> {
    let entries = entries(text)?;
    let own = entries.iter().filter(|entry| entry.host.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(host)));
    let default = entries.iter().filter(|entry| entry.host.is_none());
    let login = |entry: &Entry| {
        Some(Login { name: entry.login.clone()?, password: entry.password.clone().unwrap_or_default() })
    };
    Ok(own.chain(default).find_map(login))
}

fn entries(text: &str) -> Result<Vec<Entry>, NetrcError> {
    let mut words = Words { rest: text.chars().peekable(), line: 1 };
    let mut entries: Vec<Entry> = Vec::new();
    while let Some(word) = words.keyword()? {
        match word.as_str() {
            "machine" => entries.push(Entry { host: Some(words.value()?), ..Entry::default() }),
            "default" => entries.push(Entry::default()),
            "macdef" => words.skip_macro(),
            "login" | "password" | "account" => {
                let value = words.value()?;
                let entry = entries.last_mut().ok_or(words.error("a login or password before the first machine"))?;
                match word.as_str() {
                    "login" => entry.login = Some(value),
                    "password" => entry.password = Some(value),
                    _ => (),
                }
            }
            _ => {
                return Err(words.error(
                    "none of machine, default, login, password, account, macdef stands where one of them has to",
                ));
            }
        }
    }
    Ok(entries)
}

struct Words<'a> {
    rest: Peekable<Chars<'a>>,
    line: usize,
}

impl Words<'_> {
    fn error(&self, reason: &'static str) -> NetrcError {
        NetrcError { line: self.line, reason }
    }

    fn next(&mut self) -> Option<char> {
        let c = self.rest.next()?;
        self.line += usize::from(c == '\n');
        Some(c)
    }

    fn skip_line(&mut self) -> usize {
        let mut length = 0;
        while self.next().is_some_and(|c| c != '\n') {
            length += 1;
        }
        length
    }

    /// A macro ends behind an empty line or with the file.
    fn skip_macro(&mut self) {
        self.skip_line();
        while self.rest.peek().is_some() && self.skip_line() > 0 {}
    }

    /// The next word that is in no comment.
    fn keyword(&mut self) -> Result<Option<String>, NetrcError> {
        loop {
            self.skip_blanks();
            match self.rest.peek() {
                None => return Ok(None),
                Some('#') => _ = self.skip_line(),
                Some(_) => return self.word().map(Some),
            }
        }
    }

    fn value(&mut self) -> Result<String, NetrcError> {
        self.skip_blanks();
        if self.rest.peek().is_none() {
            return Err(self.error("a word is missing at the end of the file"));
        }
        self.word()
    }

    fn skip_blanks(&mut self) {
        while self.rest.peek().is_some_and(|c| c.is_whitespace()) {
            self.next();
        }
    }

    fn word(&mut self) -> Result<String, NetrcError> {
        if self.rest.peek() == Some(&'"') {
            return self.quoted();
        }
        let mut word = String::new();
        while let Some(c) = self.rest.next_if(|c| !c.is_whitespace()) {
            word.push(c);
        }
        Ok(word)
    }

    fn quoted(&mut self) -> Result<String, NetrcError> {
        let unclosed = self.error("a quotation mark is not closed");
        let mut word = String::new();
        self.next();
        loop {
            match self.next().ok_or_else(|| unclosed.clone())? {
                '"' => return Ok(word),
                '\\' => word.push(match self.next().ok_or_else(|| unclosed.clone())? {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    c => c,
                }),
                c => word.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, host: &str) -> Option<(String, String)> {
        login(text, host).unwrap().map(|login| (login.name, login.password))
    }

    fn pair(name: &str, password: &str) -> Option<(String, String)> {
        Some((name.to_owned(), password.to_owned()))
    }

    #[test]
    fn the_first_entry_of_a_host_counts_whatever_the_lines() {
        let text = "machine a.kz login me password one\nmachine\tb.kz\n  login you\n  account x\n  password two\n\
                    machine a.kz login other password three\n";
        assert_eq!(found(text, "a.kz"), pair("me", "one"));
        assert_eq!(found(text, "B.KZ"), pair("you", "two"));
        assert_eq!(found(text, "c.a.kz"), None);
    }

    #[test]
    fn default_stands_for_the_hosts_without_an_entry() {
        let text = "default login any password all\nmachine a.kz login me password one";
        assert_eq!(found(text, "a.kz"), pair("me", "one"));
        assert_eq!(found(text, "b.kz"), pair("any", "all"));
    }

    #[test]
    fn quoted_words_hold_blanks_and_marks() {
        let text = r##"machine a.kz login "my name" password "a \"b\" \\ # c""##;
        assert_eq!(found(text, "a.kz"), pair("my name", r#"a "b" \ # c"#));
    }

    #[test]
    fn a_password_may_begin_with_a_number_sign_and_comments_are_passed_over() {
        let text = "# mine\nmachine a.kz # the first\n login me password #1\n";
        assert_eq!(found(text, "a.kz"), pair("me", "#1"));
    }

    #[test]
    fn what_stands_in_a_macro_is_no_entry() {
        let text = "machine a.kz login me password one\nmacdef init\nmachine b.kz login x password y\n\nmachine c.kz login z password w";
        assert_eq!(found(text, "b.kz"), None);
        assert_eq!(found(text, "c.kz"), pair("z", "w"));
    }

    #[test]
    fn a_broken_file_is_told_by_its_line_without_its_words() {
        for (text, line) in [
            ("machine a.kz\nlogin me\nsecret", 3),
            ("login me", 1),
            ("machine a.kz password \"open\n", 1),
            ("\nmachine", 2),
        ] {
            let Err(error) = login(text, "a.kz") else { panic!("{text}") };
            assert_eq!(error.line, line, "{text}");
            assert!(!error.to_string().contains("secret") && !error.to_string().contains("open"));
        }
    }
}
