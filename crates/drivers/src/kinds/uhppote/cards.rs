//! Cards on a UHPPOTE board: put there, read again, and taken off. A "yes" is no evidence; what the board then says of the card is.

use keylink_domain::placement::CardOrder;

use super::Uhppote;
use super::codec::{Ask, Card, Said};
use crate::direct::Tools;
use crate::direct::order::Trouble;

impl Uhppote {
    /// Puts a card on the board, with its days and doors.
    pub(super) async fn put(&self, tools: &Tools, order: &CardOrder) -> Result<(), Trouble> {
        let number = number(order.number)?;
        let mut doors = [false; 4];
        for channel in &order.doors {
            let place = channel.as_str().parse::<usize>().ok().and_then(|door| doors.get_mut(door.wrapping_sub(1)));
            *place.ok_or(Trouble::NotThere("it has no such door"))? = true;
        }
        let card = Card { number, from: Some(order.from), until: Some(order.until), doors };
        if self.read(tools, number).await? == Some(card) {
            return Ok(());
        }
        match self.ask(tools, Ask::PutCard(card)).await? {
            Said::CardPut(true) => {}
            _ => return Err(Trouble::NotThere("it did not take the card")),
        }
        match self.read(tools, number).await? {
            Some(found) if found == card => Ok(()),
            _ => Err(Trouble::NotThere("it said that it took the card, and has another or none")),
        }
    }

    /// Takes a card off the board; one that is not there is gone.
    pub(super) async fn take(&self, tools: &Tools, card: u64) -> Result<(), Trouble> {
        let number = number(card)?;
        if self.read(tools, number).await?.is_none() {
            return Ok(());
        }
        // Where it says no, it is looked at all the same: the answer to an earlier try may have been lost.
        let _said = self.ask(tools, Ask::TakeCard { number }).await?;
        match self.read(tools, number).await? {
            None => Ok(()),
            Some(_) => Err(Trouble::NotThere("it did not take the card off")),
        }
    }

    async fn read(&self, tools: &Tools, number: u32) -> Result<Option<Card>, Trouble> {
        match self.ask(tools, Ask::Card { number }).await {
            Ok(Said::Card(found)) => Ok(found),
            Ok(_) => Err(Trouble::NotUnderstood("a card")),
            Err(Trouble::Silent) => Err(self.stranger(tools).await),
            Err(why) => Err(why),
        }
    }
}

fn number(card: u64) -> Result<u32, Trouble> {
    u32::try_from(card).map_err(|_| Trouble::NotThere("its number is too large for this controller"))
}
