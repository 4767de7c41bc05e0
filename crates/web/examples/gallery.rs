//! Writes every guest page into a folder, for looking at:
//! `cargo run -p keylink-web --example gallery -- FOLDER [LANGUAGE]`.

use std::error::Error;
use std::path::PathBuf;

use keylink_web::guest::{GuestPage, Visitor, headers, samples};
use keylink_web::language::Languages;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("name a folder to write into")?);
    let wanted = arguments.next();
    std::fs::create_dir_all(&folder)?;
    let languages = Languages::embedded()?;
    let language = languages.negotiate(wanted.as_deref(), None, None);
    for (name, view) in samples::all() {
        let page = GuestPage { visitor: Visitor { languages: &languages, language, now: samples::NOW }, view };
        std::fs::write(folder.join(format!("{name}.html")), page.html()?)?;
        std::fs::write(folder.join(format!("{name}.json")), serde_json::to_string_pretty(&page.state())?)?;
    }
    let headers: String =
        headers().iter().map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap_or_default())).collect();
    std::fs::write(folder.join("headers.txt"), headers)?;
    Ok(())
}
