//! Makes small files of the formats in which people hold orders.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// A zip archive with these files.
pub fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut output = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut output);
    for (name, content) in files {
        let file = archive.new_file(name).compression_method(rawzip::CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().unwrap();
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
        writer.write_all(content.as_bytes()).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    output
}

/// Whether poppler's programs are on this machine; says so on standard error where they are not.
pub fn has_poppler() -> bool {
    let found = std::process::Command::new("pdftotext").arg("-v").output().is_ok();
    if !found {
        eprintln!("not run, as pdftotext is not on this machine");
    }
    found
}

/// An office document with this body, and these other parts.
#[allow(dead_code, reason = "not every test makes office documents")]
pub fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let document = format!("<?xml version=\"1.0\"?><w:document {namespace}><w:body>{body}</w:body></w:document>");
    let mut files = vec![("[Content_Types].xml", "<Types/>"), ("word/document.xml", document.as_str())];
    files.extend(others);
    zip(&files)
}

/// Words on a page of a PDF: left edge, baseline from the bottom, size, text.
pub type Words<'a> = (f64, f64, f64, &'a str);

/// A PDF with these pages; each word's letters are half as wide as high. Links are rectangles on the first page.
pub fn pdf(pages: &[Vec<Words>], links: &[([f64; 4], &str)]) -> Vec<u8> {
    let first_page = 6;
    let ids: Vec<usize> = (0..pages.len()).map(|index| first_page + 2 * index).collect();
    let kids: String = ids.iter().map(|id| format!("{id} 0 R ")).collect();
    let ranges: String = (0..0x25).map(|high| format!("<{high:02X}00> <{high:02X}FF> <{high:02X}00>\n")).collect();
    let map = format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n\
         1 begincodespacerange <0000> <FFFF> endcodespacerange\n37 beginbfrange\n{ranges}endbfrange\nendcmap end end"
    );
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
            .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /DW 500 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) \
         /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /Made /Flags 4 /FontBBox [0 -200 1000 800] \
         /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>"
            .to_owned(),
        stream(&map),
    ];
    let annotations: String = links
        .iter()
        .map(|([left, bottom, right, top], target)| {
            format!(
                "<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [{left} {bottom} {right} {top}] \
                 /A << /S /URI /URI ({target}) >> >> "
            )
        })
        .collect();
    for (index, page) in pages.iter().enumerate() {
        let annotations = if index == 0 { annotations.as_str() } else { "" };
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents {} 0 R \
             /Annots [{annotations}] >>",
            ids[index] + 1
        ));
        let hexadecimal = |text: &str| text.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<String>();
        let show = |(left, base, size, text): &Words| {
            format!("BT /F {size} Tf {left} {base} Td <{}> Tj ET\n", hexadecimal(text))
        };
        objects.push(stream(&page.iter().map(show).collect::<String>()));
    }
    assemble(&objects)
}

fn stream(content: &str) -> String {
    format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len())
}

fn assemble(objects: &[String]) -> Vec<u8> {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let table = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1));
    file.into_bytes()
}
