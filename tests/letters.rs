//! What people saved, copied and converted is read in the letters that were meant, and what a message advises works.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use lauazym::reading::findings::Kind;
use lauazym::reading::letters::{decode, mend, mend_words};

/// Words of an order, with every letter of Kazakh.
const WORDS: &str = "Қазақстан Республикасының һәм әкімшілік, өңірлер мен ұйымдар үшін ғылым туралы № 5 бұйрық";

fn kinds(text: &str) -> Vec<Kind> {
    mend(text).findings.iter().map(|finding| finding.kind).collect()
}

#[test]
fn a_word_that_is_cut_is_one_when_the_document_or_its_halves_say_so() {
    for (text, mended) in [
        ("мәселелер бойын-\nша ұсыныс", "мәселелер бойынша\nұсыныс"),
        ("мәселелер бойын\u{AD}\nша ұсыныс", "мәселелер бойынша\nұсыныс"),
        ("мәселелер бойын\u{FFFE}\nша ұсыныс", "мәселелер бойынша\nұсыныс"),
        ("мәселелер бойын\u{2}  \nша ұсыныс", "мәселелер бойынша\nұсыныс"),
        ("мәселелер бойын\u{2010}\nша ұсыныс", "мәселелер бойынша\nұсыныс"),
        ("бойын\u{AD}ша бойын\u{AD} ша бойын&shy;ша", "бойынша бойынша бойынша"),
        ("тек мұнай-газ ісі, мұнай-\nгаз саласы", "тек мұнай-газ ісі, мұнай-газ\nсаласы"),
        ("ұйымдастыру мен бақылау, ұйымдастыру-\nбақылау ісі", "ұйымдастыру мен бақылау, ұйымдастыру-бақылау\nісі"),
        ("мұнай- және газ, мұнай-\nжәне газ", "мұнай- және газ, мұнай-\nжәне газ"),
        ("Оңтүстік-\nҚазақстан облысы", "Оңтүстік-Қазақстан\nоблысы"),
        ("№ 02-\n01-02/5 бұйрық", "№ 02-01-02/5\nбұйрық"),
        ("№ 02\u{AD}\n01-02/5 бұйрық", "№ 02-01-02/5\nбұйрық"),
        ("№ 02–\n01-02/5 бұйрық", "№ 02-01-02/5\nбұйрық"),
        ("Заңының 13-\nбабы бойынша", "Заңының 13-бабы\nбойынша"),
        ("1 С-3 13-\n4-2", "1 С-3\n13-4-2"),
        ("күші жойылды -\nминистр", "күші жойылды -\nминистр"),
    ] {
        assert_eq!(mend(text).text, mended, "{text:?}");
    }
    assert_eq!(kinds("мәселелер бойын-\nша ұсыныс"), [Kind::WordsJoined]);
}

#[test]
fn a_word_that_a_page_break_cuts_is_joined_only_when_it_stands_whole_elsewhere() {
    let cut = "мәселелер бойын-\n\n\n7\n\n\nша ұсыныс";
    assert_eq!(mend(cut).text, cut);
    let known = format!("бойынша іс\n{cut}");
    assert_eq!(mend(&known).text, "бойынша іс\nмәселелер бойынша\n\n\n7\n\n\nұсыныс");
    let header = "іс-шаралар жоспары, іс-\n\nМинистрліктің бұйрығы\n\nшараларда сөз сөйлеу";
    assert_eq!(mend(header).text, "іс-шаралар жоспары, іс-шараларда\n\nМинистрліктің бұйрығы\n\nсөз сөйлеу");
    let soft = "мәселелер бойын\u{AD}\n\n\n7\n\n\nша ұсыныс";
    assert_eq!(mend(soft).text, "мәселелер бойынша\n\n\n7\n\n\nұсыныс");
}

