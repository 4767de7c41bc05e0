//! What moves: one file per kind of controller
