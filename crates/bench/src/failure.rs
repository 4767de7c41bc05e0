//! What can go wrong with a measurement, in words.

/// Why there is no figure.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// In our own words.
    #[error("{0}")]
    Said(String),
    /// The system's.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The database's.
    #[error(transparent)]
    Store(#[from] keylink_store::Error),
    /// The house's.
    #[error(transparent)]
    House(#[from] keylink_service::Trouble),
    /// The house could not be opened.
    #[error(transparent)]
    Start(#[from] keylink_service::StartTrouble),
    /// A file or an answer that is no JSON of ours.
    #[error("this is not the JSON that was expected: {0}")]
    Json(#[from] serde_json::Error),
    /// A task of the measurement ended badly.
    #[error("a part of the measurement ended badly: {0}")]
    Task(#[from] tokio::task::JoinError),
}

impl From<String> for Failure {
    fn from(words: String) -> Self {
        Self::Said(words)
    }
}

impl From<&str> for Failure {
    fn from(words: &str) -> Self {
        Self::Said(words.to_owned())
    }
}
