//! Files of each format become the pieces that a reader sees in them, with the places where they stand and their links.

mod making;

use lauazym::reading::document::{Content, Document, Paragraph, Piece};
use making::{Words, docx, pdf};

fn read(bytes: &[u8]) -> Document {
    Document::from_bytes("order", "order", bytes).unwrap()
}

fn refusal(bytes: &[u8]) -> String {
    let message = Document::from_bytes("order", "order", bytes).unwrap_err().to_string();
    assert_eq!(message.lines().count(), 1, "{message}");
    message
}

/// A paragraph's lines with their numbers, and its links.
fn shown(paragraph: &Paragraph) -> String {
    let lines: Vec<String> = paragraph.lines.iter().map(|line| format!("{}:{}", line.number, line.text)).collect();
    let links = paragraph.links.iter().map(|link| format!(" [{}]({})", link.text, link.target));
    lines.join(" / ") + &links.collect::<String>()
}

/// The pieces as lines: `H1` headings, `P` paragraphs, `Q` quotations, `R1` rows of the first table.
fn pieces(document: &Document) -> Vec<String> {
    let Content::Pieces(pieces) = &document.content else { panic!("flat text") };
    let cell = |cell: &Vec<Paragraph>| cell.iter().map(shown).collect::<Vec<_>>().join(" ¶ ");
    let piece = |piece: &Piece| match piece {
        Piece::Heading(level, paragraph) => format!("H{level} {}", shown(paragraph)),
        Piece::Paragraph(paragraph) => format!("P {}", shown(paragraph)),
        Piece::Quotation(paragraph) => format!("Q {}", shown(paragraph)),
        Piece::Row(row) => format!("R{} {}", row.table, row.cells.iter().map(cell).collect::<Vec<_>>().join(" | ")),
    };
    pieces.iter().map(piece).collect()
}

fn furniture(document: &Document) -> Vec<&str> {
    document.furniture.iter().map(|line| line.text.as_str()).collect()
}

#[test]
fn a_page_gives_headings_paragraphs_and_rows_with_lines_and_links() {
    let page = "<!DOCTYPE html>\n<html><head><title>Order</title><style>td{}</style></head><body>\n\
        <nav><a href='/'>Home</a></nav>\n\
        <h1>Талаптар&nbsp;туралы</h1>\n\
        <p>Заңның <a href=\"/kaz/docs/Z990000453_#z13\">5-тармағына</a>\n  сәйкес:<br>бекітілсін</p>\n\
        <blockquote><p>Бұйрыққа қосымша</p></blockquote>\n\
        <table><tr><th colspan=2>Кеңесші</th></tr>\n\
        <tr><td rowspan=2>Білімі</td><td><p>Жоғары</p><p>Өзге &laquo;білім&raquo;</p></td></tr>\n\
        <tr><td><ul><li>бір</li><li>екі</li></ul></td></tr>\n\
        <tr><td> </td><td></td></tr></table>\n\
        <script>var a = '<p>';</script></body></html>\n";
    let document = read(page.as_bytes());
    assert_eq!(document.lines, 12);
    assert_eq!(
        pieces(&document),
        [
            "H1 4:Талаптар туралы",
            "P 5:Заңның 5-тармағына / 6:сәйкес: / 6:бекітілсін [5-тармағына](/kaz/docs/Z990000453_#z13)",
            "Q 7:Бұйрыққа қосымша",
            "R1 8:Кеңесші",
            "R1 9:Білімі | 9:Жоғары ¶ 9:Өзге «білім»",
            "R1  | 10:бір ¶ 10:екі",
        ]
    );
    assert_eq!(furniture(&document), ["Home"]);
}

#[test]
fn of_a_page_of_the_legal_database_the_article_and_the_state_count() {
    let page = "<html><body><div class=\"header\">Іздеу</div><span class=\"status status_old\">Күшін жойған</span>\n\
        <div class=\"container_gamma text text_upd\"><div><article><h3 id=\"z1\">Талаптар</h3><p>Мәтін</p></article></div>\n\
        <p>Бөлісу</p></div><div>© 2026</div></body></html>";
    let document = read(page.as_bytes());
    assert_eq!(pieces(&document), ["P 1:Күшін жойған", "H3 2:Талаптар", "P 2:Мәтін"]);
    assert_eq!(furniture(&document), ["Іздеу", "Бөлісу", "© 2026"]);
}

