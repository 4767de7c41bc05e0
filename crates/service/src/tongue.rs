//! The language in which somebody uses the app, kept so that what is written to them is in it.

use keylink_domain::actor::Actor;
use keylink_store::user;

use crate::house::House;
use crate::trouble::Trouble;

impl House {
    /// Keeps the language (a BCP 47 tag) in which a user uses the app. It is nothing that opens or forbids, so it is no event.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn keep_language(&self, actor: &Actor, tag: &str) -> Result<(), Trouble> {
        let (organization, Some(id), tag) = (actor.organization, actor.user(), tag.to_owned()) else { return Ok(()) };
        let known =
            self.look(move |tx| Box::pin(async move { Ok::<_, Trouble>(user::language(tx, organization, id).await?) }));
        if known.await?.as_deref() == Some(tag.as_str()) {
            return Ok(());
        }
        self.store
            .write(move |tx| Box::pin(async move { user::set_language(tx, organization, id, &tag).await }))
            .await?;
        Ok(())
    }
}
