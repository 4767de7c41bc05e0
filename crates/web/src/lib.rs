//! What is seen: guest page, control center, JSON API
