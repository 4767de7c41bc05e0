//! Doors of a UHPPOTE board that are held: the board keeps it in the door's mode, also without Keylink and without power.

use keylink_domain::unlock::Outcome;

use super::Uhppote;
use super::codec::{Ask, Control, Mode, Said};
use crate::direct::Tools;
use crate::direct::order::{Order, Trouble};

impl Uhppote {
    /// Holds the door, or gives it back to cards and commands. A mode that is so already is not written again, and one that
    /// somebody else set is left alone: a door that is normally closed is not ours to open.
    pub(super) async fn drive(&self, tools: &Tools, order: &Order<'_>, held: bool) -> Result<Outcome, Trouble> {
        let door: u8 = order.channel.as_str().parse().map_err(|_| Trouble::NotThere("it has no such door"))?;
        let _driving = self.driving.lock().await;
        let Said::Door { control, .. } = self.ask(tools, Ask::Door { door }).await? else {
            return Err(Trouble::NotUnderstood("how the door is driven"));
        };
        let mode = match (control.mode, held) {
            (Mode::Controlled, true) => Mode::NormallyOpen,
            (Mode::NormallyOpen, false) => Mode::Controlled,
            (Mode::NormallyClosed, true) => return Err(Trouble::NotThere("the board itself holds this door shut")),
            _ => return Ok(Outcome::Sent),
        };
        let wanted = Control { mode, ..control };
        order.leave()?;
        match self.ask(tools, Ask::SetDoor { door, control: wanted }).await? {
            Said::DoorSet { control: set, .. } if set == wanted => {
                Ok(if held { Outcome::Opened } else { Outcome::Sent })
            }
            _ => Err(Trouble::NotThere("it did not take the door\u{2019}s mode")),
        }
    }
}
