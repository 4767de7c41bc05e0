//! The picture of activity: bars for the template to draw, and the same as a table for those who do not see it.

use keylink_domain::activity::{Bar, Span};
use keylink_domain::id::{DoorId, SiteId};
use keylink_domain::user::Act;
use keylink_domain::zone::Zone;
use keylink_service::Trouble;

use super::choice::Chip;
use super::page::Failure;
use super::session::Visitor;
use crate::app::App;

/// The choice of what a picture spans, as an address says it.
pub const SPANS: [(&str, &str); 2] = [("", "24 hours"), ("month", "30 days")];

/// How high the picture is, and how wide a bar with its gap, in its own units.
const HEIGHT: i64 = 100;
const STEP: usize = 10;

/// A picture, ready to be drawn.
pub struct Picture {
    /// What it spans, in words.
    pub span: &'static str,
    /// How wide it is, in its own units.
    pub width: usize,
    /// Its bars.
    pub bars: Vec<DrawnBar>,
    /// The words under every sixth bar.
    pub ticks: Vec<String>,
    /// How much the tallest bar stands for.
    pub most: i64,
    /// Doors that opened in all of it.
    pub opened: i64,
    /// Presses that opened nothing in all of it.
    pub refused: i64,
    /// The chips that choose what it spans.
    pub spans: Vec<Chip>,
}

/// A bar: what opened, and on top of it what did not.
pub struct DrawnBar {
    /// Where it begins.
    pub x: usize,
    /// How much opened.
    pub opened: i64,
    /// How much did not.
    pub refused: i64,
    /// How high the lower part is, and where it begins.
    pub opened_height: i64,
    /// Where the lower part begins.
    pub opened_y: i64,
    /// How high the upper part is.
    pub refused_height: i64,
    /// Where the upper part begins.
    pub refused_y: i64,
    /// When, in words.
    pub when: String,
}

impl Picture {
    /// A picture of one door or of all; nothing for those who may not see everybody's events.
    pub async fn of(app: &App, visitor: &Visitor, door: Option<DoorId>, span: Span) -> Result<Option<Self>, Failure> {
        if !visitor.actor().may(Act::SeeAll) {
            return Ok(None);
        }
        let zone = match door {
            // A building that was removed, too, has no clock any more.
            Some(id) => {
                let site = site_of(app, visitor, id).await?;
                visitor.site(site).map_or_else(|| visitor.zone(), |site| site.zone.clone())
            }
            None => visitor.zone(),
        };
        let bars = app.house.activity(&visitor.actor(), door, span, &zone).await?;
        Ok(Some(drawn(&bars, span, &zone)))
    }

    /// With chips that choose what it spans.
    #[must_use]
    pub fn with(mut self, spans: Vec<Chip>) -> Self {
        self.spans = spans;
        self
    }
}

/// The building of a door, also of one that was removed: what happened at it is still looked at.
async fn site_of(app: &App, visitor: &Visitor, id: DoorId) -> Result<SiteId, Failure> {
    match app.house.door(&visitor.actor(), id).await {
        Err(Trouble::NotFound(what)) => {
            let gone = app.house.removed_doors(&visitor.actor()).await?;
            Ok(gone.iter().find(|door| door.id == id).ok_or(Trouble::NotFound(what))?.site)
        }
        found => Ok(found?.door.site),
    }
}

fn drawn(bars: &[Bar], span: Span, zone: &Zone) -> Picture {
    let most = bars.iter().map(|bar| bar.count.opened + bar.count.refused).max().unwrap_or(0);
    // What happened at all is seen, however little it is beside the rest.
    let height = |count: i64| if count == 0 { 0 } else { (count * HEIGHT / most.max(1)).max(2) };
    let draw = |(place, bar): (usize, &Bar)| {
        let (opened_height, refused_height) = (height(bar.count.opened), height(bar.count.refused));
        DrawnBar {
            x: place * STEP,
            opened: bar.count.opened,
            refused: bar.count.refused,
            opened_height,
            opened_y: HEIGHT - opened_height,
            refused_height,
            refused_y: (HEIGHT - opened_height - refused_height).max(0),
            when: when(bar, span, zone),
        }
    };
    Picture {
        span: match span {
            Span::Day => "Last 24 hours",
            Span::Month => "Last 30 days",
        },
        width: bars.len() * STEP,
        ticks: bars.iter().step_by(6).map(|bar| tick(bar, span, zone)).collect(),
        most,
        opened: bars.iter().map(|bar| bar.count.opened).sum(),
        refused: bars.iter().map(|bar| bar.count.refused).sum(),
        bars: bars.iter().enumerate().map(draw).collect(),
        spans: Vec::new(),
    }
}

fn when(bar: &Bar, span: Span, zone: &Zone) -> String {
    let (from, until) = (zone.local(bar.from), zone.local(bar.until));
    match span {
        Span::Day => format!("{} to {}", from.strftime("%a %H:%M"), until.strftime("%H:%M")),
        Span::Month => from.strftime("%a %-d %b").to_string(),
    }
}

fn tick(bar: &Bar, span: Span, zone: &Zone) -> String {
    let from = zone.local(bar.from);
    let pattern = if span == Span::Day { "%H:%M" } else { "%-d %b" };
    from.strftime(pattern).to_string()
}

#[cfg(test)]
mod tests {
    use keylink_domain::activity::{Count, bars, put};

    use super::*;

    #[test]
    fn the_tallest_bar_fills_the_picture_and_the_smallest_is_seen() {
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        let now = "2026-11-28T12:20:00Z".parse().unwrap();
        let mut bars = bars(Span::Day, &berlin, now);
        put(&mut bars, now, Count { opened: 900, refused: 100 });
        put(&mut bars, "2026-11-28T11:59:00Z".parse().unwrap(), Count { opened: 1, refused: 0 });
        let picture = drawn(&bars, Span::Day, &berlin);
        let last = &picture.bars[23];
        assert_eq!((last.opened_height, last.opened_y, last.refused_height, last.refused_y), (90, 10, 10, 0));
        assert_eq!((picture.bars[22].opened_height, picture.bars[0].opened_height), (2, 0));
        assert_eq!((picture.opened, picture.refused, picture.most), (901, 100, 1_000));
        assert_eq!(last.when, "Sat 13:00 to 14:00");
        assert_eq!(picture.ticks, ["14:00", "20:00", "02:00", "08:00"]);
    }
}
