//! Things that arrive while one batch is being written go together into the next one.

use std::future::Future;

use tokio::sync::{mpsc, oneshot};

/// The most that one batch takes.
const BATCH: usize = 256;
/// How many may wait before callers are made to wait themselves.
const QUEUE: usize = 4096;

/// Hands things over to be done together with those that wait.
pub(crate) struct Batcher<T, R> {
    queue: mpsc::Sender<(T, Option<oneshot::Sender<R>>)>,
}

impl<T, R> Clone for Batcher<T, R> {
    fn clone(&self) -> Self {
        Self { queue: self.queue.clone() }
    }
}

impl<T: Send + 'static, R: Send + 'static> Batcher<T, R> {
    /// Starts the loop. `work` answers each thing of a batch, in order; what it leaves out of its
    /// answer is told to nobody, and its caller gets `None`. The loop ends when the last handle is gone.
    pub(crate) fn start<F, Fut>(work: F) -> (Self, tokio::task::JoinHandle<()>)
    where
        F: Fn(Vec<T>) -> Fut + Send + 'static,
        Fut: Future<Output = Vec<R>> + Send,
    {
        let (queue, mut arrivals) = mpsc::channel(QUEUE);
        let task = tokio::spawn(async move {
            let mut waiting = Vec::with_capacity(BATCH);
            while arrivals.recv_many(&mut waiting, BATCH).await > 0 {
                let (things, replies): (Vec<T>, Vec<Option<_>>) = waiting.drain(..).unzip();
                for (reply, answer) in replies.into_iter().zip(work(things).await) {
                    // Whoever asked may have gone away; what was done is done.
                    drop(reply.map(|reply: oneshot::Sender<R>| reply.send(answer)));
                }
            }
        });
        (Self { queue }, task)
    }

    /// Hands `thing` over and waits for its answer; `None` when it could not be done.
    pub(crate) async fn submit(&self, thing: T) -> Option<R> {
        let (reply, answer) = oneshot::channel();
        self.queue.send((thing, Some(reply))).await.ok()?;
        answer.await.ok()
    }

    /// Hands `thing` over to be done soon; tells whether it was taken.
    pub(crate) async fn leave(&self, thing: T) -> bool {
        self.queue.send((thing, None)).await.is_ok()
    }
}
