//! The frame that every inlined page shares: language, direction, style, icons.

use crate::language::Language;

/// What `templates/shared/frame.html` needs.
pub struct Frame<'a> {
    /// The page's language.
    pub language: &'a Language,
    /// The style, inlined.
    pub style: &'static str,
    /// The script, inlined; nothing where the page needs none.
    pub script: Option<&'static str>,
    /// The sprite.
    pub icons: &'static str,
}
