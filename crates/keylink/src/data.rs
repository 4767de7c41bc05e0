//! The data folder: made where it is missing, readable by its owner alone, with the seal key in it.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use keylink_service::SealKey;
use keylink_service::clock::SystemEntropy;

use crate::Failure;

/// Makes the folder where it is missing.
///
/// # Errors
/// When it cannot be made.
pub fn prepare(folder: &Path) -> Result<(), Failure> {
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|error| {
        format!("the data folder {} cannot be made: {error}; choose another with --data", folder.display()).into()
    })
}

/// The seal key of the folder, made where it is missing.
///
/// # Errors
/// When it cannot be read or made, or is no key.
pub fn seal_key(folder: &Path) -> Result<SealKey, Failure> {
    let file = folder.join("seal.key");
    match fs::read_to_string(&file) {
        Ok(text) => SealKey::parse(&text).map_err(|error| format!("{}: {error}", file.display()).into()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => make_seal_key(&file),
        Err(error) => Err(format!("{}: {error}", file.display()).into()),
    }
}

/// Written beside and linked into place, so that a key that exists is always whole and is never
/// written over, not even by two programs that start at once.
fn make_seal_key(file: &Path) -> Result<SealKey, Failure> {
    let key = SealKey::generate(&SystemEntropy)?;
    let beside = file.with_extension(format!("new-{}", std::process::id()));
    let mut out = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
    out.write_all(key.reveal().as_bytes())?;
    out.write_all(b"\n")?;
    out.sync_all()?;
    let linked = fs::hard_link(&beside, file);
    fs::remove_file(&beside)?;
    match linked {
        Ok(()) => {
            if let Some(folder) = file.parent() {
                fs::File::open(folder)?.sync_all()?;
            }
            Ok(key)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            Ok(SealKey::parse(&fs::read_to_string(file)?)?)
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_key_is_made_once_and_kept_to_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        prepare(&data).unwrap();
        let first = seal_key(&data).unwrap().reveal();
        assert_eq!(*first, *seal_key(&data).unwrap().reveal());
        assert_eq!(fs::metadata(data.join("seal.key")).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(&data).unwrap().count(), 1);
        fs::write(data.join("seal.key"), "nonsense").unwrap();
        assert!(seal_key(&data).unwrap_err().to_string().contains("backup"));
    }
}
