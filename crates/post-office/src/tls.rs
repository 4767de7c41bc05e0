//! Encryption, with a certificate that only this post office's own authority vouches for. The keys are for tests on this
//! machine: the certificate is for 127.0.0.1 and localhost, and the authority's own key is thrown away.

use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// The authority's certificate, in PEM.
pub const AUTHORITY: &[u8] = include_bytes!("../certificates/authority.pem");
const CERTIFICATE: &[u8] = include_bytes!("../certificates/server.pem");
const KEY: &[u8] = include_bytes!("../certificates/server.key");

/// When a conversation is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encrypted {
    /// Never.
    Never,
    /// Once the other side asks for it; nothing of worth is taken before.
    OnceAsked,
    /// From the first byte on.
    AtOnce,
}

/// Both directions of a conversation.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// The same conversation, encrypted; nothing where the other side does not trust us.
pub(crate) async fn encrypted(stream: Box<dyn Stream>) -> Option<Box<dyn Stream>> {
    let chain = vec![CertificateDer::from_pem_slice(CERTIFICATE).unwrap()];
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, PrivateKeyDer::from_pem_slice(KEY).unwrap())
        .unwrap();
    let stream = TlsAcceptor::from(Arc::new(config)).accept(stream).await.ok()?;
    Some(Box::new(stream))
}
