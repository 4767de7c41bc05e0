//! Routes as a list: one line each, from which the router is made and by which tests hold each of them to its rules.

/// Makes `ROUTES` and `listed()` of lines such as `get "/control" => overview::show;`.
macro_rules! routes {
    ($($method:ident $path:literal => $handler:path;)*) => {
        /// Every route of this part, as method and path.
        pub const ROUTES: &[(&str, &str)] = &[$((stringify!($method), $path),)*];

        fn listed() -> Router<App> {
            Router::new()$(.route($path, axum::routing::$method($handler)))*
        }
    };
}

pub(crate) use routes;