#[test]
fn a_table_in_a_cell_is_words_of_the_cell_and_one_that_lays_out_is_none() {
    let inner = "<table><tr><td>а</td><td>б</td></tr></table>";
    let in_cell = format!("<html><table><tr><td>1</td><td>x{inner}y</td></tr><tr><td>2</td><td>z</td></tr></table>");
    assert_eq!(pieces(&read(in_cell.as_bytes())), ["R1 1:1 | 1:x ¶ 1:а ¶ 1:б ¶ 1:y", "R1 1:2 | 1:z"]);
    let rows = "<table><tr><td>а</td></tr><tr><td>б</td></tr></table>";
    let around = format!("<html><table><tr><td><h2>Бас</h2>{rows}</td></tr></table>");
    assert_eq!(pieces(&read(around.as_bytes())), ["H2 1:Бас", "R1 1:а", "R1 1:б"]);
}

#[test]
fn a_page_that_is_nested_deeper_than_a_stack_is_read() {
    let deep = format!("<html>{}мәтін", "<div>".repeat(3_000));
    assert_eq!(pieces(&read(deep.as_bytes())), ["P 1:мәтін"]);
}

#[test]
fn markdown_gives_its_pieces_with_the_lines_of_the_file() {
    let text = "# Бұйрық туралы\n\n1. Мыналар *бекітілсін*:\n\n1) [заң](/kaz/docs/K950001000_) мен 5\\*6;\n\n\
        > Бұйрыққа\n> қосымша\n\n<a id=\"z5\"></a>\n\n### 1. Кеңесші С-3\n\n\
        | Өлшем | Талап |\n|---|---|\n| Білімі | Жоғары<br>Өзге \\| |\n\n\
        - Бас маман\n\n___________ А. Бас\n";
    let document = read(text.as_bytes());
    assert_eq!(document.lines, 20);
    assert_eq!(
        pieces(&document),
        [
            "H1 1:Бұйрық туралы",
            "P 3:1. Мыналар бекітілсін:",
            "P 5:1) заң мен 5*6; [заң](/kaz/docs/K950001000_)",
            "Q 7:Бұйрыққа / 8:қосымша",
            "H3 12:1. Кеңесші С-3",
            "R1 14:Өлшем | 14:Талап",
            "R1 16:Білімі | 16:Жоғары ¶ 16:Өзге |",
            "P 18:- Бас маман",
            "P 20:___________ А. Бас",
        ]
    );
}

#[test]
fn tables_in_html_in_markdown_keep_lines_apart_and_may_hold_blank_ones() {
    let text = "### 1. Кеңесші\r\n\r\n<table>\r\n<tr>\r\n<td>Білімі</td>\r\n<td>\r\nЖоғары: *құқық*\r\n\r\n\
        Өзге [заң](/kaz/docs/K1) \\#1\r\n</td>\r\n</tr>\r\n<tr><td colspan=\"2\">Ескерту</td></tr>\r\n\r\n### 2. Маман\r\n";
    assert_eq!(
        pieces(&read(text.as_bytes())),
        [
            "H3 1:1. Кеңесші",
            "R1 5:Білімі | 7:Жоғары: құқық ¶ 9:Өзге заң #1 [заң](/kaz/docs/K1)",
            "R1 12:Ескерту",
            "H3 14:2. Маман",
        ]
    );
}