#[test]
fn every_dash_between_digits_is_a_hyphen_and_others_stay() {
    for dash in "-‐‑‒–—―−\u{AD}".chars() {
        assert_eq!(mend(&format!("№ 02{dash}01{dash}02/5")).text, "№ 02-01-02/5", "{dash:?}");
        assert_eq!(mend(&format!("1 С{dash}3 13{dash}4{dash}2")).text, "1 С-3 13-4-2", "{dash:?}");
    }
    let stays = "экономикалық–математикалық, Қазақстан – 2050";
    assert_eq!(mend(stays).text, stays);
}

#[test]
fn markup_that_a_converter_left_is_what_it_stands_for() {
    assert_eq!(mend("&quot;Б&quot; корпусы&nbsp;&#8212; &laquo;а&raquo;").text, "\"Б\" корпусы — «а»");
    assert_eq!(mend("а HYPERLINK \"http://a.kz/docs/Z1\" \\l \"z1\" Заң").text, "а Заң");
    assert_eq!(kinds("&quot;Б&quot;"), [Kind::MarkupLeft]);
    assert_eq!(mend_words("бойын&shy;ша R&amp;D"), "бойынша R&D");
}

#[test]
fn line_ends_count_as_an_editor_shows_them() {
    assert_eq!(mend("а\r\r\nб\r\nв\rг\r\r\n\r\r\nд").text, "а\nб\nв\nг\n\nд");
    assert_eq!(mend("а\n\u{C}б\nв\u{C}г").text, "а\n\u{C}б\nв г");
}

#[test]
fn schwas_of_other_alphabets_and_controls_are_found() {
    assert_eq!(mend("мəселе Ərli").text, "мәселе Ərli");
    assert_eq!(kinds("мəселе\u{1}"), [Kind::ControlCharacters, Kind::LettersMended]);
}

/// Numbers that look random and are the same in each run (xorshift).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below as u64).unwrap()
    }

    fn text(&mut self, of: &[&str]) -> String {
        (0..self.next(30)).map(|_| of[self.next(of.len())]).collect()
    }
}

/// What texts are made of: words, numbers, marks, and everything that this stage puts right.
const PARTS: &[&str] = &[
    "бойынша",
    "бойын",
    "ша",
    "мұнай",
    "газ",
    "Қазақ",
    "13",
    "02",
    "С",
    "-",
    "-",
    "–",
    "‑",
    "\u{AD}",
    "\u{FFFE}",
    "\u{2}",
    "\n",
    "\n",
    "\n\n",
    "\r",
    "\r\r\n",
    "\r\n",
    " ",
    " ",
    "   ",
    "\t",
    "\u{C}",
    "\u{B}",
    "\u{0}",
    "\u{1F}",
    "\u{85}",
    "\u{9F}",
    "\u{2028}",
    "\u{FEFF}",
    "\u{200B}",
    "\u{A0}",
    "&",
    "amp;",
    "quot;",
    "&quot;",
    "&#45;",
    "&#10;",
    "&#2;",
    "&shy;",
    "&#x0;",
    "#",
    "HYPERLINK",
    "PAGE",
    "\"",
    "\\h",
    "_a",
    "{",
    "}",
    "\u{13}",
    "\u{14}",
    "\u{15}",
    "ə",
    "Ə",
    "и",
    "\u{306}",
    "\u{37E}",
    "\u{1FFFF}",
    "ќ",
    "ѕ",
    "Р°",
    "С‚",
    "№",
    "«",
    "/5",
    ",",
    "12",
    "7",
];

/// A character of XML 1.0, or the form feed of a page break.
fn is_allowed(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\u{C}' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
        && !matches!(letter, '\u{7F}'..='\u{9F}')
}

#[test]
fn whatever_the_text_its_lines_keep_their_number_and_mending_again_changes_nothing() {
    let mut numbers = Numbers(88_172_645_463_325_252);
    for _ in 0..20_000 {
        let text = numbers.text(PARTS);
        let mended = mend(&text).text.into_owned();
        let ends = text.replace("\r\r\r\n", "\n").replace("\r\r\n", "\n").replace("\r\n", "\n").replace('\r', "\n");
        if !text.contains("\r\r\r") {
            assert_eq!(mended.split('\n').count(), ends.split('\n').count(), "{text:?}");
        }
        assert_eq!(mend(&mended).text, mended, "{text:?}");
        assert!(mended.chars().all(is_allowed), "{text:?}: {mended:?}");
        assert!(mend_words(&text).chars().all(|letter| letter != '\u{C}' && is_allowed(letter)), "{text:?}");
    }
}

