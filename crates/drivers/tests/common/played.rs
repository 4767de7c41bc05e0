//! A broker played by the test itself, packet by packet, for what no real one does at will.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use super::{PATIENCE, controller};

/// The kind of packet that carries a message.
pub const PUBLISH: u8 = 3;

pub fn kind(packet: &(u8, Vec<u8>)) -> u8 {
    packet.0 >> 4
}

/// Plays a broker's part up to the point where controller 1 is said to be online.
pub async fn admit(listener: &TcpListener) -> TcpStream {
    admit_with(listener, &[0x20, 3, 0, 0, 0]).await
}

/// The same, with a CONNACK that says how many messages may be on their way unacknowledged.
pub async fn admit_taking(listener: &TcpListener, receive_maximum: u8) -> TcpStream {
    admit_with(listener, &[0x20, 6, 0, 0, 3, 0x21, 0, receive_maximum]).await
}

async fn admit_with(listener: &TcpListener, connack: &[u8]) -> TcpStream {
    let (mut stream, _) = timeout(PATIENCE, listener.accept()).await.unwrap().unwrap();
    next_packet(&mut stream).await;
    stream.write_all(connack).await.unwrap();
    // What controllers say by themselves, and what agents do.
    for _filter in 0..6 {
        let (_, subscribe) = next_packet(&mut stream).await;
        let suback = [0x90, 4, subscribe[0], subscribe[1], 0, 1];
        stream.write_all(&suback).await.unwrap();
    }
    let topic = format!("keylink/1/{}/online", controller(1));
    let mut online = vec![0x31, u8::try_from(2 + topic.len() + 1 + 4).unwrap(), 0];
    online.push(u8::try_from(topic.len()).unwrap());
    online.extend(topic.as_bytes());
    online.push(0);
    online.extend(b"true");
    stream.write_all(&online).await.unwrap();
    stream
}

pub async fn next_packet(stream: &mut TcpStream) -> (u8, Vec<u8>) {
    let header = stream.read_u8().await.unwrap();
    let (mut length, mut shift) = (0, 0);
    loop {
        let byte = stream.read_u8().await.unwrap();
        length |= usize::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            break;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.unwrap();
    (header, body)
}
