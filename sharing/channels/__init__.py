"""The ways by which lessons reach people: mail, webhooks, the portal's inbox, feeds, lists."""