#[test]
fn whatever_the_bytes_decoding_ends_with_text_or_an_error() {
    let mut numbers = Numbers(2_463_534_242);
    for _ in 0..20_000 {
        let mut bytes = numbers.text(PARTS).into_bytes();
        for _ in 0..numbers.next(8) {
            let at = numbers.next(bytes.len() + 1);
            bytes.insert(at, u8::try_from(numbers.next(256)).unwrap());
        }
        match decode(&bytes) {
            Ok(decoded) => drop(mend(&decoded.text)),
            Err(error) => assert!(error.line() >= 1 && !error.remedy("a").is_empty() && !error.to_string().is_empty()),
        }
    }
}

fn lauazym(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lauazym")).args(args).output().unwrap()
}

fn fixture() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/footer-of-the-database.txt")).unwrap()
}

fn records(path: &Path) -> String {
    let output = lauazym(&["records", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Writes `bytes` into a file and returns the refusal of it, with the line and the command that it advises.
fn refused(path: &Path, bytes: &[u8]) -> String {
    fs::write(path, bytes).unwrap();
    let output = lauazym(&["records", path.to_str().unwrap()]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn the_advice_on_broken_characters_makes_a_file_that_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("my order.txt");
    let text = fixture();
    let message = refused(&path, &[b"\xFF\n", text.as_bytes(), b"\n\xC0\n"].concat());
    assert!(message.contains("line 1:") && message.contains("the first of 2"), "{message}");
    let command = &message[message.find("iconv").unwrap()..];
    let shell = Command::new("sh").args(["-c", command]).current_dir(folder.path()).output();
    assert!(shell.is_ok(), "{shell:?}");
    assert!(!records(&folder.path().join("order.utf8.txt")).is_empty());
}

/// UTF-8 read as Windows-1252 and saved again.
fn misread(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

#[test]
fn a_wrong_reading_is_undone_and_the_advice_on_lost_letters_works() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("order.txt");
    fs::write(&path, fixture()).unwrap();
    let right = records(&path);
    fs::write(&path, misread(&fixture())).unwrap();
    // Without a registration, an order is named by its file's bytes.
    let named = |records: String| records.split_once(',').map(|(_, rest)| rest.to_owned());
    let right = named(right);
    assert_eq!(named(records(&path)), right);
    let one_line = format!("{}\n{}\n", misread(WORDS).replacen('\u{9A}', "", 1), misread(&fixture()));
    let message = refused(&path, one_line.as_bytes());
    assert!(message.contains("line 1:") && message.contains("write anew or delete line 1"), "{message}");
    fs::write(&path, one_line.split_once('\n').unwrap().1).unwrap();
    assert!(!records(&path).is_empty());
    let everywhere = misread(&fixture()).replace('\u{9B}', "");
    assert!(refused(&path, everywhere.as_bytes()).contains("take the file again"));
    fs::write(&path, fixture()).unwrap();
    assert_eq!(named(records(&path)), right);
}

#[test]
fn no_character_that_xml_does_not_have_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("order.txt");
    let dirty: String = fixture().split_inclusive(' ').map(|word| format!("{word}\u{1}\u{FFFE}\u{8}\u{1F}")).collect();
    fs::write(&path, dirty).unwrap();
    let out = folder.path().join("out");
    let output = lauazym(&["export", path.to_str().unwrap(), "--format", "rdfxml", "--out", out.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let written = fs::read_to_string(out.join("lauazym.rdf")).unwrap();
    assert!(written.chars().all(|letter| letter == '\r' || (letter != '\u{C}' && is_allowed(letter))));
}