#[test]
fn an_office_document_gives_its_pieces_by_paragraph() {
    let body = "<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>Бұйрық</w:t></w:r></w:p>\
        <w:p><w:r><w:t xml:space=\"preserve\">Заң </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
        <w:r><w:instrText> HYPERLINK \"https://x.kz/docs/Z1\" \\l \"z2\" </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>5-т\u{AD}армағы</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:del><w:r><w:delText>жоқ</w:delText></w:r></w:del>\
        <w:r><w:tab/><w:t>&amp; </w:t></w:r><w:hyperlink r:id=\"r1\"><w:r><w:t>кодекс</w:t></w:r></w:hyperlink>\
        <w:r><w:br/><w:t>соңы</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>\
        <w:p/>\
        <w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>Кеңесші</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>Білімі</w:t></w:r></w:p></w:tc>\
        <w:tc><w:p><w:r><w:t>бір</w:t></w:r></w:p><w:p><w:r><w:t>екі</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>үш</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>кеткен</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        <w:p><w:r><w:t>Сурет</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>жазу</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>\
        <w:r><w:t>тегі</w:t></w:r></w:p>";
    let styles = "<w:styles><w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>";
    let links = "<Relationships><Relationship Id=\"r1\" Target=\"/kaz/docs/K2\"/>\
        <Relationship Id=\"r2\" Target=\"footer1.xml\"/></Relationships>";
    let notes = "<w:footnotes><w:footnote w:type=\"separator\"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id=\"2\"><w:p><w:r><w:t>Ескерту</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let footer = "<w:ftr><w:p><w:r><w:t>7-бет</w:t></w:r></w:p></w:ftr>";
    let document = read(&docx(
        body,
        &[
            ("word/styles.xml", styles),
            ("word/_rels/document.xml.rels", links),
            ("word/footnotes.xml", notes),
            ("word/footer1.xml", footer),
        ],
    ));
    assert_eq!(
        pieces(&document),
        [
            "H1 1:Бұйрық",
            "P 2:Заң 5-тармағы & кодекс / 2:соңы [5-тармағы](https://x.kz/docs/Z1#z2) [кодекс](/kaz/docs/K2)",
            "R1 4:Кеңесші",
            "R1 5:Білімі | 6:бір ¶ 7:екі",
            "R1  | 9:үш",
            "P 12:жазу",
            "P 11:Суреттегі",
            "P 13:Ескерту",
        ]
    );
    assert_eq!(furniture(&document), ["7-бет"]);
    assert_eq!(document.lines, 14);
}

/// Two pages with a header and a footer; a table of two columns whose last row goes on over the page's end.
fn two_pages() -> Vec<u8> {
    let page = |number: &'static str, text: &[Words<'static>]| -> Vec<Words<'static>> {
        let edges = [
            (24.0, 820.0, 8.0, "11/25/26, 10:18"),
            (24.0, 20.0, 8.0, "file:///order.html"),
            (550.0, 20.0, 8.0, number),
        ];
        [&edges[..1], text, &edges[1..]].concat()
    };
    let first = [
        (50.0, 780.0, 14.0, "1. Кеңесші С-3 санаты (1 бірлік), № 1-0-1"),
        (54.0, 750.0, 10.0, "Өлшем"),
        (180.0, 750.0, 10.0, "Талап"),
        (54.0, 730.0, 10.0, "Білімі"),
        (180.0, 730.0, 10.0, "Жоғары білім: құқықтану"),
        (54.0, 710.0, 10.0, "Жұмыс"),
        (54.0, 699.0, 10.0, "тәжірибесі"),
        (180.0, 710.0, 10.0, "талап етілмейді"),
        (54.0, 679.0, 10.0, "Міндеттері"),
        (180.0, 679.0, 10.0, "Бірінші міндет. Сондай-ақ осы жолда тұрған өзге сөздер,"),
    ];
    let second = [
        (180.0, 780.0, 10.0, "келесі бетте аяқталған міндет."),
        (50.0, 740.0, 14.0, "2. Маман"),
        (50.0, 710.0, 10.0, "Кестеден тыс тұрған жай мәтін, екі бағаннан да ұзын."),
    ];
    pdf(&[page("1/2", &first), page("2/2", &second)], &[([180.0, 728.0, 296.0, 740.0], "https://x.kz/kaz/docs/K1")])
}

