//! Small orders of the layouts in which a heading opens an entry, written as Markdown and in the manner of each program.

use super::{LABELS, WIDTH, wrap};

/// An order: its preamble, the labels of its tables, and its posts.
pub struct Order {
    pub name: &'static str,
    preamble: [&'static str; 4],
    criteria: [&'static str; 2],
    labels: [&'static str; 4],
    posts: &'static [Post],
    /// Whether a post's heading is a row over its whole table.
    grouped: bool,
}

struct Post {
    /// What stands above the heading: the name of a group.
    group: Option<&'static str>,
    heading: &'static str,
    rows: [&'static str; 4],
}

/// The orders, one for each layout and language.
pub const ORDERS: [Order; 4] = [
    Order {
        name: "numbered headings in Kazakh",
        preamble: [
            "Қазақстан Республикасы Су ресурстары министрлігінің «Б» корпусының мемлекеттік әкімшілік лауазымдарына қойылатын біліктілік талаптарын бекіту туралы",
            "«Мемлекеттік қызмет туралы» Заңның 13-бабына сәйкес БҰЙЫРАМЫН:",
            "1. Қоса берілген біліктілік талаптары бекітілсін.",
            "Министр А. Сұлтанов",
        ],
        criteria: ["Өлшемдер", "Талаптар"],
        labels: ["Білімі", "Кәсіби біліктілігі", "Жұмыс тәжірибесі", "Функционалдық міндеттері"],
        posts: &[
            Post {
                group: None,
                heading: "1. Арналар департаментінің директоры С-1 санаты, 1 бірлік, № АД-01",
                rows: [
                    "Жоғары: экономикалық немесе заңгерлік.",
                    KNOWLEDGE,
                    EXPERIENCE,
                    "Арналардың жұмысына жалпы басшылық ету, өлшеу аспаптарының есебін жүргізуді ұйымдастыру, су пайдаланушылардың хаттарын қарау.",
                ],
            },
            Post {
                group: None,
                heading: "2. Арналар департаменті Бөгеттер басқармасының бас сарапшысы С-4 санаты, 3 бірлік, № АД-1-2, № АД-1-3, №А Д-1-4",
                rows: [
                    "Жоғары: техникалық.",
                    KNOWLEDGE,
                    EXPERIENCE,
                    "Бөгеттер мен тоғандардың тізімін жүргізу; қауіпсіздік туралы есептерді дайындау; басшылықтың өзге де тапсырмаларын орындау.",
                ],
            },
            Post {
                group: None,
                heading: "3. Заң басқармасының басшысы (дербес басқарма құқығында) С-3 (1 бірлік) № 4-1",
                rows: ["Жоғары: құқықтану.", KNOWLEDGE, EXPERIENCE, "Сотта министрліктің мүддесін қорғау."],
            },
        ],
        grouped: false,
    },
    Order {
        name: "numbered headings in Russian",
        preamble: RUSSIAN,
        criteria: ["Критерий", "Требования"],
        labels: ["Образование", "Профессиональная компетентность", "Опыт работы", "Функциональные обязанности"],
        posts: &[
            Post {
                group: None,
                heading: "1. Директор Департамента каналов Категория С–1 (1 единица), № 3-0-1",
                rows: [
                    "Высшее: экономическое или юридическое.",
                    RUSSIAN_KNOWLEDGE,
                    RUSSIAN_EXPERIENCE,
                    "Общее руководство работой каналов, организация учета измерительных приборов, рассмотрение писем.",
                ],
            },
            Post {
                group: None,
                heading: "2. Главный эксперт Управления плотин Департамента каналов категория С-4, 2 единицы, № 3-1-2, № 3-1-3",
                rows: [
                    "Высшее: техническое.",
                    RUSSIAN_KNOWLEDGE,
                    RUSSIAN_EXPERIENCE,
                    "Ведение перечня плотин и прудов; подготовка отчетов о безопасности; исполнение иных поручений руководства.",
                ],
            },
        ],
        grouped: false,
    },
    Order {
        name: "groups of posts in Kazakh",
        preamble: [
            "Қазақстан Республикасы Су ресурстары министрлігі Арналар комитетінің мемлекеттік әкімшілік лауазымдарына қойылатын біліктілік талаптарын бекіту туралы",
            "«Мемлекеттік қызмет туралы» Заңның 13-бабына сәйкес БҰЙЫРАМЫН:",
            "1. Қоса берілген біліктілік талаптары бекітілсін.",
            "Төраға А. Сұлтанов",
        ],
        criteria: ["Критерийлер", "Талаптар"],
        labels: ["Білімі", "Кәсіби құзыреттілігі", "Практикалық тәжірибесі", "Функционалдық міндеттері"],
        posts: &[
            Post {
                group: Some("1. Бөгеттер басқармасы бойынша"),
                heading: "Басқарма басшысы, С-3 санаты (АК-01-1) - 1 бірлік",
                rows: ["Жоғары: техникалық.", KNOWLEDGE, EXPERIENCE, "Басқарманы басқару."],
            },
            Post {
                group: None,
                heading: "Сарапшы, санаты С-5 (АК-01-2, АК-01-3,АК-01-04) - 3 бірлік",
                rows: ["Жоғары: техникалық.", KNOWLEDGE, EXPERIENCE, "Бөгеттердің тізімін жүргізу."],
            },
            Post {
                group: Some("2. Құқықтық бөлімі бойынша"),
                heading: "Бөлім басшысы, С-О-2 санаты",
                rows: ["Жоғары: құқықтану.", KNOWLEDGE, EXPERIENCE, "Шарттарды сараптау."],
            },
        ],
        grouped: true,
    },
    Order {
        name: "groups of posts in Russian",
        preamble: RUSSIAN,
        criteria: ["Критерии", "Требования"],
        labels: ["Образование", "Профессиональная компетентность", "Опыт работы", "Функциональные обязанности"],
        posts: &[
            Post {
                group: Some("1. по Управлению плотин"),
                heading: "Руководитель управления, категория С-3 (КК-01-1) - 1 единица",
                rows: ["Высшее: техническое.", RUSSIAN_KNOWLEDGE, RUSSIAN_EXPERIENCE, "Руководство управлением."],
            },
            Post {
                group: None,
                heading: "Эксперт, категория С-5 (КК-01-2, КК-01-3) - 2 единицы",
                rows: ["Высшее: техническое.", RUSSIAN_KNOWLEDGE, RUSSIAN_EXPERIENCE, "Ведение перечня плотин."],
            },
        ],
        grouped: true,
    },
];
const RUSSIAN: [&str; 4] = [
    "Об утверждении квалификационных требований к административным государственным должностям корпуса «Б» Министерства водных ресурсов Республики Казахстан",
    "В соответствии со статьей 13 Закона «О государственной службе» ПРИКАЗЫВАЮ:",
    "1. Утвердить прилагаемые квалификационные требования.",
    "Министр А. Султанов",
];
const KNOWLEDGE: &str = "Қазақстан Республикасының Конституциясын, Қазақстан Республикасының «Мемлекеттік қызмет туралы», «Әкімшілік рәсімдер туралы» Заңдарын, «Қазақстан – 2050» Стратегиясы: қалыптасқан мемлекеттің жаңа саяси бағыты стратегиясын білуі.";
const EXPERIENCE: &str = "2008 жылғы 9 қаңтардағы № 02-01-02/5 бұйрығымен бекітілген үлгілік біліктілік талаптарына сәйкес. Компьютерде жұмыс істей білу.";
const RUSSIAN_KNOWLEDGE: &str = "Знание Конституции Республики Казахстан, законов Республики Казахстан «О государственной службе», «Об административных процедурах», Стратегии «Казахстан – 2050»: новый политический курс состоявшегося государства.";
const RUSSIAN_EXPERIENCE: &str = "Согласно Типовым квалификационным требованиям, утвержденным приказом от 9 января 2008 года № 02-01-02/5. Умение работать на компьютере.";

impl Order {
    /// The order with `row` for each row of a table, `line` for each other paragraph, and `end` behind each table.
    fn written(&self, line: impl Fn(&str) -> String, row: impl Fn(&[&str]) -> String, end: &str) -> String {
        let mut text: String = self.preamble.iter().map(|paragraph| line(paragraph)).collect();
        for post in self.posts {
            text.extend(post.group.map(&line));
            text += &line(post.heading);
            text += &row(&self.criteria);
            text.extend(self.labels.iter().zip(post.rows).map(|(label, words)| row(&[label, words])));
            text += end;
        }
        text
    }

    /// As Markdown with tables.
    pub fn markdown(&self) -> String {
        let paragraph = |words: &str| match words.starts_with(|letter: char| letter.is_ascii_digit()) {
            _ if words == self.preamble[0] => format!("# {words}\n\n"),
            true if !self.preamble.contains(&words) => format!("### {words}\n\n"),
            _ => format!("{words}\n\n"),
        };
        let row = |cells: &[&str]| format!("<tr><td>{}</td><td>{}</td></tr>\n", cells[0], cells[1]);
        let mut text = self.written(paragraph, row, "\n");
        for post in self.posts {
            let whole = format!("<table>\n<tr><td colspan=\"2\">{}</td></tr>\n", post.heading);
            let heading = paragraph(post.heading);
            let opened = if self.grouped { whole } else { format!("{heading}<table>\n") };
            text = text.replacen(&heading, &opened, 1);
        }
        text.replace("</tr>\n\n", "</tr>\n</table>\n\n") + "\n"
    }

    /// Every manner with its name.
    pub fn manners(&self) -> Vec<(String, String)> {
        let lines = |text: &str| wrap(text, WIDTH).join("\n");
        let wide = |text: &str| wrap(text, WIDTH + LABELS).join("\n");
        let label = |text: &str| wrap(text, 15).join("\n");
        let block = |text: &str| format!("{}\n\n", wide(text));
        let cells = |cells: &[&str]| format!("{}\n\n{}\n\n", label(cells[0]), lines(cells[1]));
        let glued = |cells: &[&str]| {
            let label = label(cells[0]);
            format!("{label}{}{}\n", if label.contains('\n') { "\n" } else { " " }, lines(cells[1]))
        };
        let columns = |cells: &[&str]| {
            let (label, text) = (wrap(cells[0], LABELS - 2), wrap(cells[1], WIDTH));
            let cell = |lines: &[String], row: usize| lines.get(row).cloned().unwrap_or_default();
            let line = |row| format!("{:<LABELS$}{}", cell(&label, row), cell(&text, row)).trim_end().to_owned();
            (0..label.len().max(text.len())).map(line).collect::<Vec<_>>().join("\n") + "\n\n"
        };
        let whole = self.written(block, cells, "");
        let manners = [
            ("blocks", whole.clone()),
            ("paragraphs", whole.lines().collect::<Vec<_>>().join("\r\n")),
            (
                "lines",
                self.written(
                    |text| wide(text) + "\n",
                    |cells| format!("{}\n{}\n", label(cells[0]), lines(cells[1])),
                    "",
                ),
            ),
            ("glued", self.written(|text| wide(text) + "\n", glued, "")),
            ("layout", self.written(block, columns, "\n")),
            ("tabs", self.written(|text| format!("{text}\n\n"), |cells| format!("{}\n", cells.join("\t")), "\n")),
            (
                "whole columns",
                self.whole_columns(&block, &|text| format!("{}\n\n", label(text)), &|text| lines(text) + "\n\n"),
            ),
        ];
        manners.into_iter().map(|(manner, text)| (format!("{}, {manner}", self.name), text)).collect()
    }

    /// pdfminer's manner where the column of labels is written before the column of texts.
    fn whole_columns(
        &self,
        block: &dyn Fn(&str) -> String,
        label: &dyn Fn(&str) -> String,
        cell: &dyn Fn(&str) -> String,
    ) -> String {
        let mut text: String = self.preamble.iter().map(|paragraph| block(paragraph)).collect();
        for post in self.posts {
            text.extend(post.group.map(block));
            text += &block(post.heading);
            text.extend(self.criteria.iter().chain(&self.labels).map(|words| label(words)));
            text.extend(post.rows.iter().map(|words| cell(words)));
        }
        text
    }
}

/// A table of many columns as a browser copies it, with cells of several lines.
pub const COLUMNS: &str = "Об утверждении квалификационных требований к должностям правоохранительной службы\n
В соответствии с Законом «О правоохранительной службе» ПРИКАЗЫВАЮ:\n
1. Утвердить квалификационные требования.\n
Категория\tНаименование должностей\tТребования к образованию\tТребования к стажу работы
C-SV-2\tНачальник департамента\n\nЗаместитель начальника департамента\tВысшее юридическое\tНе менее десяти лет\n\nстажа службы
C-SV-7\tСтарший инспектор; инспектор\tВысшее\tНе менее трех лет стажа службы\n
Контроль возложить на кадровую службу.\n";
