//! What the guest page promises.
