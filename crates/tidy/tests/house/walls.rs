//! The walls: which crate may know which (ARCHITECTURE.md, "The walls").

use std::fs;
use std::path::Path;

use toml::{Table, Value};

use crate::tree::{Scratch, in_order, names, root};

const RULE: &str =
    "domain <- {store, drivers, courier} <- service <- web <- keylink: a crate knows only what is behind it";

/// Everything that can be known.
const ALL: &[&str] = &["domain", "store", "drivers", "courier", "service", "web", "agent", "virtual-door"];

/// A crate, what it may know, and what its tests may know besides.
const WALLS: &[(&str, &[&str], &[&str])] = &[
    ("domain", &[], &[]),
    ("store", &["domain"], &[]),
    ("drivers", &["domain"], &["virtual-door"]),
    ("courier", &["domain"], &["post-office"]),
    // Stands at a site: it has the drivers, and neither the house's database nor its rights.
    ("agent", &["domain", "drivers"], &[]),
    ("service", &["domain", "store", "drivers", "courier"], &["virtual-door", "canary", "post-office"]),
    ("web", &["domain", "service"], &["store", "drivers", "courier", "virtual-door", "canary", "post-office"]),
    ("keylink", ALL, &["canary", "post-office"]),
    // Shares no code with the server, so that both cannot be wrong in the same way.
    ("virtual-door", &[], &[]),
    // Says what the path must keep without knowing how it is built.
    ("model", &[], &[]),
    ("tidy", &[], &[]),
    // Only for tests: they tell it what they keep secret.
    ("canary", &[], &[]),
    // Only for tests: shares no code with what it is to judge.
    ("post-office", &[], &[]),
    // Only for tests: whatever reads what strangers send, under one roof.
    ("fuzzing", ALL, &[]),
    // Measures the whole, from outside and from inside. Nobody knows it.
    ("bench", ALL, &["keylink"]),
    // Attacks the whole from outside, and asks the doors. It must not believe a word of the server's own code.
    ("torture", &["virtual-door"], &[]),
];

fn walls(root: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    for room in names(&root.join("crates")) {
        let path = format!("crates/{room}/Cargo.toml");
        let Ok(text) = fs::read_to_string(root.join(&path)) else { continue };
        let Some((_, may, tests_may)) = WALLS.iter().find(|(name, ..)| *name == room) else {
            wrong.push(format!("{path}: `{room}` has no place among the walls; give it one in crates/tidy"));
            continue;
        };
        let manifest: Table = text.parse().unwrap();
        for (kind, other) in known(&manifest) {
            let allowed = may.contains(&&*other) || (kind == "dev-dependencies" && tests_may.contains(&&*other));
            if !allowed {
                wrong.push(format!("{path}: {kind}: `{room}` must not know `{other}`"));
            }
        }
    }
    wrong
}

/// The house's own crates that a manifest names, with the kind of dependency.
fn known(manifest: &Table) -> Vec<(&'static str, String)> {
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flatten();
    let tables = targets.filter_map(|(_, target)| target.as_table()).chain([manifest]);
    let mut found = Vec::new();
    for table in tables {
        for kind in ["dependencies", "build-dependencies", "dev-dependencies"] {
            let dependencies = table.get(kind).and_then(Value::as_table).into_iter().flatten();
            found.extend(dependencies.filter_map(|(key, value)| Some((kind, own(key, value)?))));
        }
    }
    found
}

/// The room that a dependency names, also under another name or by its path.
fn own(key: &str, value: &Value) -> Option<String> {
    let package = value.get("package").and_then(Value::as_str).unwrap_or(key);
    if package == "keylink" {
        return Some(package.to_owned());
    }
    package.strip_prefix("keylink-").map(str::to_owned)
}

#[test]
fn the_walls_stand() {
    in_order(RULE, &walls(&root()));
}

#[test]
fn every_door_in_a_wall_is_seen() {
    let house = Scratch::new(&[
        ("crates/attic/Cargo.toml", ""),
        ("crates/courier/Cargo.toml", "[dependencies]\nkeylink-domain.workspace = true\n"),
        ("crates/domain/Cargo.toml", "[dev-dependencies]\nkeylink-store.workspace = true\n"),
        ("crates/drivers/Cargo.toml", "[dependencies]\nkeylink-virtual-door.workspace = true\n"),
        ("crates/service/Cargo.toml", "[target.'cfg(unix)'.dependencies]\nkeylink-web.workspace = true\n"),
        (
            "crates/store/Cargo.toml",
            "[build-dependencies]\nx = { package = \"keylink-drivers\", path = \"../drivers\" }\n",
        ),
        ("crates/tidy/Cargo.toml", "[dependencies]\nkeylink-domain.workspace = true\n"),
        (
            "crates/web/Cargo.toml",
            "[dependencies]\nkeylink-store.workspace = true\n[dev-dependencies]\nkeylink-store.workspace = true\nkeylink.path = \"../keylink\"\n",
        ),
    ]);
    let expected = [
        "crates/attic/Cargo.toml: `attic` has no place among the walls; give it one in crates/tidy",
        "crates/domain/Cargo.toml: dev-dependencies: `domain` must not know `store`",
        "crates/drivers/Cargo.toml: dependencies: `drivers` must not know `virtual-door`",
        "crates/service/Cargo.toml: dependencies: `service` must not know `web`",
        "crates/store/Cargo.toml: build-dependencies: `store` must not know `drivers`",
        "crates/tidy/Cargo.toml: dependencies: `tidy` must not know `domain`",
        "crates/web/Cargo.toml: dependencies: `web` must not know `store`",
        "crates/web/Cargo.toml: dev-dependencies: `web` must not know `keylink`",
    ];
    assert_eq!(walls(house.root()), expected);
}