#[test]
fn a_pdf_gives_its_rows_over_the_ends_of_pages_without_furniture() {
    if !making::has_poppler() {
        return;
    }
    let document = read(&two_pages());
    assert_eq!(document.lines, 13);
    assert_eq!(
        pieces(&document),
        [
            "H1 2:1. Кеңесші С-3 санаты (1 бірлік), № 1-0-1",
            "R1 3:Өлшем | 3:Талап",
            "R1 4:Білімі | 4:Жоғары білім: құқықтану [Жоғары білім: құқықтану](https://x.kz/kaz/docs/K1)",
            "R1 5:Жұмыс / 6:тәжірибесі | 5:талап етілмейді",
            "R1 7:Міндеттері | 7:Бірінші міндет. Сондай-ақ осы жолда тұрған өзге сөздер, / 10:келесі бетте аяқталған міндет.",
            "H1 11:2. Маман",
            "P 12:Кестеден тыс тұрған жай мәтін, екі бағаннан да ұзын.",
        ]
    );
    assert_eq!(furniture(&document).len(), 4);
}

#[test]
fn words_cut_at_the_ends_of_lines_of_a_pdf_are_joined_and_compounds_keep_their_hyphen() {
    if !making::has_poppler() {
        return;
    }
    let document = read(&pdf(
        &[vec![
            (50.0, 780.0, 10.0, "Жол-көпір мәселелері бойынша есеп беру және талдау"),
            (50.0, 766.0, 10.0, "жүргізу, өзге де сұрақтар және тапсырмалар бойын-"),
            (50.0, 752.0, 10.0, "ша есеп беру, сондай-ақ айналым мен есептің жол-"),
            (50.0, 738.0, 10.0, "көпір жұмыстары."),
        ]],
        &[],
    ));
    assert_eq!(
        pieces(&document),
        [
            "P 1:Жол-көпір мәселелері бойынша есеп беру және талдау / 2:жүргізу, өзге де сұрақтар және тапсырмалар бойынша / \
             3:есеп беру, сондай-ақ айналым мен есептің жол-көпір / 4:жұмыстары."
        ]
    );
    // Where nothing shows that words are cut without a hyphen of their own, the hyphen is theirs.
    let document = read(&pdf(
        &[vec![
            (50.0, 780.0, 10.0, "Баспасөз қызметінің жұмысын жоспарлау және пресс-"),
            (50.0, 766.0, 10.0, "мәслихат өткізу."),
        ]],
        &[],
    ));
    assert_eq!(pieces(&document), ["P 1:Баспасөз қызметінің жұмысын жоспарлау және пресс-мәслихат / 2:өткізу."]);
    let findings: Vec<_> = document.findings.iter().map(|finding| finding.kind.notation()).collect();
    assert_eq!(findings, ["words-joined"]);
}

#[test]
fn every_line_of_a_pdf_is_in_a_piece_or_furniture() {
    if !making::has_poppler() {
        return;
    }
    let document = read(&two_pages());
    let Content::Pieces(pieces) = &document.content else { panic!("flat text") };
    let mut numbers: Vec<usize> = document.furniture.iter().map(|line| line.number).collect();
    let paragraphs = pieces.iter().flat_map(Piece::paragraphs);
    numbers.extend(paragraphs.flat_map(|paragraph| paragraph.lines.iter().map(|line| line.number)));
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers, (1..=document.lines).collect::<Vec<_>>());
}

#[test]
fn a_pdf_without_words_and_one_that_is_broken_are_named() {
    if !making::has_poppler() {
        return;
    }
    assert!(refusal(&pdf(&[Vec::new()], &[])).contains("a PDF of pictures without text (a scan)"));
    assert!(refusal(b"%PDF-1.4\nnothing").contains("could not read this PDF"));
}

#[test]
fn a_broken_office_document_is_named_with_the_part() {
    let whole = docx("<w:p><w:r><w:t>Бұйрық</w:t></w:r></w:p>", &[]);
    assert!(refusal(&whole[..whole.len() / 2]).contains("is broken"));
    assert!(refusal(&docx("<w:p><w:r>", &[])).contains("word/document.xml: this DOCX is broken"));
    assert!(refusal(&making::zip(&[("word/other.xml", "<a/>")])).contains("word/document.xml"));
    assert!(refusal(&docx("<w:p/>", &[])).contains("the file is empty"));
}

#[test]
fn flat_text_stays_flat() {
    let document = read("Бірлік саны\r\n\r\n1 С-3 <b>".as_bytes());
    assert_eq!(document.lines, 3);
    assert!(matches!(document.content, Content::Flat(_)));
}
