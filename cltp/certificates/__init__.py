"""The rules about certificate records: checking, withdrawing, letters, import, retention."""
