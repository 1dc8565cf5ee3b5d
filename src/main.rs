fn main() {
    let t=std::time::Instant::now(); let v = lauazym::vocabulary::Vocabularies::load("https://w3id.org/lauazym/", &[]).unwrap();
    eprintln!("vocab {:?}", t.elapsed()); let s = lauazym::source::Source::bundled();
    let b = lauazym::lines::blocks(&s.text);
    eprintln!("blocks {:?}", t.elapsed()); let o = lauazym::entries::read(&b, &v);
    println!("{}", o.entries.len()); eprintln!("entries {:?}", t.elapsed());
    let out: Vec<_> = o.entries.iter().enumerate().map(|(i, e)| serde_json::json!({"n": i+1, "start": e.start_line, "end": e.end_line, "header": e.header_line,
       "title": e.title.as_ref().map(|t| (&t.text, t.span())), "cell": e.cell.text, "headings": e.headings.iter().map(|h| (&h.text, h.span())).collect::<Vec<_>>(),
       "rows": e.rows.iter().map(|(r, p)| (r.notation().to_string(), serde_json::json!([p.text, p.start_line(), p.end_line()]))).collect::<serde_json::Map<_,_>>(), "repeated": e.repeated.len()})).collect();
    std::fs::write("/tmp/x/entries.json", serde_json::to_string(&out).unwrap()).unwrap();
    std::fs::write("/tmp/x/findings.json", serde_json::to_string(&o.findings).unwrap()).unwrap();
    let all: Vec<usize> = b.iter().flat_map(|b| b.lines.iter().map(|l| l.number)).collect();
    for l in all { if !o.account.contains_key(&l) { println!("unaccounted {l}"); } }
    for (l, p) in &o.account { if *p == lauazym::entries::Part::NotUnderstood { println!("not understood {l}"); } }
}
