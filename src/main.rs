fn main() {
    let t = std::time::Instant::now();
    let v = lauazym::vocabulary::Vocabularies::load("https://w3id.org/lauazym/", &[]).unwrap();
    let path = std::env::args().nth(1);
    let s = path.map_or_else(lauazym::source::Source::bundled, |p| lauazym::source::Source::read(p.as_ref()).unwrap());
    let o = lauazym::records::read(&s, &v).unwrap();
    eprintln!("{:?}", t.elapsed());
    std::fs::write("/tmp/x/order.json", serde_json::to_string_pretty(&o).unwrap()).unwrap();
    std::fs::write("/tmp/x/findings.json", serde_json::to_string(&o.findings).unwrap()).unwrap();
    std::fs::write("/tmp/x/records.json", serde_json::to_string(&o.entries).unwrap()).unwrap();
}
