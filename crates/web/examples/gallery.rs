//! Writes every guest page into a folder, for looking at:
//! `cargo run -p keylink-web --example gallery -- FOLDER`.

use std::error::Error;
use std::path::PathBuf;

use keylink_web::guest::{GuestPage, Visitor, headers, samples};
use keylink_web::language::Languages;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder to write into")?);
    std::fs::create_dir_all(&folder)?;
    let english = Languages::embedded()?;
    let with_arabic = samples::with_a_second_language()?;
    for (name, view) in samples::all() {
        let (languages, tag) = if name == "right-to-left" { (&with_arabic, "ar") } else { (&english, "en") };
        let language = languages.negotiate(Some(tag), None, None);
        let page = GuestPage { visitor: Visitor { languages, language, now: samples::NOW }, view };
        std::fs::write(folder.join(format!("{name}.html")), page.html()?)?;
        std::fs::write(folder.join(format!("{name}.json")), serde_json::to_string_pretty(&page.state())?)?;
    }
    let headers: String =
        headers().iter().map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap_or_default())).collect();
    std::fs::write(folder.join("headers.txt"), headers)?;
    Ok(())
}
