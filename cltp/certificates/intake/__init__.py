"""How records arrive: from the Branch's own tables, all of one or nothing of it."""
