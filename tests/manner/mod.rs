//! One small order, written in the manner of each program that extracts text.

pub mod headed;

/// A post as it is printed.
pub struct Post {
    pub heading: Option<&'static str>,
    pub title: &'static str,
    pub cell: [&'static str; 3],
    pub rows: [&'static str; 4],
}

const PREAMBLE: &[&str] = &[
    "Қазақстан Республикасы Су ресурстары министрлігінің \"Б\" корпусы лауазымдарының санаттарына біліктілік талаптарын бекіту туралы",
    "Қазақстан Республикасы Су ресурстары министрінің 2014 жылғы 5 мамырдағы № 17 бұйрығы. Қазақстан Республикасының Әділет министрлігінде 2014 жылы 9 маусымда № 9501 тіркелді.",
    "1. Қоса беріліп отырған біліктілік талаптары бекітілсін.",
    "Министр А. Сұлтанов",
];
const TITLE: &str = "Лауазымға қойылатын біліктілік талаптары";
const HEADER: [&str; 3] = ["Бірлік саны", "Санаты", "Лауазым №"];
const CRITERIA: [&str; 2] = ["Критерийлер", "Талаптар"];
const ROWS: [&str; 4] = ["Білімі", "Кәсіби құзыреттілігі", "Практикалық тәжірибесі", "Функционалдық міндеттері"];
const KNOWLEDGE: &str = "Қазақстан Республикасының Конституциясын, Қазақстан Республикасының \"Мемлекеттік қызмет туралы\", \"Әкімшілік рәсімдер туралы\" Заңдарын, \"Қазақстан – 2050\" Стратегиясы: қалыптасқан мемлекеттің жаңа саяси бағыты стратегиясын білуі.";
const EXPERIENCE: &str = "Қазақстан Республикасы Мемлекеттік қызмет істері агенттігінің үлгі біліктілік талаптарына сәйкес. Компьютерде жұмыс істей білу.";

/// The posts of the order.
pub const POSTS: [Post; 4] = [
    Post {
        heading: Some("Су шаруашылығы департаменті"),
        title: "Су шаруашылығы департаментінің Директоры",
        cell: ["1", "С-1", "3-0-1"],
        rows: [
            "Әлеуметтік ғылымдар, экономика және бизнес немесе құқық мамандықтары бойынша жоғары білім",
            KNOWLEDGE,
            EXPERIENCE,
            "Департаменттің жұмысына жалпы басшылық ету; арналардың жай-күйі туралы есептерді қарау; бөгеттер мен тоғандардың қауіпсіздігін бақылауды ұйымдастыру.",
        ],
    },
    Post {
        heading: None,
        title: "Су шаруашылығы департаменті Арналар басқармасының Бас сарапшысы",
        cell: ["2", "С-4", "3-1-2, 3-1-3"],
        rows: [
            "Әлеуметтік ғылымдар, экономика және бизнес немесе құқық мамандықтары бойынша жоғары білім",
            KNOWLEDGE,
            EXPERIENCE,
            "Арналарды тазалау жоспарларын әзірлеу; өлшеу аспаптарының есебін жүргізу; су пайдаланушылардың хаттарын қарау және жауаптар дайындау; басшылықтың өзге де тапсырмаларын орындау",
        ],
    },
    Post {
        heading: Some("Заң басқармасы"),
        title: "Заң басқармасының Басшысы",
        cell: ["1", "С-3", "4-1"],
        rows: [
            "Құқық мамандықтары бойынша жоғары білім",
            KNOWLEDGE,
            EXPERIENCE,
            "Шарттардың жобаларына сараптама жасау; сотта министрліктің мүддесін қорғау; заңнаманы жетілдіру бойынша ұсыныстар енгізу.",
        ],
    },
    Post {
        heading: None,
        title: "Заң басқармасының Сарапшысы",
        cell: ["1", "С-5", "4-2"],
        rows: [
            "Құқық мамандықтары бойынша жоғары білім",
            KNOWLEDGE,
            EXPERIENCE,
            "Талап арыздарды дайындау; мұрағатты жүргізу; келісімшарттардың орындалуын бақылау.",
        ],
    },
];

/// The width of a column of text, in letters.
const WIDTH: usize = 62;
/// The width of the column of labels.
const LABELS: usize = 24;

fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is a line");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines
}

fn preamble(between: &str) -> Vec<String> {
    PREAMBLE.iter().flat_map(|paragraph| [wrap(paragraph, WIDTH + LABELS).join("\n"), between.to_owned()]).collect()
}

/// The rows of a post's table, each of cells.
fn table(post: &Post) -> Vec<Vec<&'static str>> {
    let mut table = vec![vec![TITLE, post.title], HEADER.to_vec(), post.cell.to_vec(), CRITERIA.to_vec()];
    table.extend(ROWS.into_iter().zip(post.rows).map(|(label, text)| vec![label, text]));
    table
}

fn joined(lines: &[String]) -> String {
    lines.concat()
}

/// Writes each row of cells by `row`; `blank` stands around headings and tables.
fn written(blank: &str, row: impl Fn(&[&str]) -> String) -> String {
    let mut lines: Vec<String> = preamble(if blank.is_empty() { "\n" } else { "\n\n" });
    for post in &POSTS {
        lines.extend(post.heading.map(|heading| format!("{heading}\n{blank}")));
        lines.extend(table(post).iter().map(|cells| row(cells)));
        lines.push(blank.to_owned());
    }
    joined(&lines)
}

