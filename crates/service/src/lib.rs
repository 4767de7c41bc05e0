//! What happens: the use cases and the workers