/// pdfminer's manner where the page has one column: white space is structure.
pub fn blocks() -> String {
    written("\n", |cells| {
        let text = if cells.len() == 3 || cells[0] == CRITERIA[0] {
            cells.join(" ")
        } else {
            format!("{}\n\n{}", wrap(cells[0], 14).join("\n"), wrap(cells[1], WIDTH).join("\n"))
        };
        format!("{text}\n\n")
    })
}

/// `pdftotext`: each cell is a block.
pub fn cells() -> String {
    written("", |cells| cells.iter().map(|cell| format!("{}\n\n", wrap(cell, WIDTH).join("\n"))).collect())
}

/// PyMuPDF, and text exports of office programs: each cell on lines of its own, no blank lines.
pub fn lines() -> String {
    written("", |cells| cells.iter().map(|cell| format!("{}\n", wrap(cell, WIDTH).join("\n"))).collect())
}

/// pypdf and `pdftotext -raw`: cells of one line share it with the next.
pub fn glued() -> String {
    written("", |cells| {
        let one_line = cells.len() == 3 || cells[0] == CRITERIA[0] || cells[0] == ROWS[0];
        let label = if one_line { cells[0].to_owned() } else { wrap(cells[0], 14).join("\n") };
        let between = if one_line { " " } else { "\n" };
        let rest: Vec<String> = cells[1..].iter().map(|cell| wrap(cell, WIDTH).join("\n")).collect();
        format!("{label}{between}{}\n", rest.join(" "))
    })
}

/// `pdftotext -layout`: columns side by side, labels at the top of their cell or in its middle.
pub fn layout(centred: bool) -> String {
    let indent = |text: &str| text.replace('\n', "\n  ");
    let text = written(if centred { "\n" } else { "" }, |cells| {
        if cells.len() == 3 {
            return format!("{:<LABELS$}{:<LABELS$}{}\n", cells[0], cells[1], cells[2]);
        }
        let (label, text) = (wrap(cells[0], LABELS - 2), wrap(cells[1], WIDTH));
        let above = if centred { text.len().saturating_sub(label.len()) / 2 } else { 0 };
        let rows = text.len().max(above + label.len());
        let empty = String::new();
        let mut lines: Vec<String> = (0..rows)
            .map(|row| {
                let label = row.checked_sub(above).and_then(|row| label.get(row)).unwrap_or(&empty);
                format!("{label:<LABELS$}{}", text.get(row).unwrap_or(&empty)).trim_end().to_owned()
            })
            .collect();
        lines.push(String::new());
        lines.join("\n") + if centred { "\n" } else { "" }
    });
    format!("  {}", indent(&text))
}

/// A browser's text: the cells of a row stand in one line, parted by `mark`.
pub fn marked(mark: &str) -> String {
    written("", |cells| format!("{}\n", cells.join(mark)))
}

/// A table drawn with bars and rules, as pandoc does.
pub fn grid() -> String {
    let rule = format!("+{}+{}+\n", "-".repeat(LABELS), "-".repeat(WIDTH));
    written("\n", |cells| {
        let mut text = rule.clone();
        if cells.len() == 3 {
            return text + &format!("| {} | {} | {} |\n", cells[0], cells[1], cells[2]);
        }
        let (label, lines) = (wrap(cells[0], LABELS - 2), wrap(cells[1], WIDTH - 2));
        let empty = String::new();
        for row in 0..label.len().max(lines.len()) {
            let (label, line) = (label.get(row).unwrap_or(&empty), lines.get(row).unwrap_or(&empty));
            text.push_str(&format!("| {label:<22} | {line:<60} |\n"));
        }
        text
    })
}

/// pdfminer's manner where columns are written whole: the title before its label, labels before several texts.
pub fn whole_columns() -> String {
    let mut lines = preamble("\n\n");
    for post in &POSTS {
        let block = |cell: &str| format!("{}\n\n", wrap(cell, WIDTH).join("\n"));
        lines.extend(post.heading.map(block));
        let [education, knowledge, experience, duties] = post.rows;
        for cell in [
            post.title,
            TITLE,
            HEADER[0],
            HEADER[1],
            post.cell[0],
            post.cell[1],
            CRITERIA[0],
            CRITERIA[1],
            HEADER[2],
            post.cell[2],
            ROWS[0],
            ROWS[1],
            education,
            knowledge,
            ROWS[2],
            ROWS[3],
            experience,
            duties,
        ] {
            lines.push(block(cell));
        }
    }
    joined(&lines)
}

/// `text` with a browser's header and footer on each page of `length` lines.
pub fn printed(text: &str, length: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let pages = lines.chunks(length);
    let count = pages.len();
    let page = |(index, lines): (usize, &[&str])| {
        let number = index + 1;
        format!("5.6.2015, 10:41 Бұйрық\n{}\nhttps://example.kz/order {number}/{count}\n", lines.join("\n"))
    };
    pages.enumerate().map(page).collect()
}

/// Every manner with its name.
pub fn all() -> Vec<(&'static str, String)> {
    vec![
        ("blocks", blocks()),
        ("cells", cells()),
        ("lines", lines()),
        ("glued", glued()),
        ("layout, labels at the top", layout(false)),
        ("layout, labels in the middle", layout(true)),
        ("tabs", marked("\t")),
        ("bars", marked(" | ")),
        ("grid", grid()),
        ("whole columns", whole_columns()),
        ("lines, printed by a browser", printed(&lines(), 23)),
        ("cells, printed by a browser", printed(&cells(), 41)),
    ]
}
